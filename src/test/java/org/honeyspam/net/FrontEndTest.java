package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.honeyspam.journal.JournalEvent.SessionOpened;
import org.honeyspam.journal.JournalEvent.SessionRefused;
import org.honeyspam.journal.JournalEvent.TlsEstablished;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that come through a front end of ours, and those who only say so. */
class FrontEndTest {
    private static final List<Network> FRONT_ENDS =
            List.of(Network.of("127.0.0.2/32"), Network.of("2001:db8::/64"));
    private static final String V1 = "PROXY TCP4 192.0.2.7 198.51.100.1 40000 25\r\n";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String V2_IPV4 = SIGNATURE + "2111000cc0000207c63364019c400019";
    private static final String V2_IPV6 =
            SIGNATURE
                    + "21210024"
                    + "20010db8000000000000000000000007"
                    + "20010db8000000000000000000000001"
                    + "9c400019";
    private static final String V2_LOCAL = SIGNATURE + "20000000";

    @TempDir private Path folder;
    private Ports ports;

    @BeforeEach
    void open() throws IOException {
        ports = Ports.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
    }

    private InetSocketAddress server(@Nullable TlsOffer tlsFirst) throws IOException {
        return ports.open("127.0.0.1", new Reception("test", Talk::new, tlsFirst, FRONT_ENDS));
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }

    private Recorded opened() throws Exception {
        Await.until("it is met", () -> ports.recorded(SessionOpened.class).size() == 1);
        return ports.recorded().getFirst();
    }

    private void refused(String reason) throws Exception {
        Await.until("it is refused", () -> ports.recorded(SessionRefused.class).size() == 1);
        Recorded refused = ports.recorded().getFirst();
        assertThat(refused.event()).isEqualTo(new SessionRefused(reason));
        assertThat(refused.sourceIp()).isEqualTo("127.0.0.2");
        assertThat(ports.recorded(SessionOpened.class)).isEmpty();
        ports.awaitEmpty();
    }

