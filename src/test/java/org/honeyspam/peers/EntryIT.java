package org.honeyspam.peers;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trap hangs below a site of nginx, Apache or Caddy, by the snippets that are printed. */
@Timeout(180)
final class EntryIT {
    private static final String HOST = "www.shop.example";
    private static final String CLAIMED = "192.0.2.66";
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9.]+@[a-z]+\\.example");
    private static final String TABLES =
            """

            [[site]]
            host = "www.shop.example"
            domain = "lindenhof.example"
            title = "Shop"
            below = "/archive/"

            [[listener]]
            service = "web"
            addresses = ["127.0.0.1"]
            port = 0
            host = "www.shop.example"
            forwarders = ["127.0.0.1"]
            """;

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    private static String hiddenLink = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = WatchedNode.start(folder, "127.0.0.1", TABLES);
        hiddenLink = LINK.matcher(printed("--links")).results().findFirst().orElseThrow().group(1);
    }

    @AfterAll
    static void end() throws IOException, InterruptedException {
        try (WatchedNode ending = node) {
            assertThat(recorded(CLAIMED)).as("whom all of them claimed to be").isEmpty();
            ending.end();
        }
    }

    private static int trapPort() {
        return node.node().portsOf(Service.WEB).getLast();
    }

    private static String printed(String part) throws IOException, InterruptedException {
        Program.Finished finished =
                node.installation().command("entry", HOST, part, "--to", "127.0.0.1:" + trapPort());
        assertThat(finished.err()).isEmpty();
        assertThat(finished.exitCode()).isZero();
        return finished.out();
    }

    private static String curl(String from, int port, String path)
            throws IOException, InterruptedException {
        Program.Finished finished =
                Program.ofDebian("curl", "curl")
                        .run(
                                "--silent",
                                "--show-error",
                                "--max-time",
                                "20",
                                "--interface",
                                from,
                                "--header",
                                "Host: " + HOST,
                                "--header",
                                "X-Forwarded-For: " + CLAIMED,
                                "--user-agent",
                                "EmailSiphon",
                                "http://127.0.0.1:" + port + path);
        assertThat(finished.err()).isEmpty();
        return finished.out();
    }

    private static List<JsonNode> recorded(String ip) throws IOException, InterruptedException {
        return node.installation().journal("ip=" + ip).stream().filter(JsonNode::isObject).toList();
    }

    @ParameterizedTest
    @EnumSource
    void theVisitorIsKnownThrough(FrontServer.Product product)
            throws IOException, InterruptedException {
        String from =
                switch (product) {
                    case NGINX -> "127.0.0.90";
                    case APACHE -> "127.0.0.91";
                    case CADDY -> "127.0.0.92";
                };
        String snippet = printed("--" + product.name().toLowerCase(java.util.Locale.ROOT));
        Path own = Files.createDirectory(folder.resolve(product.name()));
        try (var server = FrontServer.start(product, own, snippet)) {
            assertThat(curl(from, server.port(), "/")).isEqualTo("our own");
            String page = curl(from, server.port(), hiddenLink);
            List<String> links =
                    LINK.matcher(page)
                            .results()
                            .map((MatchResult r) -> r.group(1))
                            .filter(link -> !link.contains(":") && !link.contains("&#"))
                            .toList();
            assertThat(links).isNotEmpty().allMatch(link -> link.startsWith("/archive/"));
            assertThat(curl(from, server.port(), "/archive/")).contains("<title>");
            var pages = new StringBuilder(page); // One page may hide all of its addresses.
            for (String link : links.reversed().subList(0, Math.min(4, links.size()))) {
                pages.append(curl(from, server.port(), link));
            }
            List<String> addresses =
                    ADDRESS.matcher(pages).results().map((MatchResult r) -> r.group()).toList();
            assertThat(addresses).isNotEmpty();
            List<JsonNode> traces = node.installation().trace(addresses.getFirst());
            assertThat(traces).hasSize(1);
            for (JsonNode trace : traces) {
                assertThat(trace.at("/harvest/ip").asText()).isEqualTo(from);
                assertThat(trace.at("/harvest/site").asText()).isEqualTo(HOST);
            }
        }
        assertThat(recorded(from))
                .isNotEmpty()
                .allSatisfy(
                        event ->
                                assertThat(event.path("honeyspam.chain").path(0).asText())
                                        .startsWith("x-forwarded-for 127.0.0.1:" + trapPort()));
    }

    @Test
    void whatAStrangerClaimsIsNotBelieved() throws IOException, InterruptedException {
        assertThat(curl("127.0.0.99", trapPort(), "/archive/")).contains("<title>");
        assertThat(recorded("127.0.0.99"))
                .extracting(event -> event.path("event.action").asText())
                .contains("session_opened", "page_served");
        assertThat(recorded(CLAIMED)).isEmpty();
    }

    /** Not the first one, which takes every visitor for the server that forwards him. */
    @Test
    void itNamesTheListenerThatBelievesForwarders(@TempDir Path other)
            throws IOException, InterruptedException {
        Installation planned = Installation.init(other.resolve("node"));
        Files.writeString(
                planned.configuration(), TABLES.replace("port = 0", "port = 9390"), APPEND);
        assertThat(planned.command("entry", HOST, "--nginx").out())
                .contains("proxy_pass http://127.0.0.1:9390;");
        Program.Finished wrong = planned.command("entry", HOST, "--to", "foo");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--to wants an address and a port");
    }

    @Test
    void whoIsNotBelowAnotherIsTold() throws IOException, InterruptedException {
        Program.Finished finished = node.installation().command("entry", "www.harbour.example");
        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.err()).contains("is not below another");
    }
}
