package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

/** The console of a running node: what programs ask of it, and what it keeps from others. */
@Timeout(180)
final class ConsoleIT {
    private static final String SENDER = "127.0.0.66";
    private static final String SUBJECT = "Cheap <script>alert(1)</script> pills";
    private static final String TEXT = "visit https://pills.example/buy?id=77 before midnight";
    private static final Pattern MINTED = Pattern.compile("[a-z0-9.]+@[a-z.-]+\\.example");
    private static final String TABLES =
            """

            [[listener]]
            service = "dns"
            addresses = ["127.0.0.1"]
            port = 0
            host = "ns1.lindenhof.example"
            """;

    @TempDir private static Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    @SuppressWarnings("NullAway.Init")
    private static Client client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("console", "listen", "\"127.0.0.1:0\"")
                        .set("dnsbl", "zone", "\"bl.example.org\"")
                        .set("dnsbl", "clients", "[\"127.0.0.0/8\"]")
                        .add(TABLES);
        node = installation.start(List.of("-Xmx384m"));
        client = new Client(node.console());
        spam();
        await(client, 2);
    }

    /** Somebody harvests, another sends: so that there is something to see. */
    private static void spam() throws IOException, InterruptedException {
        String page = "http://127.0.0.1:%d/".formatted(node.port(Service.WEB));
        String bait = "";
        List<String> queue = new ArrayList<>(List.of(page));
        for (int i = 0; i < queue.size() && i < 40 && bait.isEmpty(); i++) {
            String html =
                    Program.ofDebian("curl", "curl")
                            .succeed(
                                    "-s",
                                    "-A",
                                    "EmailSiphon",
                                    "--interface",
                                    "127.0.0.65",
                                    queue.get(i))
                            .out();
            var found = MINTED.matcher(html);
            bait = found.find() ? found.group() : "";
            var links = Pattern.compile("href=\"(/[^\"#?]+)\"").matcher(html);
            links.results().map(link -> page + link.group(1).substring(1)).forEach(queue::add);
        }
        assertThat(bait).isNotEmpty();
        String text =
                "Subject: %s\r\nFrom: Ann <ann@shop.example>\r\n\r\n%s\r\n"
                        .formatted(SUBJECT, TEXT);
        SmtpClient.send(node.port(Service.MX), SENDER, "ann@shop.example", bait, text);
        SmtpClient.send(
                node.port(Service.RELAY), SENDER, "ann@shop.example", "bob@b.example", attached());
    }

    private static String attached() {
        return """
        Subject: your invoice
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=xx

        --xx
        Content-Type: text/plain

        see the file
        --xx
        Content-Type: application/octet-stream; name="../../invoice.exe"
        Content-Disposition: attachment; filename="../../invoice.exe"

        MZ this is no program
        --xx--
        """
                .replace("\n", "\r\n");
    }

    /** Waits until so many messages are seen and read. */
    static void await(Client client, int most) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isRead(client.json("/api/v1/messages?limit=1000").path("items"), most)) {
            assertThat(System.nanoTime()).as("the mail is seen in time").isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static boolean isRead(JsonNode items, int most) {
        boolean read = items.size() >= most;
        for (JsonNode item : items) {
            read &= item.hasNonNull("campaign");
        }
        return read;
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (RunningNode ending = node) {
            assertThat(ending.terminate()).isZero();
            assertThat(ending.log()).doesNotContain("Exception", "ERROR");
        }
    }

    @Test
    void everythingThatTheDocumentNamesAnswers() throws IOException, InterruptedException {
        JsonNode paths = client.json("/api/v1/openapi.json").path("paths");
        String message = message().path("id").asText();
        Map<String, String> names =
                Map.of(
                        "{ip}", SENDER,
                        "{id}", message,
                        "{host}", "www." + Installation.DOMAINS.getFirst());
        assertThat(paths.size()).isGreaterThan(20);
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String asked = path.getKey();
            for (Map.Entry<String, String> name : names.entrySet()) {
                asked = asked.replace(name.getKey(), name.getValue());
            }
            if (asked.contains("/campaigns/")) {
                asked = "/api/v1/campaigns/" + message().path("campaign").asText();
            }
            String query = asked.endsWith("/stream") ? "?follow=false&after=start" : "";
            HttpResponse<String> answer = client.get(asked + query);
            assertThat(answer.statusCode()).as(asked + ": " + answer.body()).isEqualTo(200);
            String first = answer.body().lines().findFirst().orElse("");
            assertThat(new ObjectMapper().readTree(first).isContainerNode()).as(asked).isTrue();
        }
    }

    private static JsonNode message() throws IOException, InterruptedException {
        return client.json("/api/v1/messages?service=mx").path("items").get(0);
    }

    @Test
    void aListIsTheSameOnAPageAsJsonAndAsCsv() throws IOException, InterruptedException {
        JsonNode items = client.json("/api/v1/senders").path("items");
        assertThat(items.findValuesAsText("ip")).contains(SENDER);
        String csv = client.get("/api/v1/senders?format=csv").body();
        assertThat(csv).startsWith("ip,origin,first,last,count,deeds\r\n").contains(SENDER);
        assertThat(client.get("/senders").body()).contains(">" + SENDER + "</a>");
        assertThat(client.get("/api/v1/senders?limit=0").statusCode()).isEqualTo(400);
        assertThat(client.get("/api/v1/senders?after=x").body()).contains("no place in the list");
    }

    @Test
    void whatAPeerWroteIsTextOnEveryPage() throws IOException, InterruptedException {
        String id = message().path("id").asText();
        for (String path : List.of("/messages", "/messages/" + id, "/trace?q=" + id)) {
            assertThat(client.get(path).body())
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void nobodyIsLetInWithoutASecret() throws IOException, InterruptedException {
        for (String path :
                List.of("/api/v1/overview", "/metrics", "/live/rows", "/api/v1/stream")) {
            assertThat(client.send("GET", path, "").statusCode()).as(path).isEqualTo(401);
        }
        for (String path : List.of("/", "/messages", "/nothing")) {
            HttpResponse<String> answer = client.send("GET", path, "");
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue("/login");
        }
        assertThat(client.send("GET", "/healthz", "").body()).isEqualTo("ok\n");
        assertThat(client.send("GET", "/readyz", "").body()).isEqualTo("ready\n");
    }

    /** A page of somebody else's, whose name he had point to us. */
    @Test
    void anotherNameIsNotAnswered() throws IOException, InterruptedException {
        assertThat(statusAs("evil.example")).isEqualTo("421");
        assertThat(statusAs("localhost:" + client.base().getPort())).isEqualTo("200");
    }

    private static String statusAs(String host) throws IOException, InterruptedException {
        return Program.ofDebian("curl", "curl")
                .succeed(
                        "-s",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        "-H",
                        "Host: " + host,
                        client.base().resolve("/login").toString())
                .out();
    }

    @Test
    void aFormThatIsNotOursChangesNothing() throws IOException, InterruptedException {
        String cookie = client.cookie();
        String form = "action=add&network=198.18.7.200&reason=test";
        String type = "application/x-www-form-urlencoded";
        HttpResponse<String> bare =
                client.send("POST", "/decisions", form, "Cookie", cookie, "Content-Type", type);
        assertThat(bare.statusCode()).isEqualTo(403);
        HttpResponse<String> foreign =
                client.send(
                        "POST",
                        "/decisions",
                        form,
                        "Cookie",
                        cookie,
                        "Content-Type",
                        type,
                        "Origin",
                        "https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(client.json("/api/v1/decisions").toString()).doesNotContain("198.18.7.200");
    }

    @Test
    void aProgramBlocksAndAllows() throws IOException, InterruptedException {
        String json =
                "{\"action\":\"add\",\"network\":\"198.18.7.0/28\",\"reason\":\"ticket 7\",\"for\":\"2h\"}";
        HttpResponse<String> done = decide(json);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(client.json("/api/v1/decisions").path("items").findValuesAsText("network"))
                .contains("198.18.7.0/28");
        assertThat(
                        decide("{\"action\":\"add\",\"network\":\"198.18.7.3\",\"reason\":\" \"}")
                                .body())
                .contains("reason: why");
        assertThat(decide("{\"action\":\"add\",\"network\":\"9.9.9.9\",\"reason\":\"x\"}").body())
                .contains("9.9.9.9 is never listed: it is a public resolver");
        assertThat(decide("no json").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> decide(String json)
            throws IOException, InterruptedException {
        return client.send(
                "POST",
                "/api/v1/decisions",
                json,
                "Authorization",
                "Bearer " + client.token(),
                "Content-Type",
                "application/json");
    }

    @Test
    void anAttachmentIsHadOnlyInALockedArchive() throws IOException, InterruptedException {
        JsonNode relayed = client.json("/api/v1/messages?service=relay").path("items").get(0);
        String id = relayed.path("id").asText();
        JsonNode part = client.json("/api/v1/messages/" + id).at("/seen/parts/0");
        assertThat(part.path("name").asText()).isEqualTo("../../invoice.exe");
        String hash = part.path("sha256").asText();
        Path zip = folder.resolve("part.zip");
        Files.write(zip, client.bytes("/messages/%s/parts/%s".formatted(id, hash)));
        String listed = Program.ofDebian("unzip", "unzip").succeed("-Z1", zip.toString()).out();
        assertThat(listed.strip()).isEqualTo(hash);
        Program unzip = Program.ofDebian("unzip", "unzip");
        assertThat(unzip.run("-P", "wrong", "-p", zip.toString()).exitCode()).isNotZero();
        String text = unzip.succeed("-P", "infected", "-p", zip.toString()).out();
        assertThat(text).startsWith("MZ this is no program");
        HttpResponse<String> raw = client.get("/messages/%s/raw".formatted(id));
        assertThat(raw.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
    }

    @Test
    void whatAListOfMailShowsIsHadAsAMailbox() throws IOException, InterruptedException {
        Path mbox = folder.resolve("list.mbox");
        Files.write(mbox, client.bytes("/messages.mbox?service=relay"));
        String counted =
                Program.ofDebian("python3", "python3")
                        .succeed(
                                "-c",
                                "import mailbox,sys\n"
                                        + "for m in mailbox.mbox(sys.argv[1]): print(m['Subject'])",
                                mbox.toString())
                        .out();
        List<String> subjects = new ArrayList<>();
        client.json("/api/v1/messages?service=relay")
                .path("items")
                .forEach(item -> subjects.add(item.path("subject").asText()));
        assertThat(counted.lines()).containsExactlyElementsOf(subjects).isNotEmpty();
        assertThat(client.get("/messages?service=relay").body())
                .contains("href=\"/messages.mbox?service=relay\"");
    }

    @Test
    void aStreamGoesOnWhereItWasCutOff() throws IOException, InterruptedException {
        List<String> lines =
                client.get("/api/v1/stream?format=ndjson&follow=false&after=start")
                        .body()
                        .lines()
                        .toList();
        assertThat(lines).hasSizeGreaterThan(20);
        JsonNode tenth = new ObjectMapper().readTree(lines.get(9));
        String cursor = tenth.path("cursor").asText();
        assertThat(tenth.at("/event/event.id").asText()).isNotEmpty();
        String rest =
                client.get("/api/v1/stream?format=ndjson&follow=false&after=" + cursor).body();
        assertThat(rest.lines().limit(5).toList()).isEqualTo(lines.subList(10, 15));
        String events =
                client.send(
                                "GET",
                                "/api/v1/stream?follow=false",
                                "",
                                "Authorization",
                                "Bearer " + client.token(),
                                "Accept",
                                "text/event-stream",
                                "Last-Event-ID",
                                cursor)
                        .body();
        assertThat(events).startsWith("id: ").contains("\ndata: {\"@timestamp\"");
    }

    @Test
    void prometheusCanReadTheMetrics() throws IOException, InterruptedException {
        String text = client.get("/metrics").body();
        assertThat(text)
                .contains("honeyspam_message_size_bytes_bucket{service=\"mx\"")
                .contains("honeyspam_events_total{action=\"message_taken\",service=\"mx\"} ")
                .contains("honeyspam_part_well{name=\"journal\"} 1.0")
                .contains("honeyspam_config_last_reload_successful 1.0")
                .doesNotContain(SENDER, "pills");
        Program.ofDebian("promtool", "prometheus")
                .reading(text.getBytes(UTF_8))
                .succeed("check", "metrics");
    }

    /** It may have nobody left to answer: the services answer all the same. */
    @Test
    void whoHoldsTheConsoleHoldsNoService() throws IOException, InterruptedException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 900; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), client.base().getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 127".getBytes(UTF_8));
                held.add(socket);
            }
        } catch (IOException e) {
            assertThat(held).hasSizeGreaterThan(100); // It takes no more: that is its bound.
        }
        try {
            long start = System.nanoTime();
            try (var smtp = new SmtpClient(node.port(Service.MX), SENDER)) {
                assertThat(smtp.say("HELO a.example")).startsWith("250 ");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }
}
