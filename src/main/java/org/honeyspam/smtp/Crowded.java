package org.honeyspam.smtp;

import java.net.InetAddress;
import java.time.Instant;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server says instead of its banner to one it has no place for. Sendmail at the end of
 * its children accepts no more, and Postfix at the end of its processes says nothing: both come
 * nearest to a reset.
 */
record Crowded(Persona persona, String host) implements Busy {
    @Override
    public @Nullable Words words(Cause cause, InetAddress source, Instant now) {
        String text =
                switch (persona) {
                    case SENDMAIL -> sendmail(cause);
                    case POSTFIX -> postfix(cause, source);
                    case EXIM -> exim(cause);
                    case EXCHANGE -> exchange(cause);
                    default -> throw new IllegalStateException(persona + " is no mail server");
                };
        return text == null ? null : new Words(Reply.of(421, text).bytes(), false);
    }

    /** FEATURE(conncontrol) and FEATURE(ratecontrol), which Debian turns on. */
    private static @Nullable String sendmail(Cause cause) {
        return switch (cause) {
            case FULL -> null;
            case TOO_MANY -> "4.3.2 Too many open connections.";
            case TOO_FAST -> "4.3.2 Connection rate limit exceeded.";
        };
    }

    /** The same for both of its bounds on a client. */
    private @Nullable String postfix(Cause cause, InetAddress source) {
        return cause == Cause.FULL
                ? null
                : "4.7.0 %s Error: too many connections from %s".formatted(host, IpText.of(source));
    }

    private static String exim(Cause cause) {
        String whose = cause == Cause.FULL ? "" : " from this IP address";
        return "Too many concurrent SMTP connections%s; please try again later.".formatted(whose);
    }

    private static String exchange(Cause cause) {
        String which = cause == Cause.FULL ? "a limit" : "a per-source limit";
        return ("4.3.2 The maximum number of concurrent server connections has exceeded %s,"
                        + " closing transmission channel")
                .formatted(which);
    }
}
