package org.honeyspam.smtp;

import java.time.Duration;
import java.util.Set;

/**
 * Slows a client down that errs, and ends with it when that does not help: soft and hard limit of
 * errors and the limit of commands that do nothing, as Postfix 3.7 has them by default.
 *
 * @param host the name of the imitated host
 */
record PostfixPatience(String host) {
    /** Said to each recipient too many; it counts as an error only when it comes to be too many. */
    static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3 Error: too many recipients");

    private static final int ERRORS_SOFT_MAX = 10;
    private static final int ERRORS_HARD_MAX = 20;
    private static final int JUNK_MAX = 101;
    private static final int RECIPIENTS_OVERSHOOT_MAX = 1_000;
    private static final Duration SLEEP = Duration.ofSeconds(1);
    private static final String ERRORS = "errors";
    private static final String JUNK = "junk";
    private static final String OVERSHOOT = "recipients too many";

    /** Commands that could be repeated for ever. */
    private static final Set<String> REPEATABLE =
            Set.of("HELO", "EHLO", "RSET", "NOOP", "VRFY", "ETRN");

    Reply paced(SmtpSession session, Command command, Reply reply) {
        Reply held =
                session.counted(ERRORS) >= ERRORS_SOFT_MAX ? reply.eachLineAfter(SLEEP) : reply;
        if (isError(session, reply)) {
            session.count(ERRORS);
        }
        if (REPEATABLE.contains(PostfixCommands.verb(command)) && session.count(JUNK) > JUNK_MAX) {
            session.count(ERRORS);
        }
        if (held.closes() || session.counted(ERRORS) < ERRORS_HARD_MAX) {
            return held;
        }
        Reply last = Reply.of(421, "4.7.0 " + host + " Error: too many errors").thenClose();
        return held.then(last.after(SLEEP));
    }

    private static boolean isError(SmtpSession session, Reply reply) {
        return reply.equals(TOO_MANY_RECIPIENTS)
                ? session.count(OVERSHOOT) > RECIPIENTS_OVERSHOOT_MAX
                : !reply.positive();
    }

    /** Who hands in a message is forgiven. */
    void forgive(SmtpSession session) {
        session.forget(ERRORS);
        session.forget(JUNK);
    }

    void beginTransaction(SmtpSession session) {
        session.forget(OVERSHOOT);
    }
}
