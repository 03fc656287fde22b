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
    private final Tally tally;
    private final Inbox inbox;
    private Dialogue dialogue;

    Talker(Runner runner, Dialogue first, String session, Sink actions, Tally tally, Inbox inbox) {
        this.runner = runner;
        this.dialogue = first;
        this.session = session;
        this.actions = actions;
        this.tally = tally;
        this.inbox = inbox;
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
        tally.endsByFault();
        inbox.clear();
        try {
            dialogue.failed(runner.clock().instant(), actions);
        } catch (RuntimeException e) {
            LOG.error("Session {} failed again while closing", session, e);
        }
        actions.close();
    }
}
