package org.honeyspam.smtp;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Sendmail says to STARTTLS and AUTH. */
final class SendmailSecurity {
    private static final int MECHANISM_BYTES_SHOWN = 32;

    private SendmailSecurity() {}

    static Reply startTls(SmtpSession session, Command command, boolean offered) {
        if (!command.argument().isEmpty()) {
            return Reply.of(501, "5.5.2 Syntax error (no parameters allowed)");
        }
        if (!offered || session.secured()) {
            return Reply.of(454, "4.3.3 TLS not available after start");
        }
        return session.envelope() != null
                ? Reply.of(503, "5.5.0 TLS not permitted during a mail transaction")
                : Reply.of(220, "2.0.0 Ready to start TLS");
    }

    /** The mechanism, a blank, and what stands behind it up to the end of the line. */
    static String argument(String text) {
        return text.stripLeading().replaceFirst("[ \t]+", " ");
    }

    private static String cut(String mechanism) {
        String cut = mechanism.substring(0, Math.min(mechanism.length(), MECHANISM_BYTES_SHOWN));
        return SendmailText.sevenBit(cut);
    }

    static @Nullable Reply authRefusal(
            SmtpSession session, Command command, @Nullable List<String> mechanisms) {
        if (mechanisms == null) {
            return Reply.of(503, "5.3.3 AUTH not available");
        }
        if (session.user() != null) {
            return Reply.of(503, "5.5.0 Already Authenticated");
        }
        if (session.envelope() != null) {
            return Reply.of(503, "5.5.0 AUTH not permitted during a mail transaction");
        }
        if (command.argument().isEmpty()) {
            return Reply.of(501, "5.5.2 AUTH mechanism must be specified");
        }
        String name = command.argument().replaceFirst("(?s) .*", "");
        return mechanisms.contains(name.toUpperCase(Locale.ROOT))
                ? null
                : Reply.of(504, "5.3.3 AUTH mechanism " + cut(name) + " not available");
    }

    static Reply authenticated(AuthEnd end, AuthTalk talk) {
        return switch (end) {
            case ACCEPTED -> Reply.of(235, "2.0.0 OK Authenticated");
            case REFUSED, MALFORMED -> Reply.of(535, "5.7.0 authentication failed");
            case ABORTED -> Reply.of(501, "5.0.0 AUTH aborted");
            case NOT_BASE64, TOO_LONG -> {
                String last = SendmailText.sevenBit(talk.responses().getLast());
                String text =
                        talk.hasAsked()
                                ? "5.5.4 cannot decode AUTH parameter " + last
                                : "5.5.4 cannot BASE64 decode '" + last + "'";
                yield Reply.of(501, text);
            }
        };
    }
}
