package org.honeyspam.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.honeyspam.smtp.PostfixWords.Word;
import org.jspecify.annotations.Nullable;

/** The commands of Postfix 3.7 that change nothing, and what it makes of those it does not know. */
final class PostfixCommands {
    private static final Set<String> KNOWN =
            Set.of(
                    "HELO",
                    "EHLO",
                    "XCLIENT",
                    "XFORWARD",
                    "STARTTLS",
                    "AUTH",
                    "MAIL",
                    "RCPT",
                    "DATA",
                    "BDAT",
                    "RSET",
                    "NOOP",
                    "VRFY",
                    "ETRN",
                    "QUIT");

    /** Postfix's smtpd_forbidden_commands; next to these, all that begins with no letter. */
    private static final Set<String> FORBIDDEN = Set.of("CONNECT", "GET", "POST");

    private static final Pattern HEADER = Pattern.compile("[!-9;-~]+[ \t]*:.*", Pattern.DOTALL);
    private static final Reply IN_TRANSACTION =
            Reply.of(503, "5.5.1 Error: MAIL transaction in progress");

    private PostfixCommands() {}

    static Command read(String line) {
        List<Word> words = words(line);
        if (words.isEmpty()) {
            return new Command(Command.Verb.OTHER, "", "", line);
        }
        String word = words.getFirst().text();
        return new Command(Command.verb(word), word, argument(words), line);
    }

    /** A line ends for Postfix at a NUL, and all returns at its end are part of that end. */
    static List<Word> words(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        int nul = line.indexOf('\0');
        return PostfixWords.of(line.substring(0, nul < 0 ? end : Math.min(nul, end)));
    }

    private static String argument(List<Word> words) {
        return words.stream().skip(1).map(Word::text).collect(Collectors.joining(" "));
    }

    static String verb(Command command) {
        return command.word().toUpperCase(Locale.ROOT);
    }

    /** What is said to a line before it is looked at what it wants; else null. */
    static @Nullable Reply refusal(Command command) {
        if (!PostfixText.isUtf8(command.line())) {
            return Reply.of(500, "5.5.2 Error: bad UTF-8 syntax");
        }
        String word = command.word();
        if (word.isEmpty()) {
            return Reply.of(500, "5.5.2 Error: bad syntax");
        }
        boolean other = !KNOWN.contains(verb(command)) && isOtherProtocol(word);
        return other
                ? Reply.of(221, "2.7.0 Error: I can break rules, too. Goodbye.").thenClose()
                : null;
    }

    private static boolean isOtherProtocol(String word) {
        char first = word.charAt(0);
        boolean letter = first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z';
        return !letter
                || FORBIDDEN.contains(word.toUpperCase(Locale.ROOT))
                || HEADER.matcher(word).matches();
    }

    /** All but VRFY, which asks for a verdict. */
    static Reply answer(SmtpSession session, Command command) {
        return switch (verb(command)) {
            case "NOOP" -> Reply.of(250, "2.0.0 Ok");
            case "QUIT" -> Reply.of(221, "2.0.0 Bye").thenClose();
            case "ETRN" -> etrn(session, command);
            case "XCLIENT", "XFORWARD" -> forTheTrusted(session, command);
            default -> Reply.of(500, "5.5.2 Error: command not recognized");
        };
    }

    private static Reply etrn(SmtpSession session, Command command) {
        if (session.envelope() != null) {
            return Reply.of(503, "Error: MAIL transaction in progress");
        }
        List<Word> words = words(command.line());
        if (words.size() != 2) {
            return Reply.of(500, "Syntax: ETRN domain");
        }
        String domain = words.get(1).text();
        if (domain.startsWith("@") || domain.startsWith("#")) {
            domain = domain.substring(1);
        }
        return PostfixTarget.isHostName(domain) || PostfixTarget.isLiteral(domain)
                ? Reply.of(459, "<" + domain + ">: service unavailable")
                : Reply.of(501, "Error: invalid parameter syntax");
    }

    private static Reply forTheTrusted(SmtpSession session, Command command) {
        if (session.envelope() != null) {
            return IN_TRANSACTION;
        }
        return command.argument().isEmpty()
                ? Reply.of(501, "5.5.4 Syntax: " + verb(command) + " attribute=value...")
                : Reply.of(550, "5.7.0 Error: insufficient authorization");
    }
}
