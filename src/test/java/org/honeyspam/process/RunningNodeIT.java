package org.honeyspam.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an operator starts and stops it. */
final class RunningNodeIT {
    @Test
    void aNodeIsUpWhenItSaysSoAndEndsInOrder(@TempDir Path folder)
            throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        try (RunningNode node = installation.start()) {
            assertThat(node.services())
                    .contains(Service.WEB, Service.MX, Service.RELAY, Service.PROXY);
            for (Service service : node.services()) {
                assertAccepts(node.port(service));
            }
            assertThat(node.terminate()).isZero();
            assertThat(node.log()).doesNotContain("Exception");
        }
        assertThat(installation.journal())
                .extracting(event -> event.path("event.action").asText())
                .startsWith("node_started")
                .contains("session_opened")
                .endsWith("node_stopped");
    }

    @Test
    void aKilledNodeStartsAgainWithWhatItHad(@TempDir Path folder)
            throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        try (RunningNode node = installation.start()) {
            assertThat(installation.journal("action=node_started")).hasSize(1);
            node.kill();
            assertThat(node.isAlive()).isFalse();
        }
        try (RunningNode node = installation.start()) {
            assertThat(installation.journal("action=node_started")).hasSize(2);
            assertThat(node.terminate()).isZero();
        }
    }

    private static void assertAccepts(int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
