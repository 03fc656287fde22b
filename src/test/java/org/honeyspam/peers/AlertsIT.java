package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Postfix, a real rsyslog and a web server are told what happens. */
@Timeout(200)
final class AlertsIT {
    private static final Pattern MAZE = Pattern.compile("<a href=\"(/[^\"]+/[^\"]*)\"");
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9.]+@[a-z]+\\.example");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(5);
    private static final String CHIEF = "chief@box.example";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Installation installation;
    private final HttpServer web;
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> authorized = new CopyOnWriteArrayList<>();
    private volatile int webAnswer = 204;

    AlertsIT(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.installation = Installation.init(folder.resolve("node"));
        var any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        this.web = HttpServer.create(any, 0);
    }

    @BeforeEach
    void listen() {
        web.createContext(
                "/hook",
                exchange -> {
                    authorized.add(
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                    posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(webAnswer, -1);
                    exchange.close();
                });
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    private void set(String key, String literal) throws IOException {
        installation.set("alerts", key, literal);
    }

    private void tellTheWeb() throws IOException {
        Files.writeString(installation.folder().resolve("token"), "s3cret\n");
        set("webhook", "\"http://127.0.0.1:%d/hook\"".formatted(web.getAddress().getPort()));
        set("webhook_token_file", "\"token\"");
        set("group_time", "\"1s\"");
        set("per_hour_max", "100");
        set("campaign_size_min", "2");
    }

    private static <T> void await(Callable<T> what, Pattern... wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String got = String.valueOf(what.call());
            if (List.of(wanted).stream().allMatch(pattern -> pattern.matcher(got).find())) {
                return;
            }
            if (System.nanoTime() > deadline) {
                assertThat(got).as("not all is there").contains(List.of(wanted).toString());
            }
            Thread.sleep(100);
        }
    }

    private static String curl(String... arguments) throws IOException, InterruptedException {
        return Program.ofDebian("curl", "curl").succeed(arguments).out();
    }

    private static String harvest(RunningNode node) throws IOException, InterruptedException {
        String site = "http://127.0.0.1:" + node.port(Service.WEB);
        var links = MAZE.matcher(curl("-sS", "--interface", "127.0.0.20", site + "/"));
        while (links.find()) {
            String page = curl("-sS", "--interface", "127.0.0.20", site + links.group(1));
            var address = ADDRESS.matcher(page);
            if (address.find()) {
                return address.group();
            }
        }
        throw new AssertionError("no address on the pages that the home page leads to");
    }

    private static void mail(RunningNode node, String address, String source) throws IOException {
        String text = "Subject: Buy [pills] at http://pills.example\r\n\r\nour pills are cheap\r\n";
        String answer =
                SmtpClient.send(
                        node.port(Service.MX), source, "offers@pills.example", address, text);
        assertThat(answer).startsWith("250");
    }

    @Test
    void eachPlaceIsToldOfEachRule() throws Exception {
        tellTheWeb();
        set("disk_used_percent_max", "3");
        set("doctor_every", "\"10s\"");
        try (DropBox box = DropBox.make(folder.resolve("box"), "may", 0).start();
                LogReceiver log = LogReceiver.start(folder.resolve("log"))) {
            set("mail_to", "[\"%s\"]".formatted(CHIEF));
            set("mail_from", "\"honeyspam@trap.example\"");
            set("smart_host", "\"%s:25\"".formatted(box.ip()));
            set("syslog", "\"tcp://127.0.0.1:%d\"".formatted(log.port()));
            set("smart_host_tls", "\"starttls\"");
            assertThat(installation.command("alert", "test"))
                    .satisfies(
                            said -> {
                                assertThat(said.exitCode()).isEqualTo(1);
                                assertThat(said.out()).contains("NOT sent: ", "PKIX");
                            });
            set("smart_host_tls", "\"auto\"");
            assertThat(installation.command("alert", "test").out())
                    .contains("mail to " + CHIEF, "webhook to http://127.0.0.1", "syslog to")
                    .doesNotContain("NOT");
            try (RunningNode node = installation.start()) {
                String address = harvest(node);
                mail(node, address, "127.0.0.30");
                mail(node, address, "127.0.0.31");
                curl(
                        "-sS",
                        "--interface",
                        "127.0.0.40",
                        "--proxy",
                        "127.0.0.1:" + node.port(Service.PROXY),
                        "http://azenv.net/");
                Path key = installation.folder().resolve("secret.key");
                Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
                Pattern[] all = {
                    Pattern.compile("first mail for visit .*" + Pattern.quote(address)),
                    Pattern.compile(
                            "new campaign .* Buy \\[pills\\] at hxxp://pills\\[\\.\\]example"),
                    Pattern.compile(
                            "127\\.0\\.0\\.40 tests the proxy: GET hxxp://azenv\\[\\.\\]net"),
                    Pattern.compile("% of the disk are used"),
                    Pattern.compile("doctor: .*secret\\.key")
                };
                await(() -> unfolded(box.messages(CHIEF)), all);
                await(() -> posted, all);
                await(log::lines, all);
                assertThat(log.lines())
                        .anyMatch(
                                line ->
                                        line.contains("daemon.notice honeyspam honeyspam probe")
                                                && line.contains("source.ip=\"127.0.0.40\""));
                assertThat(authorized).containsOnly("Bearer s3cret");
                assertThat(box.messages(CHIEF))
                        .allMatch(message -> message.contains("\nAuto-Submitted: auto-generated"));
                assertThat(installation.command("status").exitCode()).isZero();
                assertThat(node.terminate()).isZero();
            }
            assertThat(installation.journal("action=alert_sent"))
                    .allMatch(event -> event.path("event.outcome").asText().equals("sent"))
                    .extracting(event -> event.path("honeyspam.alert.way").asText())
                    .contains("mail", "webhook", "syslog");
        }
    }

    private static String unfolded(List<String> messages) {
        return String.join("\n", messages).replaceAll("=\\r?\\n", "");
    }

    @Test
    void whatWasNotToldBeforeAKillIsToldAfterItAndNothingTwice() throws Exception {
        tellTheWeb();
        set("rules", "[\"harvest_mailed\"]");
        set("group_time", "\"1h\"");
        String address;
        try (RunningNode node = installation.start()) {
            address = harvest(node);
            mail(node, address, "127.0.0.30");
            await(node::log, Pattern.compile("Alert harvest_mailed"));
            node.kill();
        }
        assertThat(posted).isEmpty();
        set("group_time", "\"1s\"");
        try (RunningNode node = installation.start()) {
            await(() -> posted, Pattern.compile(Pattern.quote(address)));
            assertThat(node.terminate()).isZero();
        }
        try (RunningNode node = installation.start()) {
            mail(node, address, "127.0.0.32");
            await(
                    () -> installation.trace(address).getFirst().path("mail").size(),
                    Pattern.compile("^2$"));
            Thread.sleep(SEVERAL_LOOKS);
            assertThat(node.terminate()).isZero();
        }
        assertThat(posted).hasSize(1);
        JsonNode told = JSON.readTree(posted.getFirst());
        assertThat(told.path("node").asText()).isEqualTo("honeyspam");
        assertThat(told.at("/alerts/0/rule").asText()).isEqualTo("harvest_mailed");
        assertThat(told.at("/alerts/0/fields/source.ip").asText()).isEqualTo("127.0.0.30");
    }

    @Test
    void aPlaceThatDoesNotTakeItIsSeenInTheStatusAndIsLostNothing() throws Exception {
        tellTheWeb();
        set("rules", "[\"disk\"]");
        set("disk_used_percent_max", "3");
        webAnswer = 503;
        Program.Finished tried = installation.command("alert", "test");
        assertThat(tried.exitCode()).isEqualTo(1);
        assertThat(tried.out()).contains("NOT sent: it answers 503");
        try (RunningNode node = installation.start()) {
            await(
                    () -> installation.command("status").out(),
                    Pattern.compile("alerts.*webhook: it answers 503; 1 wait"));
            assertThat(installation.command("status").exitCode()).isEqualTo(1);
            assertThat(installation.journal("action=alert_sent"))
                    .singleElement()
                    .satisfies(
                            event ->
                                    assertThat(event.path("event.outcome").asText())
                                            .isEqualTo("failed"));
            // Another configuration holds at once, and what waits is told, once.
            webAnswer = 200;
            set("per_hour_max", "7");
            assertThat(installation.command("reload").exitCode()).isZero();
            await(() -> posted.size(), Pattern.compile("^3$"));
            await(() -> installation.command("status").exitCode(), Pattern.compile("^0$"));
            assertThat(node.log().lines().filter(line -> line.contains("Alert disk"))).hasSize(1);
            assertThat(posted.getLast()).contains("% of the disk are used");
            assertThat(node.terminate()).isZero();
        }
    }

    @Test
    void withoutAPlaceThereIsNothingToTry() throws IOException, InterruptedException {
        Program.Finished tried = installation.command("alert", "test");
        assertThat(tried.exitCode()).isEqualTo(1);
        assertThat(tried.err()).contains("[alerts] names no place: set mail_to, webhook or syslog");
    }
}
