package org.honeyspam.net;

import java.util.function.Consumer;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** Puts one message on disk, then the event made of it. Tells on the threads of the disk, once. */
record Deposit(Runner runner, Peer by, Consumer<End> told) {
    /**
     * What became of it.
     *
     * @param outcome whether both are there to stay
     * @param fault what our own code threw when it made the event; null if nothing
     */
    record End(Outcome outcome, @Nullable RuntimeException fault) {
        static End of(boolean kept) {
            return new End(kept ? Outcome.KEPT : Outcome.NO_ROOM, null);
        }
    }

    void make(Action.Store store) {
        runner.mail()
                .put(
                        store.draft(),
                        content -> {
                            if (content == null) {
                                told.accept(End.of(false));
                            } else {
                                commit(store, content);
                            }
                        });
    }

    private void commit(Action.Store store, Content content) {
        Entry entry;
        try {
            var event = (JournalEvent) store.taken().apply(content);
            entry = new Entry(runner.clock().instant(), by, event);
        } catch (RuntimeException e) {
            told.accept(new End(Outcome.NO_ROOM, e));
            return;
        }
        if (!runner.journal().commit(entry, kept -> told.accept(End.of(kept)))) {
            told.accept(End.of(false));
        }
    }
}
