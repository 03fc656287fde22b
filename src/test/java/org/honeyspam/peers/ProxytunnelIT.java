package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.honeyspam.peers.ProxyNode.Door;
import org.honeyspam.process.Program;
import org.honeyspam.process.Program.Finished;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that carry another program's conversation through a proxy. */
@Timeout(60)
final class ProxytunnelIT {
    private static final String SERVER = "mx1.victim.example:25";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static ProxyNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = ProxyNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (ProxyNode ending = node) {
            ending.end();
        }
    }

    @Test
    void swaksDeliversThroughProxytunnel() throws IOException, InterruptedException {
        Sample sample = ProxyNode.plain("proxytunnel");
        swaks(sample, "-p " + node.at(Door.SQUID) + " -d " + SERVER);
        node.assertDelivered(sample, node.hop("http-connect", Door.SQUID, SERVER));
    }

    @Test
    void aSecondProxyIsReachedThroughTheFirst() throws IOException, InterruptedException {
        Sample sample = ProxyNode.plain("two-proxies");
        String login = " -P eve:secret -R mallory:secret";
        String way = "-p " + node.at(Door.STICKY) + " -r far.example:8080 -d " + SERVER + login;
        swaks(sample, way);
        node.assertDelivered(
                sample,
                node.hop("http-connect", Door.STICKY, "far.example:8080"),
                node.hop("http-connect", Door.STICKY, SERVER));
        assertThat(node.requests("user.name", "mallory")).hasSize(1);
    }

    private static void swaks(Sample sample, String way) throws IOException, InterruptedException {
        Path data = Files.writeString(folder.resolve("data"), sample.onTheWire() + ".");
        Path proxytunnel = Program.path("proxytunnel", "proxytunnel");
        Program.ofDebian("swaks", "swaks")
                .succeed(
                        "--pipe",
                        proxytunnel + " -q " + way,
                        "--helo=pc51.dialup.example",
                        "--from=" + ProxyNode.SENDER,
                        "--to=" + ProxyNode.RECIPIENT,
                        "--timeout=15s",
                        "--suppress-data",
                        "--no-data-fixup",
                        "--data=@" + data);
    }

    @Test
    void netcatSpeaksToTheServerByEachProtocolThatItKnows()
            throws IOException, InterruptedException {
        for (String[] kind :
                new String[][] {
                    {"connect", "SQUID"}, {"4", "DANTE"}, {"5", "DANTE"}, {"5", "ANY"}
                }) {
            Finished finished =
                    Program.ofDebian("nc", "netcat-openbsd")
                            .reading("NOOP\r\nQUIT\r\n".getBytes(US_ASCII))
                            .run(
                                    "-w",
                                    "15",
                                    "-X",
                                    kind[0],
                                    "-x",
                                    node.at(Door.valueOf(kind[1])),
                                    "192.0.2.25",
                                    "25");
            assertThat(finished.out())
                    .as("%s: %s", kind[0], finished.err())
                    .startsWith("220 localhost.localdomain ESMTP Postfix ")
                    .contains("\r\n250 2.0.0 Ok\r\n221 2.0.0 ");
        }
    }
}
