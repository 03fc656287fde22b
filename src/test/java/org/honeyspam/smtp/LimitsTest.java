package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of a session, reached: what is too long to be written down in a transcript. */
class LimitsTest {
    private static final String START =
            "HELO x.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n";

    private static String answers(String said) {
        return answers(Persona.SENDMAIL, said);
    }

    private static String answers(Persona persona, String said) {
        var policy = new RecipientPolicy.OpenRelay(TestNode.bait());
        var face = new SmtpServer.Face("mail.one.example", persona, false, true);
        var server = new SmtpServer(face, policy, new Passwords.Sticky(), TestNode.SMTP);
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        var stage = new Stage(server.dialogue(), TestNode.peer("relay", 25), start);
        stage.open();
        // A client that waits where Sendmail wants it to.
        for (String part : said.split("(?<=(?:HE|EH)LO x.example\r\n|DATA\r\n)", -1)) {
            stage.receive(part.getBytes(ISO_8859_1));
        }
        return stage.text();
    }

    @Test
    void aMessageMayBeAsLongAsIsAnnouncedAndNoLonger() {
        String line = "0123456789abcdef\r\n";
        int max = (int) TestNode.SMTP.messageBytesMax();
        String head = "S: x\r\n\r\n";
        String rest = "y".repeat((max - head.length()) % line.length());
        String fits = head + line.repeat((max - head.length()) / line.length() - 1) + rest + line;
        assertThat(fits).hasSize(max);
        assertThat(answers(START + fits + ".\r\nNOOP\r\n"))
                .contains("sizeBytes=" + max, "S: 250 2.0.0 621")
                .endsWith("S: 250 2.0.0 OK\n");
        assertThat(answers(START + fits.replace("S: x", "S: xy") + ".\r\nNOOP\r\n"))
                .contains("MessageRefused[reason=too_large")
                .contains("S: 552 5.2.3 Message exceeds maximum fixed size (" + max + ")")
                .endsWith("S: 250 2.0.0 OK\n");
    }

    @Test
    void aHeaderMayNotBeEndless() {
        String fields = "X-Field: 0123456789\r\n".repeat(32_768 / 21 + 1);
        assertThat(answers(START + fields + "\r\nbody\r\n.\r\n"))
                .contains("MessageRefused[reason=header_too_large")
                .contains("S: 552 5.6.0 Headers too large (32768 max)");
    }

    @Test
    void aCommandMayBeAsLongAsSendmailTakesAndNoLonger() {
        int max = 2_046;
        String fits = "NOOP " + "x".repeat(max - "NOOP \r\n".length()) + "\r\n";
        assertThat(answers(fits)).endsWith("S: 250 2.0.0 OK\n");
        assertThat(answers("NOOP " + "x".repeat(max) + "\r\n"))
                .contains("S: 421 4.7.0 mail.one.example Command too long, possible attack")
                .contains("-- closed --\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SENDMAIL, AUTH PLAIN, 535 5.7.0, 501 5.5.4 cannot decode AUTH parameter AAAA",
        "POSTFIX, AUTH PLAIN, 535 5.7.8, 500 5.5.6 SASL response limit exceeded",
        "EXIM, AUTH PLAIN, 535 Incorrect authentication data, 501 Invalid base64 data",
        "EXCHANGE, AUTH NTLM, 535 5.7.3, 501 5.5.4 Invalid arguments"
    })
    void anAnswerWithinAuthMayBeAsLongAsTheRfcAsksAndNoLonger(
            Persona persona, String auth, String fits, String tooLong) {
        String start = "EHLO x.example\r\n" + auth + "\r\n";
        int max = AuthTalk.LINE_BYTES_MAX;
        assertThat(answers(persona, start + "A".repeat(max) + "\r\nNOOP\r\n"))
                .contains("S: " + fits)
                .endsWithIgnoringCase("ok\n");
        assertThat(answers(persona, start + "A".repeat(max + 4) + "\r\nNOOP\r\n"))
                .contains("outcome=too_long", "S: " + tooLong)
                .endsWithIgnoringCase("ok\n");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTFIX, 552 5.3.4 Error: message file too big",
        "EXIM, 552 Message size exceeds maximum permitted"
    })
    void aMessageTooLargeIsRefusedAsTheProductDoes(Persona persona, String refusal) {
        String text = "S: x\r\n\r\n" + "0123456789abcdef\r\n".repeat(6_000);
        assertThat(answers(persona, START + text + ".\r\nNOOP\r\n"))
                .contains("MessageRefused[reason=too_large", "S: " + refusal)
                .endsWithIgnoringCase("ok\n");
    }

    @Test
    void aLineOfAMessageMayBeAsLongAsEximTakesAndNoLonger() {
        int max = 998;
        assertThat(answers(Persona.EXIM, START + "\r\n" + "z".repeat(max) + "\r\n.\r\n"))
                .contains("sizeBytes=1002", "S: 250 OK id=");
        assertThat(answers(Persona.EXIM, START + "\r\n" + "z".repeat(max + 1) + "\r\n.\r\n"))
                .contains("MessageRefused[reason=line_too_long")
                .contains("S: 550 maximum allowed line length is 998 octets, got 999");
    }

    @Test
    void theLinesOfAMessageHaveNoLimitOfTheirOwn() {
        assertThat(answers(START + "\r\n" + "z".repeat(50_000) + "\r\n.\r\n"))
                .contains("sizeBytes=50004", "S: 250 2.0.0 621");
    }
}
