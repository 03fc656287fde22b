package org.honeyspam.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What messages tell of how they came, as Postfix, Dovecot, Exim, Sendmail and procmail leave them.
 */
final class OldMailTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String FROM = "From x@spam.example Fri Jan  2 05:04:05 2026";
    private static final String SENT =
            """
            Received: from forged (forged [203.0.113.66]) by nowhere; Thu, 1 Jan 2026 00:00:00 +0000
            Delivered-To: forged@victim.example
            Message-ID: <m1@spam.example>
            Subject: Off
             to you

            Body
            """;
    private static final String POSTFIX =
            """
            Return-Path: <x@spam.example>
            X-Original-To: trap@mx.example
            Delivered-To: box@mx.example
            Received: from pc30 (unknown [192.0.2.7])
            \tby mx.example (Postfix) with ESMTP id 4ABC12
            \tfor <trap@mx.example>; Fri,  2 Jan 2026 03:04:05 +0100 (CET)
            """;
    private static final String DOVECOT =
            """
            Received: from mx.example ([10.0.0.1])
            \tby store.example with LMTP id q; Fri, 2 Jan 2026 03:04:09 +0100
            """;

    private static OldMail read(String from, String text, int received, String... to)
            throws OldMail.Unfit {
        var found = new Found("m", 1, from, text.replace("\n", "\r\n"), null, false);
        var terms = new OldMail.Terms(received, List.of(to), NOW);
        return Objects.requireNonNull(OldMail.of(found, terms));
    }

    @Test
    void postfixSaysAllOfIt() throws Exception {
        OldMail mail = read(FROM, POSTFIX + SENT, 1);
        assertThat(mail.ip()).isEqualTo("192.0.2.7");
        assertThat(mail.helo()).isEqualTo("pc30");
        assertThat(mail.sender()).isEqualTo("x@spam.example");
        assertThat(mail.recipients()).containsExactly("trap@mx.example");
        assertThat(mail.time()).isEqualTo("2026-01-02T02:04:05Z");
        assertThat(mail.queueId()).isEqualTo("4ABC12");
        assertThat(mail.messageId()).isEqualTo("<m1@spam.example>");
        assertThat(mail.subject()).isEqualTo("Off to you");
        assertThat(mail.text()).as("as it was sent").isEqualTo(SENT.replace("\n", "\r\n"));
        assertThat(mail.trace()).startsWith("Received: from pc30").endsWith("(CET)");
    }

    @Test
    void theLastOfOurServersSaysWhoSentIt() throws Exception {
        assertThat(read(FROM, DOVECOT + POSTFIX + SENT, 2).ip()).isEqualTo("192.0.2.7");
        assertThat(read(FROM, DOVECOT + POSTFIX + SENT, 2).text())
                .isEqualTo(read(FROM, POSTFIX + SENT, 1).text());
        assertThat(read(FROM, DOVECOT + POSTFIX + SENT, 1).ip()).isEqualTo("10.0.0.1");
    }

    /** Below the fields of our own servers stands what the sender wrote. */
    @ParameterizedTest
    @CsvSource({
        "'', c@mx.example",
        "'Envelope-to: a@mx.example, <b@mx.example>\n', 'a@mx.example, b@mx.example'",
        "'Delivered-To: d@mx.example\n', d@mx.example",
        "'X-Original-To: e@mx.example\nX-Original-To: E@mx.example\n', e@mx.example"
    })
    void recipientsAreThoseOfTheEnvelope(String fields, String recipients) throws Exception {
        String received =
                "Received: from x ([192.0.2.7]) by y for <c@mx.example>; Fri, 2 Jan 2026 03:04:05 +0000\n";
        OldMail mail = read(FROM, fields + received + SENT, 1);
        assertThat(String.join(", ", mail.recipients())).isEqualTo(recipients);
        assertThat(read(FROM, fields + received + SENT, 1, "own@mx.example").recipients())
                .containsExactly("own@mx.example");
    }

    @Test
    void whatAReaderChangesInAMailboxMakesNoOtherMessage() throws Exception {
        String read = POSTFIX + SENT.replace("Subject", "Status: RO\nX-UID: 7\nSubject");
        assertThat(read(FROM, read, 1).text()).isEqualTo(read(FROM, POSTFIX + SENT, 1).text());
        var note =
                new Found(
                        "m", 1, FROM, "X-IMAP: 1 2\r\nSubject: DON'T DELETE\r\n\r\n", null, false);
        assertThat(OldMail.of(note, new OldMail.Terms(1, List.of(), NOW))).isNull();
    }

    @Test
    void withoutADateOfTheServerTheMailboxSaysWhenItCame() throws Exception {
        String text = "Received: from x ([192.0.2.7]) by y\n" + SENT;
        assertThat(read(FROM, text, 1).time()).isEqualTo("2026-01-02T05:04:05Z");
        assertThat(read(FROM.replace("2026", "2026 +0200"), text, 1).time())
                .isEqualTo("2026-01-02T03:04:05Z");
        assertThat(read("", text.replace("Subject", "Date: 3 Jan 2026 00:00\nSubject"), 1).time())
                .isEqualTo("2026-01-03T00:00:00Z");
        String later = POSTFIX.replace("Jan 2026", "Jan 2099") + SENT;
        assertThat(read(FROM, later, 1).time()).isEqualTo("2026-01-02T05:04:05Z");
    }

    @Test
    void theEmptySenderIsToldInManyWays() throws Exception {
        String received =
                "Received: from x ([192.0.2.7]) by y; Fri, 2 Jan 2026 03:04:05 +0000\n" + SENT;
        assertThat(read(FROM, "Return-Path: <>\n" + received, 1).sender()).isEmpty();
        assertThat(read(FROM.replace("x@spam.example", "MAILER-DAEMON"), received, 1).sender())
                .isEmpty();
        assertThat(read(FROM.replace("x@spam.example", "-"), received, 1).sender()).isEmpty();
        assertThat(read(FROM, received, 1).sender()).isEqualTo("x@spam.example");
    }

    @Test
    void whatTellsTooLittleIsRefusedInWords() {
        String none = "Subject: a\n\nb\n";
        assertThatThrownBy(() -> read(FROM, none, 1)).hasMessageContaining("there are 0");
        assertThatThrownBy(() -> read(FROM, POSTFIX + none, 2)).hasMessageContaining("there are 1");
        String local =
                "Received: by mx.example (Postfix, from userid 0) id 5; Fri, 2 Jan 2026 03:04:05 +0000\n";
        assertThatThrownBy(() -> read(FROM, local + none, 1))
                .hasMessageContaining("from which address");
        assertThatThrownBy(() -> read("", "Received: from x ([192.0.2.7]) by y\n" + none, 1))
                .hasMessageContaining("when it came");
    }
}
