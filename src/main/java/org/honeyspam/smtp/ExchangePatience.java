package org.honeyspam.smtp;

import java.time.Duration;

/**
 * How long Exchange bears with a client: a connector's TarpitInterval and MaxProtocolErrors, at
 * their defaults.
 */
final class ExchangePatience {
    static final Reply TOO_MANY_ERRORS =
            Reply.of(
                            421,
                            "4.7.0 Too many errors on this connection, closing transmission"
                                    + " channel")
                    .thenClose();

    private static final int PROTOCOL_ERRORS_MAX = 5;
    private static final Duration TARPIT = Duration.ofSeconds(5);

    /** With the first, no more than verifiers of addresses wait for the answer to RCPT. */
    private static final Duration SECOND_BEFORE_RECIPIENT = Duration.ofSeconds(3);

    private static final int LOGON_FAILED = 535;

    private static final String ERRORS = "protocol errors";
    private static final String TARPITTED = "tarpitted";
    private static final String RECIPIENTS = "recipients answered";

    Reply paced(SmtpSession session, Command command, Reply reply) {
        boolean misspoken = reply.code() >= 500 && reply.code() <= 504;
        if (misspoken && session.count(ERRORS) > PROTOCOL_ERRORS_MAX) {
            return TOO_MANY_ERRORS;
        }
        Reply slowed =
                reply.code() < 500 || session.user() != null ? reply : tarpitted(session, reply);
        if (command.verb() == Command.Verb.RCPT) {
            session.count(RECIPIENTS);
        }
        return slowed;
    }

    private static Reply tarpitted(SmtpSession session, Reply reply) {
        if (reply.code() == LOGON_FAILED) {
            return reply.after(TARPIT); // AuthTarpitInterval; no verifier logs on.
        }
        int before = session.count(TARPITTED) - 1;
        if (before == 0 || session.counted(RECIPIENTS) > 0) {
            return reply.after(TARPIT);
        }
        // Against Exchange: it would go on with five seconds each.
        return before == 1 ? reply.after(SECOND_BEFORE_RECIPIENT) : reply;
    }
}
