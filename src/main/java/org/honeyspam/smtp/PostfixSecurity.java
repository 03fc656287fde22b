package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.honeyspam.smtp.PostfixWords.Word;
import org.jspecify.annotations.Nullable;

/** STARTTLS and AUTH as Postfix 3.7 answers them; passwords are looked up by Cyrus SASL. */
final class PostfixSecurity {
    /** What Cyrus SASL says to base64 that ends too early. */
    private static final String CUT_SHORT = "another step is needed in authentication";

    private static final String REFUSED = "authentication failure";
    private static final Reply NOBODY =
            Reply.of(454, "4.7.0 Temporary authentication failure: generic failure");
    private static final String GARBLED = "bad protocol / cancel";

    private PostfixSecurity() {}

    static Reply startTls(SmtpSession session, Command command, boolean offered) {
        if (!command.argument().isEmpty()) {
            return Reply.of(501, "5.5.4 Syntax: STARTTLS");
        }
        if (session.secured()) {
            return Reply.of(554, "5.5.1 Error: TLS already active");
        }
        return offered
                ? Reply.of(220, "2.0.0 Ready to start TLS")
                : Reply.of(502, "5.5.1 Error: command not implemented");
    }

    /**
     * Why AUTH is not gone into, else null.
     *
     * @param mechanisms that are offered
     */
    static @Nullable Reply authRefusal(
            SmtpSession session, Command command, List<String> mechanisms) {
        if (mechanisms.isEmpty()) {
            return Reply.of(503, "5.5.1 Error: authentication not enabled");
        }
        if (session.envelope() != null) {
            return Reply.of(503, "5.5.1 Error: MAIL transaction in progress");
        }
        if (session.user() != null) {
            return Reply.of(503, "5.5.1 Error: already authenticated");
        }
        List<Word> words = PostfixCommands.words(command.line());
        if (words.size() < 2 || words.size() > 3) {
            return Reply.of(501, "5.5.4 Syntax: AUTH mechanism");
        }
        String wrong = words.size() == 3 ? wrongBase64(words.get(2).text()) : null;
        if (wrong != null) {
            return failed(wrong);
        }
        String mechanism = words.get(1).text().toUpperCase(Locale.ROOT);
        if (!mechanisms.contains(mechanism)) {
            return failed("no mechanism available");
        }
        // The server speaks first in it (RFC 2195).
        return words.size() == 3 && mechanism.equals("CRAM-MD5") ? failed(GARBLED) : null;
    }

    static Reply authenticated(AuthEnd end, AuthTalk talk) {
        return switch (end) {
            case ACCEPTED -> Reply.of(235, "2.7.0 Authentication successful");
            case REFUSED -> refused(talk);
            case ABORTED -> Reply.of(501, "5.7.0 Authentication aborted");
            case NOT_BASE64 -> {
                String wrong = wrongBase64(talk.responses().getLast());
                yield failed(wrong == null ? GARBLED : wrong);
            }
            case MALFORMED -> malformed(talk);
            case TOO_LONG -> Reply.of(500, "5.5.6 SASL response limit exceeded");
        };
    }

    private static Reply refused(AuthTalk talk) {
        return talk.user().isEmpty() ? NOBODY : failed(REFUSED);
    }

    /** Cyrus SASL looks no closer than at what separates the parts. */
    private static Reply malformed(AuthTalk talk) {
        byte[] bytes = Base64.getDecoder().decode(talk.responses().getLast());
        String text = new String(bytes, ISO_8859_1);
        boolean nobody = text.matches("(?s)[^\0]*\0\0[^\0]*");
        if (talk.mechanism().equalsIgnoreCase("PLAIN") && nobody) {
            return NOBODY;
        }
        boolean digest = text.indexOf(' ') > 0;
        return failed(talk.mechanism().equalsIgnoreCase("CRAM-MD5") && digest ? REFUSED : GARBLED);
    }

    /** What Cyrus SASL says to it, which reads four letters at a time; null if it can. */
    private static @Nullable String wrongBase64(String text) {
        boolean ended = false;
        for (int i = 0; i + 4 <= text.length(); i += 4) {
            String four = text.substring(i, i + 4);
            if (ended || !four.matches("[A-Za-z0-9+/]{2}([A-Za-z0-9+/]{2}|[A-Za-z0-9+/]=|==)")) {
                return GARBLED;
            }
            ended = four.endsWith("=");
        }
        boolean whole = text.length() % 4 == 0;
        return whole ? null : ended ? GARBLED : CUT_SHORT;
    }

    private static Reply failed(String why) {
        return Reply.of(535, "5.7.8 Error: authentication failed: " + why);
    }
}
