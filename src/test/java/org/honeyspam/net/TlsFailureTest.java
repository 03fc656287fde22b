package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.honeyspam.journal.JournalEvent.SessionOpened;
import org.honeyspam.journal.JournalEvent.TlsEstablished;
import org.honeyspam.journal.JournalEvent.TlsFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handshakes that come to nothing: each has its reason, and none is a fault of ours. */
class TlsFailureTest {
    private static final String MX = "mx.one.example";

    private static final Duration SHORT = Duration.ofMillis(1_500);

    @TempDir private Path folder;
    private Ports ports;
    private LogWatch log;

    @BeforeEach
    void open() throws IOException {
        ports = Ports.in(folder);
        log = LogWatch.on(Conversation.class);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
        log.close();
        assertThat(log.messages()).as("what a peer does is no fault").isEmpty();
    }

    private InetSocketAddress server(TlsOffer offer) throws IOException {
        return ports.open("127.0.0.1", new Reception("test", Talk::new, offer, List.of()));
    }

    private void hurry() throws IOException {
        ports.close();
        ports = Ports.in(folder, SHORT);
    }

    private InetSocketAddress server() throws IOException {
        return server(TlsClient.offer(MX));
    }

    private TlsFailed failed(String sessionReason) throws Exception {
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        assertThat(ports.recorded(SessionClosed.class).getFirst().reason())
                .isEqualTo(sessionReason);
        assertThat(ports.recorded(TlsEstablished.class)).isEmpty();
        ports.awaitEmpty();
        List<TlsFailed> all = ports.recorded(TlsFailed.class);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static void refused(
            InetSocketAddress server, SSLContext context, Consumer<SSLSocket> client)
            throws IOException {
        try (var visitor = Visitor.at(server)) {
            assertThatThrownBy(() -> visitor.startTls(context, client))
                    .isInstanceOf(IOException.class);
        }
    }

    private static TlsOffer only(String version, String cipher) {
        return new TlsOffer(MX, List.of(version), List.of(cipher), false);
    }

    @Test
    void noVersionInCommon() throws Exception {
        refused(
                server(only("TLSv1.3", "TLS_AES_128_GCM_SHA256")),
                TlsClient.trustful(),
                client -> client.setEnabledProtocols(new String[] {"TLSv1.2"}));

        TlsFailed failed = failed("peer");
        assertThat(failed.reason()).isEqualTo("no_shared_version");
        assertThat(failed.serverName()).isEqualTo(MX);
        assertThat(failed.ja3()).matches("[0-9a-f]{32}");
        assertThat(failed.ja4()).startsWith("t12d");
    }

    @Test
    void noVersionThatTheJdkKnows() throws Exception {
        refused(server(only("SSLv1", "TLS_AES_128_GCM_SHA256")), TlsClient.trustful(), c -> {});
        assertThat(failed("peer").reason()).isEqualTo("no_shared_version");
    }

    @Test
    void noCipherInCommon() throws Exception {
        refused(
                server(only("TLSv1.3", "TLS_AES_128_GCM_SHA256")),
                TlsClient.trustful(),
                client -> client.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"}));
        assertThat(failed("peer").reason()).isEqualTo("no_shared_cipher");
    }

    @Test
    void noOldCipherInCommon() throws Exception {
        refused(
                server(only("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
                TlsClient.trustful(),
                client ->
                        client.setEnabledCipherSuites(
                                new String[] {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"}));
        assertThat(failed("peer").reason()).isEqualTo("no_shared_cipher");
    }

    @Test
    void aClientThatLooksAtCertificates() throws Exception {
        refused(server(), TlsClient.suspicious(), client -> {});
        assertThat(failed("peer").reason()).isEqualTo("certificate_refused");
    }

    @Test
    void anOldClientThatLooksAtCertificates() throws Exception {
        refused(
                server(),
                TlsClient.suspicious(),
                client -> client.setEnabledProtocols(new String[] {"TLSv1.2"}));
        assertThat(failed("peer").reason()).isEqualTo("certificate_refused");
    }

    @Test
    void noTlsAtAll() throws Exception {
        try (var visitor = Visitor.at(server())) {
            visitor.write("EHLO spammer.example\r\n");
            assertThat(visitor.drain()).isLessThan(100);
        }
        assertThat(failed("peer")).isEqualTo(new TlsFailed("not_tls", null, null, null));
    }

    /** As web servers do who speak to those that forgot. */
    private static final class Patient extends Talk {
        @Override
        public boolean hearsUnsecured() {
            return true;
        }

        @Override
        public void unsecured(Peer peer, byte[] said, Instant now, Sink sink) {
            sink.send(("in the clear: " + new String(said, ISO_8859_1)).getBytes(ISO_8859_1));
            sink.close();
        }
    }

    private InetSocketAddress patient() throws IOException {
        var offer = TlsClient.offer(MX);
        return ports.open("127.0.0.1", new Reception("test", Patient::new, offer, List.of()));
    }

    @Test
    void oneWithoutTlsIsHeardWhereHeMayBe() throws Exception {
        try (var visitor = Visitor.at(patient())) {
            visitor.write("GET / HTTP/1.0\r\n");
            assertThat(visitor.line()).startsWith("in the clear: GET / HTTP/1.0");
            visitor.drain();
        }
        assertThat(failed("us")).isEqualTo(new TlsFailed("not_tls", null, null, null));
    }

    @Test
    void oneWithTlsIsHeardThereToo() throws Exception {
        try (var visitor = Visitor.at(patient())) {
            visitor.startTls(TlsClient.trustful(), client -> {});
            assertThat(visitor.line()).isEqualTo("hello on test");
        }
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        assertThat(ports.recorded(TlsFailed.class)).isEmpty();
    }

    @Test
    void aClientThatGoesOnInTheClear() throws Exception {
        try (var visitor = Visitor.at(ports.open(Talk::new))) {
            visitor.write("tls x\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            Thread.sleep(100);
            visitor.write("MAIL FROM:<>\r\n");
            visitor.drain();
        }
        assertThat(failed("peer").reason()).isEqualTo("not_tls");
    }

    @Test
    void silence() throws Exception {
        hurry();
        try (var visitor = Visitor.at(server())) {
            assertThat(visitor.drain()).isZero();
        }
        assertThat(failed("limit")).isEqualTo(new TlsFailed("timeout", null, null, null));
    }

    @Test
    void aByteNowAndThenDoesNotGainTime() throws Exception {
        hurry();
        byte[] hello = ClientHelloTest.samples().findFirst().orElseThrow().bytes();
        try (var visitor = Visitor.at(server())) {
            long start = System.nanoTime();
            for (int at = 0; visitor.hearsNothingFor(Duration.ofMillis(50)); at++) {
                visitor.writePlain(Arrays.copyOfRange(hello, at, at + 1));
            }
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(time).isLessThan(SHORT.plusSeconds(10));
        }
        assertThat(failed("limit").reason()).isEqualTo("timeout");
    }

    @Test
    void aClientThatStallsBehindItsHello() throws Exception {
        hurry();
        byte[] hello = ClientHelloTest.samples().findFirst().orElseThrow().bytes();
        try (var visitor = Visitor.slowAt(server())) {
            visitor.writePlain(hello);
            assertThat(failed("limit").serverName()).isEqualTo(MX);
        }
    }

    @Test
    void aClientThatLeavesBehindHalfAHello() throws Exception {
        byte[] hello = ClientHelloTest.samples().findFirst().orElseThrow().bytes();
        try (var visitor = Visitor.at(server())) {
            visitor.writePlain(Arrays.copyOf(hello, 100));
        }
        assertThat(failed("peer")).isEqualTo(new TlsFailed("closed", null, null, null));
    }

    @Test
    void aClientThatEndsItsOutputBehindItsHello() throws Exception {
        byte[] hello = ClientHelloTest.samples().findFirst().orElseThrow().bytes();
        try (var visitor = Visitor.at(server())) {
            visitor.writePlain(hello);
            visitor.endOutput();
            visitor.drain();
        }
        assertThat(failed("peer").reason()).isEqualTo("closed");
    }

    @Test
    void aHelloThatIsBroken() throws Exception {
        byte[] hello = ClientHelloTest.samples().findFirst().orElseThrow().bytes();
        hello[9] = 9; // A version there never was.
        hello[43] = 99; // A session id longer than any.
        try (var visitor = Visitor.at(server())) {
            visitor.writePlain(hello);
            visitor.drain();
        }
        assertThat(failed("peer").reason()).isEqualTo("bad_handshake");
    }

    @Test
    void aStopOfOurs() throws Exception {
        try (var visitor = Visitor.at(server())) {
            visitor.writePlain(new byte[] {22, 3, 1});
            Await.until("it is met", () -> ports.recorded(SessionOpened.class).size() == 1);
            assertThat(ports.stop()).isTrue();
        }
        assertThat(failed("shutdown").reason()).isEqualTo("closed");
    }
}
