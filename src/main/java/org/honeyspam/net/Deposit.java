package org.honeyspam.net;

import java.util.function.Consumer;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/**
 * Puts one message on disk, then the event made of it. Answers on the threads of the disk, once.
 *
 * @param told what became of it
 */
record Deposit(Runner runner, Peer by, Consumer<End> told) {

    /**
     * What became of a message.
     *
     * @param kept whether it and its event are there to stay
     * @param fault what our own code threw when it made the event; null if it did not
     */
    record End(boolean kept, @Nullable RuntimeException fault) {}

    void make(Action.Store store) {
        runner.mail()
                .put(
                        store.draft(),
                        content -> {
                            if (content == null) {
                                told.accept(new End(false, null));
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
            told.accept(new End(false, e));
            return;
        }
        if (!runner.journal().commit(entry, kept -> told.accept(new End(kept, null)))) {
            told.accept(new End(false, null));
        }
    }
}
