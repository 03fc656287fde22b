package org.honeyspam.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How Exim 4.96 reads a command line, and the commands that change nothing. */
final class EximCommands {
    private static final List<String> KNOWN =
            List.of(
                    "RSET",
                    "HELO",
                    "EHLO",
                    "AUTH",
                    "STARTTLS",
                    "MAIL FROM:",
                    "RCPT TO:",
                    "DATA",
                    "BDAT",
                    "QUIT",
                    "NOOP",
                    "ETRN",
                    "EXPN",
                    "VRFY",
                    "HELP");

    private static final List<String> WITHOUT_ARGUMENT =
            List.of("RSET", "STARTTLS", "DATA", "QUIT");

    private EximCommands() {}

    /** The word is the command's name as Exim has it; empty for what is none. */
    static Command read(String line) {
        String text = withoutBlanksAtEnd(line);
        for (String name : KNOWN) {
            if (begins(text, name)) {
                String argument = text.substring(name.length());
                int from = 0;
                while (from < argument.length() && EximAddress.isBlank(argument.charAt(from))) {
                    from++;
                }
                int blank = name.indexOf(' ');
                String verb = blank < 0 ? name : name.substring(0, blank);
                return new Command(Command.verb(verb), name, argument.substring(from), line);
            }
        }
        return new Command(Command.Verb.OTHER, "", text, line);
    }

    private static boolean begins(String text, String name) {
        if (!text.regionMatches(true, 0, name, 0, name.length())) {
            return false;
        }
        boolean ends = text.length() == name.length() || text.charAt(name.length()) == ' ';
        return name.endsWith(":") || ends;
    }

    static String withoutBlanksAtEnd(String line) {
        int end = line.length();
        while (end > 0 && EximAddress.isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end);
    }

    /** What is said to a line whatever the command means; null if that has to be looked at. */
    static @Nullable Reply refusal(SmtpSession session, Command command) {
        if (command.line().indexOf('\0') >= 0) {
            return EximPatience.fault(
                    session, 501, "NUL characters are not allowed in SMTP commands");
        }
        if (!EximPatience.inStep(session, command)) {
            return Reply.of(554, "SMTP synchronization error").thenClose();
        }
        if (command.word().isEmpty()) {
            return EximPatience.unknown(session);
        }
        if (EximPatience.countsTooMuch(session, command)) {
            return Reply.of(554, "Too many nonmail commands").thenClose();
        }
        return WITHOUT_ARGUMENT.contains(command.word()) && !command.argument().isEmpty()
                ? EximPatience.fault(session, 501, "unexpected argument data")
                : null;
    }

    /** A name of letters, digits, dots and hyphens, or an address in brackets. */
    static boolean isHostName(String argument) {
        if (!argument.startsWith("[")) {
            return argument.matches("[A-Za-z0-9.-]+");
        }
        if (!argument.endsWith("]")) {
            return false;
        }
        String inner = argument.substring(1, argument.length() - 1);
        String address = inner.replaceFirst("(?i)^IPv[46]:", "");
        return PostfixTarget.isLiteral("[" + address + "]")
                || PostfixTarget.isLiteral("[IPv6:" + address + "]");
    }

    /** HELP, NOOP, QUIT, EXPN and ETRN; Debian lets strangers neither expand nor start a queue. */
    static Reply other(SmtpSession session, Command command, String host, boolean tls) {
        return switch (command.word()) {
            case "HELP" -> help(tls && !session.secured());
            case "NOOP" -> Reply.of(250, "OK");
            case "QUIT" -> Reply.of(221, host + " closing connection").thenClose();
            case "EXPN" -> Reply.of(550, "Administrative prohibition");
            case "ETRN" ->
                    session.envelope() == null
                            ? Reply.of(458, "Administrative prohibition")
                            : EximPatience.fault(
                                    session, 503, "ETRN is not permitted inside a transaction");
            default -> throw new IllegalStateException("not a command of this kind");
        };
    }

    private static Reply help(boolean tls) {
        String commands = "HELO EHLO MAIL RCPT DATA BDAT NOOP QUIT RSET HELP";
        return Reply.of(214, "Commands supported:", "AUTH " + (tls ? "STARTTLS " : "") + commands);
    }
}
