package org.honeyspam.smtp;

import java.time.Duration;
import java.util.Map;

/** Which answers Sendmail holds back from a client that asks too much, and how long. */
final class SendmailPatience {
    private static final Duration DELAY_MAX = Duration.ofMinutes(4);

    /** What is counted together, and how many of it are answered at once. */
    private static final Map<String, String> FLOODS =
            Map.of(
                    "HELO", "HELO", "EHLO", "HELO", "VRFY", "VRFY", "EXPN", "VRFY", "ETRN", "ETRN",
                    "NOOP", "NOOP", "VERB", "NOOP");

    private static final Map<String, Integer> FREE =
            Map.of("HELO", 2, "VRFY", 5, "ETRN", 7, "NOOP", 19);

    /** Refused recipients of one message after which each further one waits. */
    private static final int BAD_RECIPIENTS = 3;

    private static final Duration BAD_RECIPIENT_PAUSE = Duration.ofSeconds(1);

    private static final String REFUSED = "refused recipients";

    private SendmailPatience() {}

    static Reply paced(SmtpSession session, Command command, Reply reply) {
        if (command.verb() == Command.Verb.RCPT) {
            return afterBadRecipients(session, reply);
        }
        if (command.verb() == Command.Verb.MAIL && reply.positive()) {
            session.forget(REFUSED);
        }
        String flood = FLOODS.get(SendmailCommands.verb(command));
        boolean empty = "ETRN".equals(flood) && command.argument().isEmpty();
        if (flood == null || empty) {
            return reply;
        }
        int beyond = session.count(flood) - FREE.getOrDefault(flood, 0) - 1;
        if (beyond < 0) {
            return reply;
        }
        return reply.after(beyond > 7 ? DELAY_MAX : Duration.ofSeconds(1L << beyond));
    }

    private static Reply afterBadRecipients(SmtpSession session, Reply reply) {
        boolean many = session.counted(REFUSED) >= BAD_RECIPIENTS;
        if (!reply.positive()) {
            session.count(REFUSED);
        }
        return many ? reply.after(BAD_RECIPIENT_PAUSE) : reply;
    }
}