    private Recorded through(String header, boolean byteByByte) throws Exception {
        InetSocketAddress server = server(null);
        try (var visitor = Visitor.from("127.0.0.2", server)) {
            String said = header + "echo a\nclose\n";
            if (byteByByte) {
                visitor.writeByteByByte(said);
            } else {
                visitor.write(said);
            }
            assertThat(visitor.rest()).isEqualTo("hello on test\na\n");
            Recorded opened = opened();
            if (!opened.chain().isEmpty()) {
                String ours = server.toString().substring(1);
                String front = "127.0.0.2:" + visitor.port();
                assertThat(opened.chain()).containsExactly("proxy-protocol " + ours + " " + front);
            }
        }
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        assertThat(ports.recorded(SessionClosed.class).getFirst().receivedBytes())
                .as("without the header")
                .isEqualTo(13);
        ports.awaitEmpty();
        return opened();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstVersionNamesThePeer(boolean byteByByte) throws Exception {
        Recorded opened = through(V1, byteByByte);
        assertThat(opened.sourceIp()).isEqualTo("192.0.2.7");
        assertThat(opened.sourcePort()).isEqualTo(40_000);
        assertThat(opened.destinationIp()).isEqualTo("198.51.100.1");
        assertThat(opened.destinationPort()).isEqualTo(25);
        assertThat(opened.chain()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSecondVersionNamesThePeer(boolean byteByByte) throws Exception {
        Recorded opened = through(bytes(V2_IPV4), byteByByte);
        assertThat(opened.sourceIp()).isEqualTo("192.0.2.7");
        assertThat(opened.sourcePort()).isEqualTo(40_000);
        assertThat(opened.destinationIp()).isEqualTo("198.51.100.1");
        assertThat(opened.chain()).hasSize(1);
    }

    @Test
    void theSecondVersionNamesAPeerOfIpv6() throws Exception {
        Recorded opened = through(bytes(V2_IPV6), false);
        assertThat(opened.sourceIp()).isEqualTo("2001:db8::7");
        assertThat(opened.destinationIp()).isEqualTo("2001:db8::1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                V2_LOCAL,
                "50524f585920554e4b4e4f574e0d0a", // PROXY UNKNOWN
                SIGNATURE + "21000000" // Of a family that it does not tell.
            })
    void aFrontEndThatNamesNobodyIsThePeerItself(String header) throws Exception {
        Recorded opened = through(bytes(header), false);
        assertThat(opened.sourceIp()).isEqualTo("127.0.0.2");
        assertThat(opened.chain()).isEmpty();
    }

    @Test
    void aStrangersHeaderIsOnlyBytes() throws Exception {
        try (var stranger = Visitor.from("127.0.0.3", server(null))) {
            stranger.write(V1 + "close\n");
            assertThat(stranger.rest()).isEqualTo("hello on test\nwhat?\n");
        }
        assertThat(opened().sourceIp()).isEqualTo("127.0.0.3");
        assertThat(opened().chain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO a.front.end.without.a.header\r\n",
                "PROXY TCP4 999.0.2.7 198.51.100.1 40000 25\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 99999 25\r\n",
                "PROXY TCP6 fe80::1%x 2001:db8::1 40000 25\r\n",
                "PROXY TCP4 192.0.2.7\r\n",
                "PROXY \r\n and more\r\n",
            })
    void aBadHeaderEndsTheConnection(String header) throws Exception {
        try (var visitor = Visitor.from("127.0.0.2", server(null))) {
            visitor.write(header);
            assertThat(visitor.drain()).isZero();
        }
        refused("bad_proxy_header");
    }

    @Test
    void anEndlessHeaderEndsTheConnection() throws Exception {
        try (var visitor = Visitor.from("127.0.0.2", server(null))) {
            visitor.write("PROXY " + "x".repeat(200));
            assertThat(visitor.drain()).isZero();
        }
        refused("bad_proxy_header");
    }

    @Test
    void tooMuchOfTheFrontEndsOwnEndsTheConnection() throws Exception {
        try (var visitor = Visitor.from("127.0.0.2", server(null))) {
            visitor.write(bytes(SIGNATURE + "2111ffff") + "x".repeat(10_000));
            assertThat(visitor.drain()).isZero();
        }
        refused("bad_proxy_header");
    }

    @Test
    void aFrontEndThatSaysNothingIsNotWaitedForLong() throws Exception {
        ports.close();
        ports = Ports.in(folder, Duration.ofMillis(500));
        try (var visitor = Visitor.from("127.0.0.2", server(null))) {
            visitor.write("PROXY TC");
            assertThat(visitor.drain()).isZero();
        }
        refused("no_proxy_header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY TC"})
    void aFrontEndThatLeavesTakesNoPlace(String begun) throws Exception {
        try (var visitor = Visitor.from("127.0.0.2", server(null))) {
            visitor.write(begun);
            visitor.endOutput();
            assertThat(visitor.drain()).isZero();
        }
        refused("no_proxy_header");
    }

    @Test
    void placesAreCountedForWhoIsBehind() throws Exception {
        ports.close();
        var limits =
                new Configuration.Limits(100, 1, 100, 9_999, 9_999, Duration.ofMinutes(5), 1 << 20);
        ports = new Ports(folder, limits, 1_000);
        InetSocketAddress server = server(null);
        try (var first = Visitor.from("127.0.0.2", server);
                var other = Visitor.from("127.0.0.2", server);
                var second = Visitor.from("127.0.0.2", server)) {
            first.write(V1);
            assertThat(first.line()).isEqualTo("hello on test");
            other.write(V1.replace("192.0.2.7", "192.0.2.8"));
            assertThat(other.line()).isEqualTo("hello on test");
            second.write(V1);
            assertThat(second.drain()).isZero();
        }
        ports.awaitEmpty();
        Await.until("the record", () -> ports.recorded(SessionRefused.class).size() == 1);
        Recorded refused =
                ports.recorded().stream()
                        .filter(one -> one.event() instanceof SessionRefused)
                        .findFirst()
                        .orElseThrow();
        assertThat(refused.event()).isEqualTo(new SessionRefused("too_many_from_source"));
        assertThat(refused.sourceIp()).isEqualTo("192.0.2.7");
    }

    @Test
    void tlsFromTheStartComesBehindTheHeader() throws Exception {
        try (var visitor = Visitor.from("127.0.0.2", server(TlsClient.offer("mx.one.example")))) {
            visitor.write(V1);
            visitor.startTls();
            assertThat(visitor.line()).isEqualTo("hello on test");
            visitor.write("echo a\nclose\n");
            assertThat(visitor.rest()).isEqualTo("a\n");
        }
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        assertThat(ports.recorded(TlsEstablished.class)).hasSize(1);
        assertThat(opened().sourceIp()).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void brokenHeadersAreRefusedOrRead(long seed) throws Exception {
        var dice = new SplittableRandom(seed);
        List<byte[]> good =
                List.of(
                        V1.getBytes(ISO_8859_1),
                        HexFormat.of().parseHex(V2_IPV4),
                        HexFormat.of().parseHex(V2_IPV6));
        InetSocketAddress server = server(null);
        int rounds = 150;
        try (var log = LogWatch.on(Conversation.class);
                var doorLog = LogWatch.on(Door.class)) {
            for (int round = 0; round < rounds; round++) {
                byte[] header = good.get(dice.nextInt(good.size())).clone();
                for (int changes = dice.nextInt(1, 4); changes > 0; changes--) {
                    header[dice.nextInt(header.length)] = (byte) dice.nextInt();
                }
                header = Arrays.copyOf(header, dice.nextInt(header.length / 2, header.length + 3));
                try (var visitor = Visitor.from("127.0.0.2", server)) {
                    visitor.writePlain(header);
                    visitor.endOutput();
                    visitor.drain();
                }
            }
            ports.awaitEmpty();
            assertThat(log.messages()).isEmpty();
            assertThat(doorLog.messages()).isEmpty();
        }
        Await.until(
                "each is on record",
                () -> ports.recorded(SessionOpened.class).size() + ports.refused() == rounds);
    }

    @Test
    void whatComesBehindTheHeaderOfOneWhoIsNotLetInIsLetGo() {
        var reception = new Reception("test", Talk::new);
        var peer = new Peer("s", "test", at("192.0.2.1"), at("127.0.0.1"), List.of(), null);
        Door door = ports.door(Receptions.everywhere(reception));
        var front = new FrontEnd(peer, reception, new Place(new Crowd(1)), door);
        var channel = new EmbeddedChannel(front);
        ChannelHandlerContext context = channel.pipeline().context(front);
        front.userEventTriggered(context, ChannelInputShutdownEvent.INSTANCE);
        ByteBuf data = Unpooled.copiedBuffer("EHLO a\r\n", ISO_8859_1);
        front.channelRead(context, data);

        assertThat(data.refCnt()).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    private static Endpoint at(String ip) {
        return new Endpoint(InetAddress.ofLiteral(ip), 40_000);
    }
}
