package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.honeyspam.node.TestConfiguration.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose configuration becomes another while it runs; all or nothing of it. */
final class ReloadTest {
    private static final String MX = listener("mx", 0, "mx.one.example", "persona = \"postfix\"");
    private static final String WEB = listener("web", 0, "www.one.example", "");
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9.]+@[a-z0-9.]+\\.example");

    @TempDir private Path folder;
    private TestConfiguration file;

    @BeforeEach
    void openFolder() {
        file = new TestConfiguration(folder);
    }

    private Node start(String tables) throws IOException, StartException {
        return Node.start(file.write(tables), Clock.systemUTC(), "test");
    }

    @Test
    void whatIsSaidTwiceIsTheSameSpotAndTheOrderDoesNotMatter() throws IOException {
        Configuration one = file.write(MX + WEB + listener("mx", 2525, "mx.one.example", ""));
        Configuration other = file.write(listener("mx", 2525, "mx.two.example", "") + WEB + MX);
        assertThat(Spot.of(one).keySet()).hasSize(3).isEqualTo(Spot.of(other).keySet());
        Configuration moved = file.write(listener("mx", 2526, "mx.one.example", ""));
        assertThat(Spot.of(one).keySet()).doesNotContainAnyElementsOf(Spot.of(moved).keySet());
        assertThat(Spot.of(file.write(MX + MX + WEB))).hasSize(3);
    }

    @Test
    void whatNeedsARestartIsToldByItsKey() throws IOException {
        Configuration now = file.write(MX);
        assertThat(Restart.needed(now, file.write(MX + WEB))).isEmpty();
        String fixed =
                """
                [node]
                name = "another"
                data = "elsewhere"
                key_file = "another.key"

                [journal]
                queue_events_max = 100

                [views]
                database = "jdbc:postgresql://127.0.0.1/honeyspam"
                user = "somebody"
                """;
        assertThat(Restart.needed(now, file.write(MX + fixed)))
                .extracting(said -> said.substring(0, said.indexOf(':')))
                .containsExactly(
                        "node.name",
                        "node.data",
                        "node.key_file",
                        "journal.queue_events_max",
                        "views.database",
                        "views.user");
    }

    @Test
    void newcomersMeetTheNewPersonaAndWhoIsInsideGoesOn() throws Exception {
        try (Node node = start(MX);
                var inside = new Visitor(at(node, 0))) {
            assertThat(inside.line()).contains("mx.one.example ESMTP Postfix");
            file.write(listener("mx", 0, "mx.one.example", "persona = \"exim\""));
            InetSocketAddress before = at(node, 0);
            assertThat(node.reload().taken()).isTrue();
            assertThat(at(node, 0)).isEqualTo(before);
            try (var newcomer = new Visitor(before)) {
                assertThat(newcomer.line()).contains("mx.one.example ESMTP Exim");
            }
            inside.say("HELP");
            assertThat(inside.line()).as("as Postfix").startsWith("500 5.5.2 Error:");
            assertThat(node.status().ports().getFirst().persona()).isEqualTo("exim");
        }
    }

    @Test
    void portsComeAndGoAndTheOthersStayOpen() throws Exception {
        try (Node node = start(MX + WEB);
                var atMx = new Visitor(at(node, 0))) {
            InetSocketAddress mx = at(node, 0);
            InetSocketAddress web = at(node, 1);
            assertThat(atMx.line()).startsWith("220");
            file.write(listener("relay", 0, "relay.one.example", "") + WEB);
            Reload outcome = node.reload();
            assertThat(outcome.changes())
                    .containsExactlyInAnyOrder(
                            "opened: relay on 127.0.0.1 port " + at(node, 0).getPort(),
                            "closed: mx on 127.0.0.1 port " + mx.getPort());
            assertThat(at(node, 1)).isEqualTo(web);
            assertThat(connects(mx)).isFalse();
            assertThat(connects(web)).isTrue();
            try (var newcomer = new Visitor(at(node, 0))) {
                assertThat(newcomer.line()).contains("relay.one.example");
            }
            atMx.say("NOOP");
            assertThat(atMx.line()).as("the port is gone, he is not").startsWith("250");
        }
    }

    @Test
    void aPortThatCannotBeHadLeavesAllAsItWas() throws Exception {
        try (Node node = start(MX);
                var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            InetSocketAddress before = at(node, 0);
            file.write(
                    listener("mx", 0, "mx.one.example", "persona = \"exim\"")
                            + WEB
                            + listener("relay", taken.getLocalPort(), "r.one.example", ""));
            Reload outcome = node.reload();
            assertThat(outcome.taken()).isFalse();
            assertThat(outcome.mistakes())
                    .containsExactly(
                            "cannot listen as relay on 127.0.0.1 port %d: the port is taken by another program"
                                    .formatted(taken.getLocalPort()));
            assertThat(node.bound()).hasSize(1);
            assertThat(node.status().configuration().mistakes()).isEqualTo(outcome.mistakes());
            try (var newcomer = new Visitor(before)) {
                assertThat(newcomer.line()).contains("Postfix");
            }
        }
    }

    @Test
    void aBrokenFileIsToldWithItsPlaceAndForgottenWhenItIsMended() throws Exception {
        try (Node node = start(MX)) {
            Status good = node.status();
            Files.writeString(file.file(), "[limits]\nconnections_max = \"many\"\n");
            Reload refused = node.reload();
            assertThat(refused.taken()).isFalse();
            assertThat(refused.mistakes().getFirst()).contains("honeyspam.toml:2:", "connections");
            Status status = node.status();
            assertThat(status.isWell()).isFalse();
            assertThat(status.configuration().time()).isEqualTo(good.configuration().time());
            assertThat(status.configuration().mistakes()).isEqualTo(refused.mistakes());
            Files.delete(file.file());
            assertThat(node.reload().mistakes()).containsExactly("there is no file " + file.file());
            file.write(MX);
            assertThat(node.reload().taken()).isTrue();
            assertThat(node.status().isWell()).isTrue();
        }
    }

    @Test
    void whatNeedsARestartIsRefusedWhole() throws Exception {
        try (Node node = start(MX)) {
            file.write(WEB + MX + "[node]\nname = \"another\"\n");
            Reload refused = node.reload();
            assertThat(refused.mistakes())
                    .singleElement()
                    .asString()
                    .startsWith("node.name: it is honeyspam and cannot change");
            assertThat(node.bound()).hasSize(1);
        }
    }

    @Test
    void limitsHoldForWhoComesNext() throws Exception {
        try (Node node = start(MX);
                var first = new Visitor(at(node, 0))) {
            assertThat(first.line()).startsWith("220");
            file.write(MX + "[limits]\nconnections_per_source_max = 1\n");
            assertThat(node.reload().taken()).isTrue();
            try (var second = new Visitor(at(node, 0))) {
                assertThat(second.line()).as("refused").startsWith("421 4.7.0");
            }
            file.write(MX + "[limits]\nconnections_per_source_max = 5\n");
            assertThat(node.reload().taken()).isTrue();
            try (var second = new Visitor(at(node, 0))) {
                assertThat(second.line()).startsWith("220");
            }
        }
    }

    @Test
    void whoIsInTheMazeKeepsHisVisitAndHisAddresses() throws Exception {
        try (Node node = start(WEB)) {
            Map<String, List<String>> before = walk(node);
            assertThat(before.values()).anySatisfy(taken -> assertThat(taken).isNotEmpty());
            KeyRing.rotate(folder.resolve("secret.key"));
            String more =
                    """
                    [[site]]
                    host = "www.one.example"
                    domain = "one.example"
                    title = "Another title"

                    [[site]]
                    host = "www.two.example"
                    domain = "two.example"
                    title = "Two"

                    [bait]
                    style = "stateless"
                    """;
            file.writeAll(WEB + more);
            assertThat(node.reload().mistakes()).isEmpty();
            for (var page : before.entrySet()) {
                assertThat(addresses(get(node, page.getKey()))).isEqualTo(page.getValue());
            }
            assertThat(get(node, "/")).contains("Another title");
        }
    }

    /** The first pages of the maze, and the addresses on each. */
    private static Map<String, List<String>> walk(Node node) throws IOException {
        Map<String, List<String>> pages = new TreeMap<>();
        List<String> ways = new ArrayList<>();
        Pattern.compile("Disallow: (/\\S*)")
                .matcher(get(node, "/robots.txt"))
                .results()
                .forEach(found -> ways.add(found.group(1)));
        ways.addAll(links(get(node, "/")));
        for (int i = 0; i < ways.size() && pages.size() < 40; i++) {
            String page = get(node, ways.get(i));
            pages.putIfAbsent(ways.get(i), addresses(page));
            links(page).stream().filter(link -> !ways.contains(link)).forEach(ways::add);
        }
        return pages;
    }

    private static List<String> links(String page) {
        return Pattern.compile("<a[^>]* href=\"(/[^\"#?]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static List<String> addresses(String page) {
        return ADDRESS.matcher(page).results().map(found -> found.group()).toList();
    }

    private static String get(Node node, String path) throws IOException {
        InetSocketAddress web = at(node, 0);
        try (var socket = new Socket(web.getAddress(), web.getPort())) {
            String host = "Host: www.one.example\r\nUser-Agent: Sucker\r\n\r\n";
            String get = "GET " + path + " HTTP/1.0\r\n" + host;
            socket.getOutputStream().write(get.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static InetSocketAddress at(Node node, int index) {
        return node.bound().get(index).address();
    }

    private static boolean connects(InetSocketAddress at) {
        try (var socket = new Socket(at.getAddress(), at.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Somebody at a port who reads line by line. */
    private static final class Visitor implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Visitor(InetSocketAddress at) throws IOException {
            socket = new Socket(at.getAddress(), at.getPort());
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        }

        String line() throws IOException {
            return in.readLine();
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
