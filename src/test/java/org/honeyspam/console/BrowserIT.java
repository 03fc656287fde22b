package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console in Debian's Chromium, driven by Playwright; axe looks at every page. */
@Timeout(240)
final class BrowserIT {
    private static final Path MODULES = Path.of(".ci/node/node_modules").toAbsolutePath();
    private static final String SCRIPT = "src/test/resources/console/browser.cjs";
    private static final Path CORPUS = Path.of("src/test/resources/corpus/spamassassin.zip");
    private static final String SENDER = "127.0.0.66";
    private static final int WORST = 200;

    /** What a page could load, run or lead to by. */
    private static final Pattern BAD =
            Pattern.compile(
                    "(?i)(src|href|background|action)\\s*=(3D)?[\"']?\\s*http|<script|<iframe|<form|"
                            + "\\son\\w+\\s*=|<object|<embed|javascript:|<meta|@import|url\\(");

    @TempDir private static Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    @SuppressWarnings("NullAway.Init")
    private static Client client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        for (String module : List.of("playwright-core", "axe-core")) {
            assumeTrue(
                    Files.isDirectory(MODULES.resolve(module)),
                    module + " is missing; .ci/setup installs it");
        }
        Program.path("chromium", "chromium");
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("console", "listen", "\"127.0.0.1:0\"")
                        .set("dnsbl", "zone", "\"bl.example.org\"")
                        .set("dnsbl", "clients", "[\"127.0.0.0/8\"]")
                        .add(
                                """

                                [[listener]]
                                service = "dns"
                                addresses = ["127.0.0.1"]
                                port = 0
                                host = "ns1.lindenhof.example"
                                """);
        node = installation.start(List.of("-Xmx512m"));
        client = new Client(node.console());
        try (var relay = new SmtpClient(node.port(Service.RELAY), SENDER)) {
            relay.say("HELO pc66.example");
            for (String message : worst()) {
                send(relay, message);
            }
            send(relay, "Subject: a parcel for you\r\n\r\nIt waits in the harbour.\r\n");
            relay.say("QUIT");
        }
        ConsoleIT.await(client, WORST + 1);
    }

    /** Those whose HTML would do most, the worst first. */
    private static List<String> worst() throws IOException {
        Map<String, Long> badness = new TreeMap<>();
        try (var archive = new ZipFile(CORPUS.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                byte[] bytes = archive.getInputStream(entry).readAllBytes();
                String text = new String(bytes, ISO_8859_1);
                if (text.toLowerCase(java.util.Locale.ROOT).contains("text/html")) {
                    String message =
                            text.startsWith("From ") ? text.replaceFirst(".*\n", "") : text;
                    badness.put(message, BAD.matcher(message).results().count());
                }
            }
        }
        return badness.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(WORST)
                .map(entry -> entry.getKey().replace("\r", "").replace("\n", "\r\n"))
                .toList();
    }

    private static void send(SmtpClient relay, String message) throws IOException {
        relay.say("MAIL FROM:<spam@shop.example>");
        relay.say("RCPT TO:<victim@b.example>");
        relay.say("DATA");
        String stuffed = message.replaceAll("(?m)^\\.", "..");
        String end = stuffed.endsWith("\r\n") ? "." : "\r\n.";
        assertThat(relay.say(stuffed + end)).startsWith("250 ");
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (node != null) {
            try (RunningNode ending = node) {
                assertThat(ending.terminate()).isZero();
                assertThat(ending.log()).doesNotContain("Exception", "ERROR");
            }
        }
    }

    @Test
    void everyPageIsWholeFitsAndKeepsNobodyOut() throws IOException, InterruptedException {
        JsonNode message = client.json("/api/v1/messages").path("items").get(1);
        List<String> paths = new ArrayList<>();
        for (String path :
                client.json("/api/v1/openapi.json").path("paths").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList()) {
            String page = path.replace("/api/v1", "").replace("/overview", "/");
            if (!page.equals("/stream")) {
                paths.add(
                        page.replace("{ip}", SENDER)
                                .replace("{host}", "www." + Installation.DOMAINS.getFirst())
                                .replace(
                                        "/messages/{id}",
                                        "/messages/" + message.path("id").asText())
                                .replace(
                                        "/campaigns/{id}",
                                        "/campaigns/" + message.path("campaign").asText()));
            }
        }
        paths.addAll(List.of("/live", "/search?q=parcel", "/trace?q=" + SENDER));
        assertThat(browse("pages", Map.of("paths", paths))).isEmpty();
    }

    @Test
    void anOperatorsDayWorks() throws IOException, InterruptedException {
        Map<String, Object> more =
                Map.of(
                        "subject", "a parcel for you",
                        "text", "It waits in the harbour.",
                        "blocked", "198.18.7.99",
                        "spammer", "127.0.0.67",
                        "port", node.port(Service.MX));
        assertThat(browse("day", more)).isEmpty();
        String answer =
                Program.ofDebian("dig", "bind9-dnsutils")
                        .succeed(
                                "@127.0.0.1",
                                "-p",
                                "" + node.port(Service.DNS),
                                "+short",
                                "99.7.18.198.bl.example.org")
                        .out();
        assertThat(answer).startsWith("127.0.0.");
    }

    @Test
    void theWorstSpamAsksNobodyForAnything() throws IOException, InterruptedException {
        List<String> ids =
                client.json("/api/v1/messages?limit=1000").path("items").findValuesAsText("id");
        assertThat(ids).hasSize(WORST + 1);
        // The newest is our own, and no HTML.
        assertThat(browse("mail", Map.of("ids", ids.subList(1, ids.size())))).isEmpty();
    }

    private static String browse(String task, Map<String, ?> more)
            throws IOException, InterruptedException {
        String base = client.base().toString().replaceFirst("/$", "");
        return Program.ofDebian("node", "nodejs")
                .within(Duration.ofSeconds(150))
                .succeed(
                        SCRIPT,
                        MODULES.toString(),
                        task,
                        base,
                        client.token(),
                        new ObjectMapper().writeValueAsString(more))
                .out();
    }
}
