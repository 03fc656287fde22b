package org.honeyspam.net;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.jspecify.annotations.Nullable;

/**
 * What all conversations of a node share: the record, the message store, the clock, the bounds.
 *
 * @param sessionMax for those that begin from now on
 * @param paces likewise
 * @param handshakeMax for what comes before the first word of a dialogue, or in its middle: a TLS
 *     handshake, a header of the PROXY protocol
 * @param notAccepted how often a connection could not be accepted for want of open files
 * @param acceptsFrom before that time, as {@link System#nanoTime} has it, none is accepted
 * @param sessionPrefix node and boot, so that session ids are unique over nodes and restarts
 */
record Runner(
        Journal journal,
        MessageStore mail,
        Clock clock,
        Admission admission,
        Certificates certificates,
        AtomicReference<Duration> sessionMax,
        AtomicReference<Paces> paces,
        Duration handshakeMax,
        String sessionPrefix,
        AtomicLong sessions,
        Set<Conversation> conversations,
        Refusals refusals,
        Farewells farewells,
        LongAdder notAccepted,
        AtomicLong acceptsFrom) {

    Runner(
            Journal journal,
            MessageStore mail,
            Clock clock,
            Admission admission,
            Certificates certificates,
            Duration sessionMax,
            Paces paces,
            Duration handshakeMax,
            String sessionPrefix) {
        this(
                journal,
                mail,
                clock,
                admission,
                certificates,
                new AtomicReference<>(sessionMax),
                new AtomicReference<>(paces),
                handshakeMax,
                sessionPrefix,
                new AtomicLong(),
                ConcurrentHashMap.newKeySet(),
                new Refusals(journal, clock),
                new Farewells(OpenFiles.now().spare()),
                new LongAdder(),
                new AtomicLong(System.nanoTime()));
    }

    String nextSession() {
        return sessionPrefix + "-" + sessions.incrementAndGet();
    }

    /** A conversation is over; the second time it makes no difference. */
    void forget(Conversation conversation, Place place) {
        if (conversations.remove(conversation)) {
            admission.leave(place);
        }
    }

    /**
     * Offers an event to the journal; false if it has no room.
     *
     * @param written is told when it is on disk; null if nobody waits for that
     */
    boolean note(Entry entry, @Nullable Runnable written) {
        return written == null ? journal.offer(entry) : journal.offer(entry, written);
    }

    /** A handshake with that offer; {@code other}: as {@link Handshake} has it. */
    Handshake handshake(TlsOffer offer, boolean other, Consumer<Handshake.Result> told) {
        return new Handshake(certificates.engine(offer), handshakeMax, other, told);
    }

    boolean hasRoom() {
        return journal.hasRoom() && mail.hasRoom();
    }
}
