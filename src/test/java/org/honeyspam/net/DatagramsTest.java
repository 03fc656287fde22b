package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.honeyspam.dialogue.DatagramService;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port of datagrams on loopback. */
class DatagramsTest {
    private static final int WAIT_MILLIS = 5_000;

    /** Says what it was told, backwards; records what begins with an r; fails at an f. */
    private static final DatagramService ECHO =
            (asked, answer, now, record) -> {
                String text = new String(asked.bytes(), 0, asked.length(), US_ASCII);
                if (text.startsWith("f")) {
                    throw new IllegalStateException("as was asked for");
                }
                boolean taken =
                        !text.startsWith("r")
                                || record.test(new JournalEvent.OddInput("test", text));
                byte[] back = new StringBuilder(text).reverse().toString().getBytes(US_ASCII);
                System.arraycopy(back, 0, answer, 0, back.length);
                return taken ? back.length : 0;
            };

    @TempDir private Path folder;
    private Ports ports;
    private int port;

    @BeforeEach
    void open() throws IOException {
        ports = Ports.in(folder);
        try (var free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
    }

    private void listen(InetAddress address) throws IOException {
        ports.listeners.openDatagrams(new InetSocketAddress(address, port), "echo", ECHO);
    }

    private String ask(DatagramSocket socket, String text, String host) throws IOException {
        byte[] bytes = text.getBytes(US_ASCII);
        var to = new InetSocketAddress(InetAddress.ofLiteral(host), port);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
        var answer = new DatagramPacket(new byte[4_096], 4_096);
        socket.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(to);
        return new String(answer.getData(), 0, answer.getLength(), US_ASCII);
    }

    private static DatagramSocket client() throws IOException {
        var socket = new DatagramSocket();
        socket.setSoTimeout(WAIT_MILLIS);
        return socket;
    }

    @Test
    void eachIsAnsweredForItself() throws IOException {
        listen(InetAddress.ofLiteral("127.0.0.1"));
        try (var socket = client()) {
            assertThat(ask(socket, "abc", "127.0.0.1")).isEqualTo("cba");
            assertThat(ask(socket, "x".repeat(1_200) + "y", "127.0.0.1"))
                    .isEqualTo("y" + "x".repeat(1_200));
        }
    }

    @Test
    void aBurstIsAnsweredWhole() throws IOException {
        listen(InetAddress.ofLiteral("127.0.0.1"));
        Set<String> heard = new TreeSet<>();
        try (var socket = client()) {
            var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            for (int i = 100; i < 200; i++) {
                byte[] bytes = String.valueOf(i).getBytes(US_ASCII);
                socket.send(new DatagramPacket(bytes, bytes.length, to));
            }
            for (int i = 100; i < 200; i++) {
                var answer = new DatagramPacket(new byte[100], 100);
                socket.receive(answer);
                heard.add(new String(answer.getData(), 0, answer.getLength(), US_ASCII));
            }
        }
        assertThat(heard).hasSize(100);
    }

    /** On all addresses, an answer must come from the one that was asked. */
    @Test
    void anAnswerComesFromTheAddressThatWasAsked() throws IOException {
        listen(InetAddress.ofLiteral("0.0.0.0"));
        try (var socket = client()) {
            for (InetAddress own : OwnAddresses.all()) {
                assertThat(ask(socket, "abc", own.getHostAddress())).isEqualTo("cba");
            }
        }
    }

    @Test
    void whatFailsIsSilenceAndTheNextIsAnswered() throws IOException {
        listen(InetAddress.ofLiteral("127.0.0.1"));
        try (var socket = client();
                var watch = LogWatch.on(DatagramPort.class)) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> ask(socket, "fail", "127.0.0.1"))
                    .isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(WAIT_MILLIS);
            assertThat(ask(socket, "abc", "127.0.0.1")).isEqualTo("cba");
            assertThat(watch.messages()).containsExactly("A datagram of 4 bytes for echo failed");
        }
    }

    @Test
    void whatIsRecordedSaysWhoAskedWhere() throws IOException {
        listen(InetAddress.ofLiteral("127.0.0.1"));
        int from;
        try (var socket = client()) {
            assertThat(ask(socket, "record", "127.0.0.1")).isEqualTo("drocer");
            from = socket.getLocalPort();
        }
        ports.close();
        List<Recorded> all = ports.recorded();
        assertThat(all).hasSize(1);
        Recorded one = all.getFirst();
        assertThat(one.service()).isEqualTo("echo");
        assertThat(one.sourceIp()).isEqualTo("127.0.0.1");
        assertThat(one.sourcePort()).isEqualTo(from);
        assertThat(one.destinationPort()).isEqualTo(port);
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() throws IOException {
        try (var taken = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> listen(taken.getLocalAddress()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("UDP: the port is taken by another program");
        }
    }
}
