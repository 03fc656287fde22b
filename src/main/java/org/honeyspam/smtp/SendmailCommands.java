package org.honeyspam.smtp;

import static org.honeyspam.smtp.Sendmail.shown;

import java.util.Locale;
import java.util.Set;

/** What Sendmail answers to commands that change nothing, with the aliases of Debian. */
final class SendmailCommands {
    private static final Set<String> ACCOUNTS =
            Set.of(
                    "root",
                    "postmaster",
                    "mailer-daemon",
                    "daemon",
                    "bin",
                    "sys",
                    "games",
                    "man",
                    "lp",
                    "mail",
                    "news",
                    "uucp",
                    "proxy",
                    "www-data",
                    "backup",
                    "list",
                    "irc",
                    "nobody",
                    "hostmaster",
                    "webmaster",
                    "ftp",
                    "smmsp",
                    "smmta");

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
                            ? verify(verb(command), argument)
                            : Reply.of(503, "5.0.0 I demand that you introduce yourself first");
            case "HELP" -> SendmailHelp.about(argument);
            case "ETRN" -> etrn(argument);
            case "QUIT" -> Reply.of(221, "2.0.0 " + host + " closing connection").thenClose();
            case "SEND", "SAML", "SOML", "TURN" ->
                    Reply.of(
                            502,
                            "5.5.1 Command not implemented: \"" + shown(command.line()) + "\"");
            default -> unrecognized(command.line());
        };
    }

    static String verb(Command command) {
        return command.word().toUpperCase(Locale.ROOT);
    }

    static Reply unrecognized(String line) {
        return Reply.of(500, "5.5.1 Command unrecognized: \"" + shown(line) + "\"");
    }

    Reply verify(String verb, String argument) {
        if (argument.isEmpty()) {
            return Reply.of(501, "5.5.2 Argument required");
        }
        Path path = SendmailPath.recipient("TO:" + argument);
        if (path instanceof Path.Bad bad) {
            return bad.reply();
        }
        String address = ((Path.Good) path).address();
        if (address.indexOf('@') >= 0) {
            int code = verb.equals("VRFY") ? 252 : 250;
            return Reply.of(code, "2.1.5 <" + shown(address) + ">");
        }
        if (!isAccount(address)) {
            return Reply.of(550, "5.1.1 " + shown(argument) + "... User unknown");
        }
        // Debian's aliases send all that is no person to root; VRFY does not follow them.
        boolean root = verb.equals("EXPN") || address.equalsIgnoreCase("root");
        String account = root ? "root <root@" : "<" + shown(address) + "@";
        return Reply.of(250, "2.1.5 " + account + host + ">");
    }

    Reply etrn(String argument) {
        if (argument.isEmpty()) {
            return Reply.of(500, "5.5.2 Parameter required");
        }
        if (!argument.startsWith("#")) {
            return Reply.of(250, "2.0.0 Queuing for node " + shown(argument) + " started");
        }
        String queue = shown(argument.substring(1));
        return queue.equals("mqueue")
                ? Reply.of(250, "2.0.0 Queuing for queue group mqueue started")
                : Reply.of(459, "4.5.4 Queue " + queue + " unknown");
    }

    boolean isAccount(String name) {
        return ACCOUNTS.contains(name.toLowerCase(Locale.ROOT));
    }
}
