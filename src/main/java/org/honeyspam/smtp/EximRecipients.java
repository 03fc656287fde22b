package org.honeyspam.smtp;

/**
 * What Exim 4.96 remembers of the recipients that were named: it is lenient with who pipelines, and
 * tells DATA why all of them were refused, if it was for one reason.
 */
final class EximRecipients {
    private static final String TRIED = "recipients tried";
    private static final String TAKEN = "recipients taken";
    private static final String ANSWER = "answer to recipients";
    private static final String UNLIKE = "recipients answered otherwise";
    private static final String SENDER_REFUSED = "sender refused last";
    private static final String NAMED_LAST = "recipient named last";

    private EximRecipients() {}

    /** A new message may begin. */
    static void forget(SmtpSession session) {
        session.forget(TRIED);
        session.forget(TAKEN);
        session.forget(UNLIKE);
        session.remember(ANSWER, "");
    }

    /** A command comes: what the last one was counts for those only that follow it at once. */
    static void next(SmtpSession session, Command command) {
        if (command.verb() != Command.Verb.RCPT) {
            session.forget(SENDER_REFUSED);
        }
        if (command.verb() != Command.Verb.DATA && command.verb() != Command.Verb.BDAT) {
            session.forget(NAMED_LAST);
        }
    }

    static void senderRefused(SmtpSession session) {
        session.count(SENDER_REFUSED);
    }

    static void senderTaken(SmtpSession session) {
        session.forget(SENDER_REFUSED);
    }

    /** One is named before there is a sender. */
    static Reply withoutSender(SmtpSession session) {
        session.count(TRIED);
        String text = "sender not yet given";
        // A client that pipelines cannot know yet that its sender was refused.
        if (!session.extended() || session.counted(SENDER_REFUSED) == 0) {
            return answered(session, EximPatience.fault(session, 503, text), true);
        }
        session.count(NAMED_LAST);
        return answered(session, Reply.of(503, text), true);
    }

    /** One is named; returns how many were by now. */
    static int named(SmtpSession session) {
        session.count(NAMED_LAST);
        return session.count(TRIED);
    }

    static int tried(SmtpSession session) {
        return session.counted(TRIED);
    }

    static int taken(SmtpSession session) {
        return session.counted(TAKEN);
    }

    /** There are some: a text begins. */
    static void found(SmtpSession session) {
        session.forget(NAMED_LAST);
    }

    /**
     * One was answered so.
     *
     * @param withCode whether the code is remembered as well, which it is not of an access list's
     *     answer
     */
    static Reply answered(SmtpSession session, Reply reply, boolean withCode) {
        String line = reply.lines().getFirst();
        String text = withCode ? "%d %s\r\n".formatted(reply.code(), line) : line;
        String before = session.remembered(ANSWER);
        if (before.isEmpty()) {
            session.remember(ANSWER, text);
        } else if (!before.equals(text)) {
            session.count(UNLIKE);
        }
        if (reply.positive()) {
            session.count(TAKEN);
        }
        return reply;
    }

    /** What DATA or BDAT gets if there is none. */
    static Reply missing(SmtpSession session, String command) {
        boolean pipelined = session.extended() && session.counted(NAMED_LAST) > 0;
        session.forget(NAMED_LAST);
        String text = (pipelined ? "Valid" : "valid") + " RCPT command must precede " + command;
        Reply last = pipelined ? Reply.of(503, text) : EximPatience.fault(session, 503, text);
        String answer = session.counted(UNLIKE) == 0 ? session.remembered(ANSWER).strip() : "";
        if (answer.isEmpty()) {
            return last;
        }
        session.remember(ANSWER, answer); // Without its end, so that the next one is unlike it.
        return last.preceded("All RCPT commands were rejected with this error:", answer);
    }
}
