package org.honeyspam.smtp;

import java.util.Locale;
import org.honeyspam.smtp.Command.Verb;
import org.jspecify.annotations.Nullable;

/** How Exchange reads commands, and what it answers to those that change nothing. */
final class ExchangeCommands {
    /** A number of so many digits is no size of a chunk. */
    private static final int SIZE_DIGITS_MAX = 18;

    private ExchangeCommands() {}

    static Command read(String line) {
        String text = line.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        String word = text.substring(0, end);
        return new Command(verb(word), word, text.substring(end).strip(), line);
    }

    /** Between servers of Exchange, TLS and AUTH have names of their own. */
    private static Verb verb(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "X-ANONYMOUSTLS" -> Verb.STARTTLS;
            case "X-EXPS" -> Verb.AUTH;
            default -> Command.verb(word);
        };
    }

    static Reply answer(Command command) {
        return switch (command.word().toUpperCase(Locale.ROOT)) {
            case "NOOP" -> Reply.of(250, "2.0.0 OK");
            case "VRFY" -> Reply.of(252, "2.1.5 Cannot VRFY user");
            case "QUIT" -> Reply.of(221, "2.0.0 Service closing transmission channel").thenClose();
            case "HELP" ->
                    Reply.of(
                            214,
                            "This server supports the following commands:",
                            "HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT");
            case "EXPN", "ETRN", "TURN" -> Reply.of(502, "5.3.3 Command not implemented");
            case "XRDST" -> Reply.of(530, "5.7.1 Client was not authenticated");
            default -> unrecognized(command);
        };
    }

    /** The command as .NET reads it: what is not ASCII becomes a question mark. */
    static Reply unrecognized(Command command) {
        String shown = command.word().replaceAll("[^\\x00-\\x7f]", "?");
        return Reply.of(500, "5.3.3 Unrecognized command '" + shown + "'");
    }

    /** What is said to DATA or BDAT before its time; null if it has come. */
    static @Nullable Reply needsRecipients(SmtpSession session) {
        if (!session.greeted()) {
            return Exchange.HELLO_FIRST;
        }
        Envelope envelope = session.envelope();
        if (envelope == null) {
            return Exchange.NEED_MAIL;
        }
        return envelope.recipients().isEmpty() ? Exchange.NEED_RCPT : null;
    }

    /** RFC 3030 section 2: what is refused is to be swallowed all the same. */
    static Chunk chunk(SmtpSession session, Command command) {
        String[] parts = command.argument().split("[ \t]+", 3);
        boolean last = parts.length == 2 && parts[1].equalsIgnoreCase("LAST");
        boolean sized = parts[0].matches("[0-9]{1,%d}".formatted(SIZE_DIGITS_MAX));
        if (!sized || parts.length > 1 && !last) {
            long behind = sized ? Long.parseLong(parts[0]) : 0;
            return new Chunk(behind, false, Exchange.INVALID_ARGUMENTS);
        }
        return new Chunk(Long.parseLong(parts[0]), last, needsRecipients(session));
    }
}
