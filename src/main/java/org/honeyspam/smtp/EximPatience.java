package org.honeyspam.smtp;

import java.util.Set;

/**
 * How long Exim 4.96 bears with a client: it counts faults, words that are no command, and commands
 * that are of no use to mail, each up to its default limit, and wants answers to be waited for.
 */
final class EximPatience {
    private static final int FAULTS_MAX = 3;
    private static final int UNKNOWN_MAX = 3;
    private static final int NONMAIL_MAX = 10;

    private static final String FAULTS = "faults";
    private static final String UNKNOWN = "unknown commands";
    private static final String NONMAIL = "nonmail commands";
    private static final String TEXT_SEEN = "DATA or BDAT";
    private static final String USED = "used for this message: ";

    private static final Set<String> OF_MAIL =
            Set.of("MAIL FROM:", "RCPT TO:", "DATA", "BDAT", "QUIT");

    /** Each counts only from its second time on in a message, or with a handshake. */
    private static final Set<String> ONCE_FREE = Set.of("RSET", "HELO", "EHLO", "STARTTLS");

    /** What need not be waited for after PIPELINING was offered (RFC 2920 section 3.1). */
    private static final Set<String> GROUPED = Set.of("MAIL FROM:", "RCPT TO:", "RSET", "BDAT");

    private static final Set<String> NEVER_LAST = Set.of("AUTH", "QUIT", "HELP");

    private EximPatience() {}

    /** An error of syntax or order; with the last of them the session ends. */
    static Reply fault(SmtpSession session, int code, String text) {
        return session.count(FAULTS) > FAULTS_MAX
                ? Reply.of(code, text, "Too many syntax or protocol errors").thenClose()
                : Reply.of(code, text);
    }

    /** A fault that is not told to be the last. */
    static Reply badHello(SmtpSession session, Reply reply) {
        return session.count(FAULTS) > FAULTS_MAX ? reply.thenClose() : reply;
    }

    static Reply unknown(SmtpSession session) {
        return session.count(UNKNOWN) > UNKNOWN_MAX
                ? Reply.of(500, "Too many unrecognized commands").thenClose()
                : fault(session, 500, "unrecognized command");
    }

    /**
     * Whether the client waited where it has to. Since Exim offers PIPECONNECT, it asks for that
     * only from the first DATA or BDAT on.
     */
    static boolean inStep(SmtpSession session, Command command) {
        if (needNotWait(session) || !session.inputWaits()) {
            return true;
        }
        boolean grouped = session.extended() && GROUPED.contains(command.word());
        return grouped || command.word().equals("BDAT") || NEVER_LAST.contains(command.word());
    }

    /** Whether PIPECONNECT is offered still. */
    static boolean needNotWait(SmtpSession session) {
        return session.counted(TEXT_SEEN) == 0;
    }

    static void textSeen(SmtpSession session) {
        session.count(TEXT_SEEN);
    }

    /** Counts a command that is of no use to mail; whether it was one too many. */
    static boolean countsTooMuch(SmtpSession session, Command command) {
        String word = command.word();
        if (OF_MAIL.contains(word)) {
            return false;
        }
        boolean free = ONCE_FREE.contains(word) && session.counted(USED + word) == 0;
        return !free && session.count(NONMAIL) > NONMAIL_MAX;
    }

    static void hello(SmtpSession session) {
        session.count(USED + "HELO");
        session.count(USED + "EHLO");
    }

    static void reset(SmtpSession session) {
        session.count(USED + "RSET");
    }

    static void handshake(SmtpSession session) {
        session.count(USED + "STARTTLS");
        session.forget(USED + "EHLO");
    }

    /** A message is over: the next may come. */
    static void messageEnds(SmtpSession session) {
        ONCE_FREE.forEach(word -> session.forget(USED + word));
    }
}
