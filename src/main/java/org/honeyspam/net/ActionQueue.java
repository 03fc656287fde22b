package org.honeyspam.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.Draft;
import org.honeyspam.mail.MessageStore;
import org.jspecify.annotations.Nullable;

/** Collects what a dialogue asks for, in order; only the message under way is taken at once. */
final class ActionQueue implements Sink {
    private final MessageStore mail;
    private final BooleanSupplier room;
    private final BooleanSupplier input;
    private final Deque<Action> waiting = new ArrayDeque<>();
    private @Nullable Draft draft;
    private boolean closing;
    private boolean recordsOnly;

    ActionQueue(MessageStore mail, BooleanSupplier room, BooleanSupplier input) {
        this.mail = mail;
        this.room = room;
        this.input = input;
    }

    @Nullable Action next() {
        return waiting.poll();
    }

    /** Whether a message is half received, or waits to be stored. */
    boolean hasMessage() {
        return draft != null || waiting.stream().anyMatch(Action.Store.class::isInstance);
    }

    /** Puts an action back that could not be done yet. */
    void putBack(Action action) {
        waiting.addFirst(action);
    }

    /**
     * From now on the connection is gone: what is queued or comes counts only if it is recorded.
     */
    void keepRecordsOnly() {
        recordsOnly = true;
        discard();
        for (Action action : waiting) {
            if (action instanceof Action.Store store) {
                store.draft().drop();
            }
        }
        waiting.removeIf(action -> !isOfRecord(action));
    }

    private static boolean isOfRecord(Action action) {
        return action instanceof Action.Note || action instanceof Action.SpeakFor;
    }

    private void add(Action action) {
        // What a dialogue says after close() has nobody to hear it.
        if (!closing && !recordsOnly || isOfRecord(action)) {
            waiting.addLast(action);
        }
    }

    @Override
    public void send(byte[] bytes) {
        add(new Action.Send(bytes));
    }

    @Override
    public void pause(Duration wait) {
        add(new Action.Pause(wait));
    }

    @Override
    public void deadline(Duration limit) {
        add(new Action.Deadline(limit));
    }

    @Override
    public void speaksFor(Peer visitor) {
        add(new Action.SpeakFor(visitor));
    }

    @Override
    public void record(Event event) {
        add(new Action.Note((JournalEvent) event, false));
    }

    @Override
    public void recordFirst(Event event) {
        add(new Action.Note((JournalEvent) event, true));
    }

    @Override
    public boolean keep(byte[] piece) {
        if (draft == null) {
            draft = mail.draft();
        }
        return draft.add(piece);
    }

    @Override
    public void discard() {
        if (draft != null) {
            draft.drop();
            draft = null;
        }
    }

    @Override
    public void store(Function<Content, Event> taken) {
        Draft whole = draft == null ? mail.draft() : draft;
        draft = null;
        if (closing || recordsOnly) {
            whole.drop();
        } else {
            waiting.addLast(new Action.Store(whole, taken));
        }
    }

    @Override
    public void handOver(Dialogue next, Peer peer, byte[] rest) {
        add(new Action.HandOver(next, peer, null, rest));
    }

    @Override
    public void handOverBehindTls(Dialogue next, Peer peer, TlsOffer offer, byte[] rest) {
        add(new Action.HandOver(next, peer, offer, rest));
    }

    @Override
    public void startTls(TlsOffer offer, byte[] rest) {
        add(new Action.StartTls(offer, rest, false));
    }

    void startTlsFirst(TlsOffer offer) {
        add(new Action.StartTls(offer, new byte[0], true));
    }

    @Override
    public void close() {
        closeBecause("us");
    }

    void closeBecause(String reason) {
        add(new Action.Close(reason));
        closing = true;
    }

    @Override
    public boolean hasRoom() {
        return room.getAsBoolean();
    }

    @Override
    public boolean hasInput() {
        return input.getAsBoolean();
    }
}
