package org.honeyspam.net;

import java.util.function.Consumer;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialogue that a conversation runs now; answers for it when it fails. */
final class Talker {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Runner runner;
    private final String session;
    private final Sink actions;
    private final Runnable fails;
    private Dialogue dialogue;

    /**
     * @param fails told before the last words
     */
    Talker(Runner runner, Dialogue first, String session, Sink actions, Runnable fails) {
        this.runner = runner;
        this.dialogue = first;
        this.session = session;
        this.actions = actions;
        this.fails = fails;
    }

    /** The conversation was handed over. */
    void changes(Dialogue next) {
        dialogue = next;
    }

    boolean hearsUnsecured() {
        return dialogue.hearsUnsecured();
    }

    void tell(Consumer<Dialogue> what) {
        try {
            what.accept(dialogue);
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
        }
    }

    void log(Throwable cause) {
        LOG.error("Session {} failed", session, cause);
    }

    /** A peer cannot throw: this is our bug, or our machine's trouble. */
    void fail(Throwable cause) {
        log(cause);
        fails.run();
        try {
            dialogue.failed(runner.clock().instant(), actions);
        } catch (RuntimeException e) {
            LOG.error("Session {} failed again while closing", session, e);
        }
        actions.close();
    }
}
