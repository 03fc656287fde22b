package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLSession;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalEvent.OddInput;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.honeyspam.journal.JournalEvent.SessionOpened;
import org.honeyspam.journal.JournalEvent.TlsEstablished;
import org.honeyspam.journal.JournalEvent.TlsFailed;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that holds: asked for within the protocol or from the start, and all ways to end it. */
class TlsTest {
    private static final int MUCH_BYTES = 16 << 20;
    private static final String MX = "mx.one.example";

    private Ports ports;
    private LogWatch log;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        ports = Ports.in(folder);
        log = LogWatch.on(Conversation.class);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
        log.close();
        assertThat(log.messages()).as("what a peer does is no fault").isEmpty();
    }

    private InetSocketAddress inTheClear() throws IOException {
        return ports.open(Talk::new);
    }

    private InetSocketAddress tlsFirst() throws IOException {
        var reception = new Reception("test", Talk::new, TlsClient.offer(MX), List.of());
        return ports.open("127.0.0.1", reception);
    }

    private static void secure(Visitor visitor, String version) throws IOException {
        visitor.write("tls " + MX + "\n");
        assertThat(visitor.line()).isEqualTo("hello on test");
        assertThat(visitor.line()).isEqualTo("go ahead");
        visitor.startTls(
                TlsClient.trustful(), client -> client.setEnabledProtocols(new String[] {version}));
        assertThat(visitor.line()).isEqualTo("secured by " + version.substring(4));
    }

    private SessionClosed closed() throws Exception {
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        return ports.recorded(SessionClosed.class).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void askedForWithinTheProtocolItCarriesDataBothWays(String version) throws Exception {
        try (var visitor = Visitor.at(inTheClear())) {
            secure(visitor, version);
            visitor.write("echo a\npause 20\nkeep x\nstore\n");
            visitor.writeByteByByte("echo b\n");
            visitor.write("over y\necho c\nmuch 100000\necho d\nclose\n");

            assertThat(visitor.rest())
                    .isEqualTo("a\nkept\nb\nhello on inner\nc\n" + "\0".repeat(100_000) + "d\n");
        }
        assertThat(closed().reason()).isEqualTo("us");
        assertThat(ports.recorded(TlsEstablished.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat("TLSv" + event.version()).isEqualTo(version);
                            assertThat(event.cipher()).startsWith("TLS_").contains("AES");
                            assertThat(event.serverName()).isEqualTo(MX);
                            assertThat(event.ja3()).matches("[0-9a-f]{32}");
                            assertThat(event.ja4())
                                    .startsWith("t" + version.substring(4).replace(".", "") + "d");
                        });
    }

    @Test
    void anotherDialogueCanBeginWithIt() throws Exception {
        try (var visitor = Visitor.at(inTheClear())) {
            visitor.write("seal " + MX + "\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            assertThat(visitor.line()).isEqualTo("go ahead");
            visitor.startTls();
            assertThat(visitor.line()).isEqualTo("hello on inner");
            visitor.write("echo a\nclose\n");
            assertThat(visitor.rest()).isEqualTo("a\n");
        }
        assertThat(closed().reason()).isEqualTo("us");
    }

    @Test
    void itsFirstWordsMayComeWithWhatLeadsToIt() throws Exception {
        try (var visitor = Visitor.at(inTheClear())) {
            assertThat(visitor.line()).isEqualTo("hello on test");
            visitor.writeWithClientHello("seal " + MX + "\n");
            assertThat(visitor.line()).isEqualTo("go ahead");
            assertThat(visitor.read()).as("a record of its handshake").isEqualTo(22);
        }
        closed();
    }

    @Test
    void itCanBeWithinIt() throws Exception {
        try (var visitor = Visitor.at(tlsFirst())) {
            visitor.startTls();
            visitor.write("seal " + MX + "\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            assertThat(visitor.line()).isEqualTo("go ahead");
            visitor.startTlsWithin();
            assertThat(visitor.line()).isEqualTo("hello on inner");
            visitor.write("echo a\nclose\n");
            assertThat(visitor.line()).isEqualTo("a");
        }
        closed();
        assertThat(ports.recorded(TlsEstablished.class)).hasSize(2);
    }

    @Test
    void fromTheStartItComesBeforeTheFirstWord() throws Exception {
        try (var visitor = Visitor.at(tlsFirst())) {
            Await.until("it is met", () -> ports.recorded(SessionOpened.class).size() == 1);
            SSLSession session = visitor.startTls();
            assertThat(session.getPeerPrincipal().getName()).isEqualTo("CN=" + MX);
            assertThat(visitor.line()).isEqualTo("hello on test");
            visitor.write("echo a\nclose\n");
            assertThat(visitor.rest()).isEqualTo("a\n");
        }
        closed();
        assertThat(ports.recorded().stream().map(Recorded::event).map(Object::getClass).toList())
                .containsExactly(
                        SessionOpened.class,
                        TlsEstablished.class,
                        OddInput.class,
                        SessionClosed.class);
    }

    @Test
    void whatWasSentInTheClearBehindTheCommandIsNeverObeyed() throws Exception {
        String injected = "echo injected\n".repeat(50);
        try (var visitor = Visitor.at(inTheClear())) {
            assertThat(visitor.line()).isEqualTo("hello on test");
            visitor.write("tls x\n" + injected);
            assertThat(visitor.line()).isEqualTo("go ahead");
            Await.until("it is noticed", () -> ports.recorded(OddInput.class).size() == 1);
            visitor.startTls();
            assertThat(visitor.line()).isEqualTo("secured by 1.3");
            visitor.write("echo mine\nclose\n");
            assertThat(visitor.rest()).isEqualTo("mine\n");
        }
        assertThat(ports.recorded(OddInput.class).getFirst())
                .isEqualTo(new OddInput("plaintext_before_tls", injected.substring(0, 256)));
    }

    @Test
    void whatTheDialogueHadNotSeenYetIsNotObeyedEither() throws Exception {
        String command = "tls x\n";
        String before = "echo " + "y".repeat(900) + "\n";
        String filling = "echo " + "z".repeat(2_048 - 6 - before.length() - command.length());
        try (var visitor = Visitor.at(inTheClear())) {
            assertThat(visitor.line()).isEqualTo("hello on test");
            visitor.write(before + filling + "\n" + command + "echo injected\n");
            assertThat(visitor.line()).hasSize(900);
            visitor.line();
            assertThat(visitor.line()).isEqualTo("go ahead");
            Await.until("it is noticed", () -> ports.recorded(OddInput.class).size() == 1);
            visitor.startTls();
            assertThat(visitor.line()).isEqualTo("secured by 1.3");
        }
        assertThat(ports.recorded(OddInput.class).getFirst())
                .isEqualTo(new OddInput("plaintext_before_tls", "echo injected\n"));
    }

    @Test
    void whatAClientSendsWithItsLastWordOfTheHandshakeIsHeard() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var visitor = Visitor.at(tlsFirst())) {
                visitor.startTls();
                visitor.write("echo at once\nclose\n");
                assertThat(visitor.rest()).isEqualTo("hello on test\nat once\n");
            }
        }
    }

    @Test
    void halfAConnectionStillGetsItsAnswers() throws Exception {
        try (var visitor = Visitor.at(inTheClear())) {
            secure(visitor, "TLSv1.3");
            visitor.write("echo a\npause 200\nkeep x\nstore\nmuch 300000\necho c\n");
            visitor.endOutput();

            assertThat(visitor.rest()).startsWith("a\nkept\n\0").endsWith("\0c\n");
        }
        assertThat(closed().reason()).isEqualTo("peer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void oneWhoLeavesInOrderOrNotIsGone(String version) throws Exception {
        try (var polite = Visitor.at(inTheClear());
                var rude = Visitor.at(inTheClear());
                var resetting = Visitor.at(inTheClear())) {
            for (Visitor visitor : List.of(polite, rude, resetting)) {
                secure(visitor, version);
            }
            polite.leave();
            rude.closePlain();
            resetting.reset();
            Await.until("all ends", () -> ports.recorded(SessionClosed.class).size() == 3);
        }
        assertThat(ports.recorded(SessionClosed.class))
                .extracting(SessionClosed::reason)
                .containsOnly("peer");
        assertThat(ports.recorded(TlsFailed.class)).isEmpty();
        ports.awaitEmpty();
    }

    @Test
    void aBrokenRecordEndsTheConversation() throws Exception {
        try (var visitor = Visitor.at(inTheClear())) {
            secure(visitor, "TLSv1.3");
            visitor.writePlain(
                    "QUIT\r\n, in the clear again\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(closed().reason()).isEqualTo("peer");
        }
        assertThat(ports.recorded(TlsFailed.class))
                .containsExactly(new TlsFailed("broken_record", null, null, null));
    }

    @Test
    void keysAreNotMadeAgainAtAPeersWish() throws Exception {
        try (var visitor = Visitor.at(inTheClear())) {
            secure(visitor, "TLSv1.2");
            assertThatThrownBy(
                            () -> {
                                visitor.startTlsAgain();
                                visitor.write("echo a\n");
                                visitor.line();
                            })
                    .isInstanceOf(IOException.class);
        }
        closed();
    }

    @Test
    void aSlowReaderGetsAllThatWasSentBeforeTheClose() throws Exception {
        try (var visitor = Visitor.slowAt(inTheClear())) {
            secure(visitor, "TLSv1.3");
            visitor.write("deadline 60000\nmuch " + MUCH_BYTES + "\nclose\n");
            Thread.sleep(2_500); // Longer than a closed connection lingers.

            assertThat(visitor.drain()).isEqualTo(MUCH_BYTES);
        }
        assertThat(closed().reason()).isEqualTo("us");
    }

    @Test
    void whoDoesNotReadEndsAtItsDeadline() throws Exception {
        try (var visitor = Visitor.slowAt(inTheClear())) {
            secure(visitor, "TLSv1.3");
            visitor.write("deadline 500\nmuch " + MUCH_BYTES + "\n");
            assertThat(closed().reason()).isEqualTo("limit");
        }
    }

    @Test
    void manyCommandsInOneRecordAreHeardAsTheirAnswersAreTaken() throws Exception {
        try (var visitor = Visitor.slowAt(inTheClear())) {
            secure(visitor, "TLSv1.3");
            visitor.write("deadline 1000\n" + "much 1000000\n".repeat(1_000));
            assertThat(closed().reason()).isEqualTo("limit");
        }
        long sent = ports.recorded(SessionClosed.class).getFirst().sentBytes();
        assertThat(sent).as("a piece of commands and no more").isLessThan(200_000_000L);
    }

    @Test
    void aRestartShowsTheSameCertificate(@TempDir Path other) throws Exception {
        List<byte[]> shown = new java.util.ArrayList<>();
        for (int boot = 0; boot < 2; boot++) {
            try (Ports again = Ports.in(other)) {
                var reception = new Reception("test", Talk::new, TlsClient.offer(MX), List.of());
                try (var visitor = Visitor.at(again.open("127.0.0.1", reception))) {
                    shown.add(visitor.startTls().getPeerCertificates()[0].getEncoded());
                }
            }
        }
        assertThat(shown.get(1)).isEqualTo(shown.get(0));
    }

    @Test
    void theDialogueKnowsWhatWasAgreedOn() throws Exception {
        var seen = new java.util.concurrent.atomic.AtomicReference<JournalEvent>();
        InetSocketAddress server =
                ports.open(
                        () ->
                                new Talk() {
                                    @Override
                                    public void secured(
                                            org.honeyspam.dialogue.Peer peer,
                                            java.time.Instant now,
                                            org.honeyspam.dialogue.Sink sink) {
                                        var tls = Objects.requireNonNull(peer.tls());
                                        seen.set(
                                                new TlsEstablished(
                                                        tls.version(),
                                                        tls.cipher(),
                                                        tls.serverName(),
                                                        tls.ja3(),
                                                        tls.ja4()));
                                        super.secured(peer, now, sink);
                                    }
                                });
        try (var visitor = Visitor.at(server)) {
            secure(visitor, "TLSv1.3");
            assertThat(ports.recorded(TlsEstablished.class)).hasSizeLessThan(2);
        }
        closed();
        assertThat(ports.recorded(TlsEstablished.class))
                .containsExactly((TlsEstablished) seen.get());
    }
}
