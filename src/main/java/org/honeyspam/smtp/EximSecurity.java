package org.honeyspam.smtp;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** STARTTLS and AUTH as Exim 4.96 answers them with the authenticators that Debian suggests. */
final class EximSecurity {
    private static final String LIKE_A_NAME = "[A-Za-z0-9_-]*";

    private EximSecurity() {}

    static Reply startTls(SmtpSession session, boolean offered) {
        if (!offered || !session.extended() || session.secured()) {
            return EximPatience.fault(session, 503, "STARTTLS command used when not advertised");
        }
        return Reply.of(220, "TLS go ahead");
    }

    /**
     * Why AUTH is not gone into, else null.
     *
     * @param mechanisms that are offered
     */
    static @Nullable Reply authRefusal(
            SmtpSession session, Command command, List<String> mechanisms) {
        if (mechanisms.isEmpty() || !session.extended()) {
            return EximPatience.fault(session, 503, "AUTH command used when not advertised");
        }
        if (session.user() != null) {
            return EximPatience.fault(session, 503, "already authenticated");
        }
        if (session.envelope() != null) {
            return EximPatience.fault(session, 503, "not permitted in mail transaction");
        }
        String[] words = command.argument().split("[ \t]+", 2);
        if (!words[0].matches(LIKE_A_NAME)) {
            return EximPatience.fault(
                    session, 501, "invalid character in authentication mechanism name");
        }
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        if (!mechanisms.contains(mechanism)) {
            return EximPatience.fault(
                    session, 504, words[0] + " authentication mechanism not supported");
        }
        // The server speaks first in it (RFC 2195).
        return words.length == 2 && mechanism.equals("CRAM-MD5")
                ? Reply.of(553, "Initial data not expected")
                : null;
    }

    static Reply authenticated(AuthEnd end) {
        return switch (end) {
            case ACCEPTED -> Reply.of(235, "Authentication succeeded");
            case REFUSED, MALFORMED -> Reply.of(535, "Incorrect authentication data");
            case ABORTED -> Reply.of(501, "Authentication cancelled");
            case NOT_BASE64, TOO_LONG -> Reply.of(501, "Invalid base64 data");
        };
    }
}
