package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Busy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What those hear who are not let in; seen at the real products, at their limits, on loopback. */
final class CrowdedTest {
    private static final InetAddress SOURCE = InetAddress.ofLiteral("127.0.0.1");

    private static @Nullable String said(Persona persona, Busy.Cause cause) {
        Busy.Words words =
                new Crowded(persona, "mx.real.example").words(cause, SOURCE, Instant.EPOCH);
        if (words == null) {
            return null;
        }
        assertThat(words.afterInput()).as("the server speaks first").isFalse();
        return new String(words.bytes(), US_ASCII);
    }

    @Test
    void sendmailTellsManyFromFast() {
        assertThat(said(Persona.SENDMAIL, Busy.Cause.TOO_MANY))
                .isEqualTo("421 4.3.2 Too many open connections.\r\n");
        assertThat(said(Persona.SENDMAIL, Busy.Cause.TOO_FAST))
                .isEqualTo("421 4.3.2 Connection rate limit exceeded.\r\n");
        assertThat(said(Persona.SENDMAIL, Busy.Cause.FULL)).isNull();
    }

    @Test
    void postfixSaysTheSameOfBoth() {
        String text = "421 4.7.0 mx.real.example Error: too many connections from 127.0.0.1\r\n";
        assertThat(said(Persona.POSTFIX, Busy.Cause.TOO_MANY)).isEqualTo(text);
        assertThat(said(Persona.POSTFIX, Busy.Cause.TOO_FAST)).isEqualTo(text);
        assertThat(said(Persona.POSTFIX, Busy.Cause.FULL)).isNull();
    }

    @Test
    void eximSaysWhoseTooManyTheyAre() {
        assertThat(said(Persona.EXIM, Busy.Cause.TOO_MANY))
                .isEqualTo(
                        "421 Too many concurrent SMTP connections from this IP address;"
                                + " please try again later.\r\n");
        assertThat(said(Persona.EXIM, Busy.Cause.FULL))
                .isEqualTo("421 Too many concurrent SMTP connections; please try again later.\r\n");
    }

    @Test
    void exchangeDoesToo() {
        assertThat(said(Persona.EXCHANGE, Busy.Cause.TOO_MANY))
                .startsWith("421 4.3.2 The maximum number of concurrent server connections has")
                .contains("a per-source limit");
        assertThat(said(Persona.EXCHANGE, Busy.Cause.FULL)).contains("exceeded a limit, closing");
    }
}
