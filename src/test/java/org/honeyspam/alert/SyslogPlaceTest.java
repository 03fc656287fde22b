package org.honeyspam.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.config.Alerts.Syslog;
import org.honeyspam.config.Alerts.Syslog.Facility;
import org.honeyspam.config.Alerts.Syslog.Transport;
import org.junit.jupiter.api.Test;

/**
 * By UDP a message is a datagram, by TCP its length stands before it, by TLS a stranger gets none.
 */
final class SyslogPlaceTest {
    private static final int WAIT_MILLIS = 10_000;
    private static final Notice NOTICE =
            new Notice(
                    "trap",
                    List.of(
                            new Alert(Instant.EPOCH, Rule.PROBE, "one", Map.of()),
                            new Alert(Instant.EPOCH, Rule.PROBE, "two", Map.of())),
                    0);

    private static SyslogPlace place(Transport transport, int port) {
        return new SyslogPlace(new Syslog(transport, "127.0.0.1", port, Facility.DAEMON));
    }

    @Test
    void byUdpEachIsADatagram() throws IOException {
        try (var socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            socket.setSoTimeout(WAIT_MILLIS);
            place(Transport.UDP, socket.getLocalPort()).tell(NOTICE);
            for (String text : List.of("one", "two")) {
                var packet = new DatagramPacket(new byte[3_000], 3_000);
                socket.receive(packet);
                assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8))
                        .startsWith("<29>1 1970-01-01T00:00:00Z trap honeyspam ")
                        .endsWith(" probe - " + text);
            }
        }
    }

    @Test
    void byTcpItsLengthStandsBeforeIt() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            server.setSoTimeout(WAIT_MILLIS);
            place(Transport.TCP, server.getLocalPort()).tell(NOTICE);
            try (Socket peer = server.accept()) {
                String said = new String(peer.getInputStream().readAllBytes(), UTF_8);
                int space = said.indexOf(' ');
                int length = Integer.parseInt(said.substring(0, space));
                String first = said.substring(space + 1, space + 1 + length);
                assertThat(first).startsWith("<29>1 ").endsWith(" one");
                assertThat(said.substring(space + 1 + length)).startsWith(length + " <29>1 ");
            }
        }
    }

    @Test
    void byTlsWhoHasNoCertificateIsToldNothing() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            server.setSoTimeout(WAIT_MILLIS);
            var said = new byte[1][];
            Thread peer =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (Socket socket = server.accept()) {
                                            byte[] head = socket.getInputStream().readNBytes(3);
                                            socket.getOutputStream().write("no\n".getBytes(UTF_8));
                                            said[0] = head;
                                        } catch (IOException e) {
                                            said[0] = new byte[0];
                                        }
                                    });
            assertThatThrownBy(() -> place(Transport.TLS, server.getLocalPort()).tell(NOTICE))
                    .isInstanceOf(IOException.class);
            peer.join();
            assertThat(said[0]).as("a ClientHello").startsWith(0x16, 0x03);
        }
    }

    @Test
    void whoIsNotThereIsToldLater() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = server.getLocalPort();
        }
        assertThatThrownBy(() -> place(Transport.TCP, port).tell(NOTICE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }
}
