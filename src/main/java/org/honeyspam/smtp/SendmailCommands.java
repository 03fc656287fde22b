package org.honeyspam.smtp;

import static org.honeyspam.smtp.SendmailText.sevenBit;
import static org.honeyspam.smtp.SendmailText.shown;

import java.util.Locale;

/** What Sendmail answers to commands that change nothing, with the aliases of Debian. */
final class SendmailCommands {
    private static final String LISTS = "lists";

    private final String host;

    SendmailCommands(String host) {
        this.host = host;
    }

    /** What is known of a command; an unknown one is shown. */
    Reply answer(SmtpSession session, Command command) {
        String argument = command.argument();
        return switch (verb(command)) {
            case "NOOP" -> Reply.of(250, "2.0.0 OK");
            case "VERB" -> Reply.of(250, "2.0.0 Verbose mode");
            case "VRFY", "EXPN" ->
                    session.greeted()
                            ? verify(session, command)
                            : Reply.of(503, "5.0.0 I demand that you introduce yourself first");
            case "HELP" -> SendmailHelp.about(argument);
            case "ETRN" -> etrn(tail(command));
            case "QUIT" -> Reply.of(221, "2.0.0 " + host + " closing connection").thenClose();
            case "SEND", "SAML", "SOML", "TURN" ->
                    Reply.of(502, echoed("5.5.1 Command not implemented", command.line()));
            default -> unrecognized(command.line());
        };
    }

    static String verb(Command command) {
        return command.word().toUpperCase(Locale.ROOT);
    }

    static Reply unrecognized(String line) {
        return Reply.of(500, echoed("5.5.1 Command unrecognized", line));
    }

    private static String echoed(String text, String line) {
        String shown = shown(line);
        boolean cut =
                line.length() < SendmailText.SHOWN_BYTES_MAX && shown.length() < line.length();
        return text + ": \"" + shown + (cut ? "" : "\"");
    }

    /** Once a session has sent a list, all it sends is one. */
    private Reply verify(SmtpSession session, Command command) {
        if (SendmailVerification.isList(command.argument())) {
            session.count(LISTS);
        }
        boolean list = session.counted(LISTS) > 0;
        return SendmailVerification.of(SendmailPath.of(host, session), host, command, list);
    }

    /** What stands behind the word, with the blanks at its end. */
    static String tail(Command command) {
        String line = command.line().stripLeading();
        return line.substring(command.word().length()).stripLeading();
    }

    Reply etrn(String argument) {
        if (argument.isEmpty()) {
            return Reply.of(500, "5.5.2 Parameter required");
        }
        if (!argument.startsWith("#")) {
            return Reply.of(250, "2.0.0 Queuing for node " + sevenBit(argument) + " started");
        }
        String queue = sevenBit(argument.substring(1));
        return queue.equals("mqueue")
                ? Reply.of(250, "2.0.0 Queuing for queue group mqueue started")
                : Reply.of(459, "4.5.4 Queue " + queue + " unknown");
    }
}
