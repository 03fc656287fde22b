package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.honeyspam.probe.Outcome.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a message after each way in which a server can behave. */
@Timeout(60)
final class DeliveryTest {
    private static final String TEXT =
            "Received: x\r\nBcc: a@b.example\r\nno header\r\n\r\n.dot\r\n\u00fc\0\r\n"
                    + "l".repeat(3_000)
                    + "\r\n";

    private static Outcome deliver(String sender, String text, List<Route.Exchanger> to) {
        var parcel =
                new Delivery.Parcel(
                        "mail.one.example", sender, "b@box.example", "any", "127.0.0.1");
        return new Delivery(parcel, text.getBytes(ISO_8859_1)).to(new Route.Hosts(to));
    }

    private static Outcome deliver(ScriptedServer... servers) {
        var to = List.of(servers).stream().map(ScriptedServer::exchanger).toList();
        return deliver("a@far.example", TEXT, to);
    }

    @Test
    void theBytesGoOutAsTheyAre() throws IOException {
        try (var server = new ScriptedServer(Map.of())) {
            Outcome outcome = deliver(server);
            assertThat(outcome.end()).isEqualTo(End.TAKEN);
            assertThat(outcome.reply()).isEqualTo("250 2.0.0 queued");
            assertThat(outcome.protocol()).isEqualTo("esmtp");
            assertThat(server.heard())
                    .containsExactly(
                            "EHLO mail.one.example",
                            "MAIL FROM:<a@far.example> SIZE=%d BODY=8BITMIME"
                                    .formatted(TEXT.length()),
                            "RCPT TO:<b@box.example>",
                            "DATA",
                            "Received: x",
                            "Bcc: a@b.example",
                            "no header",
                            "",
                            "..dot",
                            "\u00fc\0",
                            "l".repeat(3_000),
                            ".",
                            "QUIT");
        }
    }

    @Test
    void aLineEndThatStandsAloneBecomesAWholeOne() throws IOException {
        try (var server = new ScriptedServer(Map.of())) {
            String smuggled = "a: b\r\n\r\nx\n.\nMAIL FROM:<c@d.example>\r.\r\n";
            Outcome outcome = deliver("", smuggled, List.of(server.exchanger()));
            assertThat(outcome.end()).isEqualTo(End.TAKEN);
            assertThat(server.heard())
                    .containsSubsequence(
                            "MAIL FROM:<> SIZE=%d".formatted(smuggled.length()),
                            "x",
                            "..",
                            "MAIL FROM:<c@d.example>",
                            "..",
                            ".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "greeting, 554 5.7.1 not you, NOT_NOW, 5.7.1",
        "greeting, 421 4.3.2 busy, NOT_NOW, 4.3.2",
        "greeting, close, NOT_NOW, 4.4.2",
        "greeting, endless, NOT_NOW, 4.4.2",
        "EHLO, close, NOT_NOW, 4.4.2",
        "EHLO, endless, NOT_NOW, 4.4.2",
        "MAIL, 550 5.1.8 who, REFUSED, 5.1.8",
        "MAIL, 451 4.1.8 who, NOT_NOW, 4.1.8",
        "MAIL, close, NOT_NOW, 4.4.2",
        "RCPT, 550 5.1.1 whom, REFUSED, 5.1.1",
        "RCPT, 450 4.2.0 later, NOT_NOW, 4.2.0",
        "RCPT, 999 what, NOT_NOW, 4.4.2",
        "RCPT, close, NOT_NOW, 4.4.2",
        "DATA, 554 5.7.1 no, REFUSED, 5.7.1",
        "DATA, 451 no, NOT_NOW, 4.4.2",
        "DATA, close, NOT_NOW, 4.4.2",
        "., 554 no, REFUSED, 5.0.0",
        "., 552 5.2.2 full, REFUSED, 5.2.2",
        "., 451 4.3.0 later, NOT_NOW, 4.3.0",
        "., 251 odd but positive, TAKEN, 4.4.2",
        "., close, UNKNOWN, 4.4.2",
        "., what, UNKNOWN, 4.4.2",
        "., endless, UNKNOWN, 4.4.2",
        "QUIT, close, TAKEN, 4.4.2",
        "RSET, close, TAKEN, 4.4.2"
    })
    void eachReplyMeansWhatItMeans(String verb, String reply, End end, String status)
            throws IOException {
        try (var server = new ScriptedServer(Map.of(verb, reply))) {
            Outcome outcome = deliver(server);
            assertThat(outcome.end()).as(outcome.toString()).isEqualTo(end);
            assertThat(outcome.status()).isEqualTo(status);
            assertThat(outcome.reply()).isNotBlank().hasSizeLessThanOrEqualTo(500);
            assertThat(outcome.remote()).contains("mx.box.example 127.0.0.1:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 whom, REFUSED",
        "., 554 5.7.1 no, REFUSED",
        "., 451 4.3.0 later, NOT_NOW"
    })
    void whoHangsUpAfterARefusalHasRefused(String verb, String reply, End end) throws IOException {
        try (var server = new ScriptedServer(Map.of(verb, reply, "RSET", "close"))) {
            assertThat(deliver(server).end()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @CsvSource({"greeting, 421 busy", "RCPT, 450 later", "MAIL, close", "DATA, close"})
    void theNextServerGetsWhatTheFirstDidNotTake(String verb, String reply) throws IOException {
        try (var first = new ScriptedServer(Map.of(verb, reply));
                var second = new ScriptedServer(Map.of())) {
            assertThat(deliver(first, second).end()).isEqualTo(End.TAKEN);
            assertThat(second.heard()).contains(".");
        }
    }

    @ParameterizedTest
    @CsvSource({"., close", "., 451 later", "., 554 no", "RCPT, 550 no", "., 250 taken"})
    void noOtherServerGetsWhatOneDecidedOrMayHaveTaken(String verb, String reply)
            throws IOException {
        try (var first = new ScriptedServer(Map.of(verb, reply));
                var second = new ScriptedServer(Map.of())) {
            deliver(first, second);
            assertThat(second.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"220 go on", "454 4.7.0 TLS not available", "close"})
    void whereTlsIsOfferedAndFailsOneGoesWithout(String reply) throws IOException {
        String ehlo = "250-mx.box.example\r\n250 STARTTLS";
        try (var server = new ScriptedServer(Map.of("EHLO", ehlo, "STARTTLS", reply))) {
            Outcome outcome = deliver(server);
            assertThat(outcome.end()).isEqualTo(End.TAKEN);
            assertThat(outcome.protocol()).isEqualTo("esmtp");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedLater() throws IOException {
        Route.Exchanger nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            nobody = new Route.Exchanger("mx", socket.getInetAddress(), socket.getLocalPort());
        }
        Outcome outcome = deliver("a@far.example", TEXT, List.of(nobody));
        assertThat(outcome.end()).isEqualTo(End.NOT_NOW);
        assertThat(outcome.reply()).contains("Connection refused");
    }
}
