package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.lookup.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

/** A node and those who say that they are crawlers. */
@Timeout(60)
final class GuestsTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1)";

    private final Path folder;

    GuestsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        KeyRing.create(folder.resolve("secret.key"));
    }

    private Configuration configuration(String robots, String crawlers) throws IOException {
        Path file = folder.resolve("honeyspam.toml");
        Files.writeString(
                file,
                """
                [[listener]]
                service = "web"
                addresses = ["127.0.0.1"]
                port = 0
                host = "www.one.example"

                [[site]]
                host = "www.one.example"
                domain = "one.example"
                title = "One"
                robots = "%s"

                [crawlers]
                %s
                """
                        .formatted(robots, crawlers));
        Configuration configuration = ConfigurationFile.read(file).configuration();
        return configuration == null ? fail("the configuration is not good") : configuration;
    }

    /** A name server that knows nobody's name. */
    private static ScriptedDns ignorant() throws IOException {
        return ScriptedDns.start(
                (_, answer) -> {
                    answer.getHeader().setRcode(Rcode.NXDOMAIN);
                    return true;
                });
    }

    /** A path of the maze, which follows from the key of the node. */
    private static String mazePath(Configuration configuration) throws IOException {
        return Guests.sites(configuration).site("www.one.example").mazePaths(1).getFirst();
    }

    private static String get(Node node, String path) throws IOException {
        int port = node.bound().getFirst().address().getPort();
        try (var socket = new Socket(LOOPBACK, port)) {
            String request =
                    "GET %s HTTP/1.1\r\nHost: www.one.example\r\nUser-Agent: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, GOOGLE);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static List<JournalEvent> events(Configuration configuration) throws IOException {
        List<JournalEvent> events = new ArrayList<>();
        Path journal = new DataFolder(configuration.node().dataFolder()).journal();
        try (var reader = new JournalReader(journal, JournalReader.Position.START)) {
            for (Recorded event = reader.next(); event != null; event = reader.next()) {
                events.add(event.event());
            }
        }
        return events;
    }

    private static List<String> standings(Configuration configuration) throws IOException {
        return events(configuration).stream()
                .filter(JournalEvent.CrawlerSeen.class::isInstance)
                .map(JournalEvent.CrawlerSeen.class::cast)
                .map(seen -> seen.standing() + " " + seen.treatment())
                .toList();
    }

    @Test
    void anImpostorIsShownTheMazeAsSoonAsTheDnsDeniesHim()
            throws IOException, StartException, InterruptedException {
        try (ScriptedDns server = ignorant()) {
            String dns = "dns = [\"" + server.address() + "\"]";
            Configuration configuration = configuration("", "look_ups = true\n" + dns);
            String maze = mazePath(configuration);
            try (Node node = Node.start(configuration, Clock.systemUTC(), "test")) {
                assertThat(get(node, "/robots.txt")).contains("Disallow: ");
                long deadline = System.nanoTime() + 20_000_000_000L;
                String page = get(node, maze);
                while (page.startsWith("HTTP/1.1 404") && System.nanoTime() < deadline) {
                    Thread.sleep(20);
                    page = get(node, maze);
                }
                assertThat(page).startsWith("HTTP/1.1 200");
            }
            assertThat(standings(configuration)).containsExactly("asked pass", "denied addresses");
            assertThat(events(configuration))
                    .contains(
                            new JournalEvent.MazeEntered(
                                    "www.one.example",
                                    GOOGLE,
                                    "Googlebot",
                                    "search",
                                    "denied",
                                    true))
                    .anyMatch(JournalEvent.BaitServed.class::isInstance);
        }
    }

    @Test
    void withoutLookUpsAClaimIsAsGoodAsTheTruth() throws IOException, StartException {
        Configuration configuration = configuration("", "");
        String maze = mazePath(configuration);
        try (Node node = Node.start(configuration, Clock.systemUTC(), "test")) {
            assertThat(get(node, maze)).startsWith("HTTP/1.1 404");
        }
        assertThat(standings(configuration)).containsExactly("not_asked pass");
    }

    @Test
    void aRobotsTxtThatOpensTheMazeKeepsANodeFromStarting() throws IOException {
        String section =
                Guests.sites(configuration("", "")).site("www.one.example").forbidden().getFirst();
        Files.writeString(folder.resolve("robots"), "User-agent: Friend\nAllow: " + section + "\n");
        Configuration configuration = configuration("robots", "");
        assertThat(Guests.faults(configuration))
                .isNotEmpty()
                .allMatch(fault -> fault.contains("robots.txt of www.one.example: line 2, "));
        assertThatThrownBy(() -> Node.start(configuration, Clock.systemUTC(), "test"))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.isOfConfiguration()).isTrue())
                .hasMessageContaining("lets friend into " + section);
    }

    @Test
    void aWrongListOfCrawlersKeepsANodeFromStarting() throws IOException {
        Path list = folder.resolve("list");
        Files.writeString(list, "MyBot | search | me | my.example\nOther\n");
        Configuration configuration = configuration("", "list = \"list\"");
        assertThat(Guests.faults(configuration))
                .containsExactly(list + ":2: wanted is: token | purpose | operator | domains");
        assertThatThrownBy(() -> Node.start(configuration, Clock.systemUTC(), "test"))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.isOfConfiguration()).isTrue());
    }
}
