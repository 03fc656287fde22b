package org.honeyspam.net;

import java.util.function.Consumer;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;

/**
 * Puts one message on disk, then the event made of it. Answers on the threads of the disk, once.
 *
 * @param kept whether both are there to stay
 * @param fault what our own code threw when it made the event
 */
record Deposit(Runner runner, Peer by, Consumer<Boolean> kept, Consumer<RuntimeException> fault) {

    void make(Action.Store store) {
        runner.mail()
                .put(
                        store.draft(),
                        content -> {
                            if (content == null) {
                                kept.accept(false);
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
            fault.accept(e);
            return;
        }
        if (!runner.journal().commit(entry, kept)) {
            kept.accept(false);
        }
    }
}
