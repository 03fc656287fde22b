package org.honeyspam.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.Draft;
import org.jspecify.annotations.Nullable;

/** Collects what a dialogue asks for, in order; only the message under way is taken at once. */
final class ActionQueue implements Sink {
    private final Runner runner;
    private final Inbox inbox;
    private @Nullable Deque<Action> waiting; // Of those who are held, none is there.
    private @Nullable Draft draft;
    private boolean closing;
    private boolean recordsOnly;

    ActionQueue(Runner runner, Inbox inbox) {
        this.runner = runner;
        this.inbox = inbox;
    }

    @Nullable Action next() {
        return waiting == null ? null : waiting.poll();
    }

    private Deque<Action> writable() {
        Deque<Action> some = waiting == null ? new ArrayDeque<>(4) : waiting;
        waiting = some;
        return some;
    }

    /** Takes no room while there is nothing to do. */
    void trim() {
        waiting = waiting == null || waiting.isEmpty() ? null : waiting;
    }

    /** Whether a message is half received, or waits to be stored. */
    boolean hasMessage() {
        if (draft != null || waiting == null) {
            return draft != null;
        }
        for (Action action : waiting) {
            if (action instanceof Action.Store) {
                return true;
            }
        }
        return false;
    }

    /** Puts an action back that could not be done yet. */
    void putBack(Action action) {
        writable().addFirst(action);
    }

    /**
     * Whether nothing that came in the clear is in the way of TLS: it would be taken for what was
     * said within. Else sees to that first.
     */
    boolean clearsWayFor(Action.StartTls start) {
        if (start.rest().length > 0) {
            inbox.putBack(start.rest());
            putBack(new Action.StartTls(start.offer(), new byte[0], start.first()));
            return false;
        }
        if (inbox.waits() && !start.first()) { // Whoever put it between, it was not said in TLS.
            var odd = new JournalEvent.OddInput("plaintext_before_tls", inbox.sample());
            inbox.clear();
            putBack(start);
            putBack(new Action.Note(odd, false));
            return false;
        }
        return true;
    }

    /**
     * From now on the connection is gone: what is queued or comes counts only if it is recorded.
     */
    void keepRecordsOnly() {
        recordsOnly = true;
        discard();
        for (Action action : writable()) {
            if (action instanceof Action.Store store) {
                store.draft().drop();
            }
        }
        writable().removeIf(action -> !isOfRecord(action));
    }

    private static boolean isOfRecord(Action action) {
        return action instanceof Action.Note || action instanceof Action.SpeakFor;
    }

    private void add(Action action) {
        // What a dialogue says after close() has nobody to hear it.
        if (!closing && !recordsOnly || isOfRecord(action)) {
            writable().addLast(action);
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
    public void meets(String host) {
        add(new Action.Meet(host));
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
            draft = runner.mail().draft();
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
        Draft whole = draft == null ? runner.mail().draft() : draft;
        draft = null;
        if (closing || recordsOnly) {
            whole.drop();
        } else {
            writable().addLast(new Action.Store(whole, taken));
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
        return runner.hasRoom();
    }

    @Override
    public boolean hasInput() {
        return inbox.waits();
    }
}
