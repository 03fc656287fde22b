package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.honeyspam.node.TestConfiguration.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Blocks;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is on the blacklist of a running node is met at the pace of the listed, and nobody else. */
@Timeout(60)
final class ListedPaceTest {
    private static final int TRIES_MAX = 100;

    @TempDir private Path folder;

    /** Neither a name server nor an export nor a console needs the list besides. */
    @Test
    void whoIsListedIsSlowedFromThenOnAndGoesFreeAgain() throws Exception {
        Configuration configuration =
                new TestConfiguration(folder)
                        .write(
                                """
                                [node]
                                name = "n1"
                                data = "data"
                                key_file = "secret.key"
                                [[pace]]
                                name = "slowed"
                                delay = "30ms"
                                listed = true
                                [blacklist]
                                allow = []
                                """
                                        + listener("mx", 0, "mx.one.example", ""));
        try (Node node = Node.start(configuration, Clock.systemUTC(), "test")) {
            assertThat(paceOf(node, "127.0.0.9")).isEqualTo("null");
            decide(node, Blocks.Action.ADD);
            awaitPace(node, "slowed");
            assertThat(paceOf(node, "127.0.0.10")).isEqualTo("null");
            decide(node, Blocks.Action.REMOVE);
            awaitPace(node, "null");
        }
    }

    private static void decide(Node node, Blocks.Action action) throws IOException {
        var decision =
                new Blocks.Decision(
                        "2026-11-27T07:00:00Z", action, "127.0.0.9/32", "a test", "me", null);
        node.data().blocks().decide(decision);
    }

    private static void awaitPace(Node node, String pace) throws Exception {
        String last = "";
        for (int i = 0; i < TRIES_MAX && !last.equals(pace); i++) {
            last = paceOf(node, "127.0.0.9");
            Thread.sleep(100);
        }
        assertThat(last).isEqualTo(pace);
    }

    /** At which pace the node met a visit from there. */
    private static String paceOf(Node node, String ip) throws Exception {
        int before = paces(node).size();
        var there = node.bound().getFirst().address();
        try (var peer =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        there.getPort(),
                        InetAddress.ofLiteral(ip),
                        0)) {
            peer.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
            assertThat(peer.getInputStream().readAllBytes()).isNotEmpty();
        }
        for (int i = 0; i < TRIES_MAX && paces(node).size() == before; i++) {
            Thread.sleep(50);
        }
        return paces(node).getLast();
    }

    private static List<String> paces(Node node) throws IOException {
        List<String> paces = new ArrayList<>();
        var start = JournalReader.Position.START;
        try (var reader = new JournalReader(node.data().journal(), start)) {
            for (Recorded event = reader.next(); event != null; event = reader.next()) {
                if (event.event() instanceof SessionClosed closed) {
                    paces.add(String.valueOf(closed.pace()));
                }
            }
        }
        return paces;
    }
}
