package org.honeyspam.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watch has to see what it is there for; here the process that is watched is the test's. */
final class SocketWatchTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void onlyPeersOnItsOwnPortsAreNoStrangers() throws IOException, InterruptedException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var watch = watch(server)) {
            // The near end of this connection is a connection outwards, the far end is none.
            try (var outwards = new Socket(LOOPBACK, server.getLocalPort());
                    var accepted = server.accept()) {
                look(watch);
                assertThat(watch.strangers())
                        .contains("tcp 127.0.0.1:%d 127.0.0.1:%d".formatted(ends(outwards)))
                        .doesNotContain("tcp 127.0.0.1:%d 127.0.0.1:%d".formatted(ends(accepted)));
            }
        }
    }

    @Test
    void datagramSocketsAreStrangers() throws IOException, InterruptedException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var watch = watch(server);
                var datagrams = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            look(watch);
            assertThat(watch.strangers())
                    .anyMatch(s -> s.startsWith("udp 127.0.0.1:" + datagrams.getLocalPort()));
        }
    }

    private static SocketWatch watch(ServerSocket server) {
        return SocketWatch.start(ProcessHandle.current().pid(), List.of(server.getLocalPort()));
    }

    private static void look(SocketWatch watch) throws InterruptedException {
        long looks = watch.looks();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (watch.looks() < looks + 2) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static Object[] ends(Socket socket) {
        return new Object[] {socket.getLocalPort(), socket.getPort()};
    }
}
