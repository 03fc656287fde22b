package org.honeyspam.smtp;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a session so far: all that a persona may answer by. The dialogue writes it;
 * a persona only counts and takes notes, under names of its own.
 */
final class SmtpSession {
    private Map<String, Integer> counts = Map.of(); // One that can be written to once it is.
    private Map<String, String> notes = Map.of();
    private final Instant opened;
    private Peer peer;
    private String helo = "";
    private boolean greeted;
    private boolean extended;
    private @Nullable Envelope envelope;
    private @Nullable String user;
    private String queueId = "";
    private Instant begun = Instant.EPOCH;
    private Measure measure = Measure.NOTHING;
    private @Nullable String messageId;
    private Instant ended = Instant.EPOCH;
    private int commands;
    private int envelopes;
    private boolean room = true;
    private boolean inputWaits;

    SmtpSession(Peer peer, Instant opened) {
        this.peer = peer;
        this.opened = opened;
    }

    Peer peer() {
        return peer;
    }

    Instant opened() {
        return opened;
    }

    /** The name of the last HELO or EHLO that was taken; empty before, and if it gave none. */
    String helo() {
        return helo;
    }

    boolean greeted() {
        return greeted;
    }

    /** Whether the client greeted with EHLO. */
    boolean extended() {
        return extended;
    }

    boolean secured() {
        return peer.tls() != null;
    }

    /** Who the client has proved to be; null if nobody. */
    @Nullable String user() {
        return user;
    }

    /** The transaction under way, from MAIL on. */
    @Nullable Envelope envelope() {
        return envelope;
    }

    String queueId() {
        return queueId;
    }

    /** When the transaction under way began, or its text if that is when it gets its name. */
    Instant begun() {
        return begun;
    }

    /** How long the message is that has just come, each line end counted as CRLF. */
    long messageBytes() {
        return measure.smtpBytes();
    }

    /** The message that has just come, in all its respects. */
    Measure measure() {
        return measure;
    }

    /** The name that the message has which has just come; null if it has none. */
    @Nullable String messageId() {
        return messageId;
    }

    /** When all of the message was there that has just come. */
    Instant ended() {
        return ended;
    }

    /** How many command lines came before this one, since the last handshake. */
    int commands() {
        return commands;
    }

    /** How many transactions ended, or were given up, before this one. */
    int envelopes() {
        return envelopes;
    }

    /** Whether a message could be stored now. */
    boolean room() {
        return room;
    }

    /** Whether the client sent more without waiting for this answer. */
    boolean inputWaits() {
        return inputWaits;
    }

    /** One more of what the persona calls so; returns how many there were. */
    int count(String what) {
        counts = counts.isEmpty() ? new HashMap<>() : counts;
        return counts.merge(what, 1, Integer::sum);
    }

    int counted(String what) {
        return counts.getOrDefault(what, 0);
    }

    void forget(String what) {
        if (counts.containsKey(what)) {
            counts.remove(what);
        }
    }

    /** What the persona noted under that name; empty if nothing. */
    String remembered(String what) {
        return notes.getOrDefault(what, "");
    }

    void remember(String what, String text) {
        notes = notes.isEmpty() ? new HashMap<>() : notes;
        notes.put(what, text);
    }

    // ---- for the dialogue

    void hears(boolean roomLeft, boolean more) {
        room = roomLeft;
        inputWaits = more;
    }

    void heard() {
        commands++;
    }

    void greets(String name, boolean withExtensions) {
        helo = name;
        greeted = true;
        extended = withExtensions;
    }

    /** RFC 3207 section 4.2: what was said in the clear is to be forgotten. */
    void secures(Peer within, boolean greetingStays) {
        peer = within;
        helo = greetingStays ? helo : "";
        greeted &= greetingStays;
        extended &= greetingStays;
        user = greetingStays ? user : null;
        envelope = null;
        commands = 0;
    }

    void proves(String name) {
        user = name;
    }

    void begins(Envelope next, Instant now, String id) {
        envelope = next;
        begun = now;
        queueId = id;
    }

    /** Its text begins only now, and has this name. */
    void textBegins(Instant now, String id) {
        begun = now;
        queueId = id;
    }

    void measures(Measure text, @Nullable String id, Instant now) {
        measure = text;
        messageId = id;
        ended = now;
    }

    /** The transaction is over, or there was none and the command says so all the same. */
    void ends() {
        envelope = null;
        envelopes++;
    }
}
