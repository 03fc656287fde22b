package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real crawlers harvest, real senders mail what they found, and the trace names the visit. */
@Timeout(120)
final class HarvestIT {
    private static final String START = "http://www.lindenhof.example/";
    private static final String QUOTA = "-Q600k";
    private static final int PAGES_MAX = 80;
    private static final int MAILED = 2;
    private static final Duration WALK = Duration.ofSeconds(40);

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = WatchedNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (WatchedNode ending = node) {
            ending.end();
        }
    }

    @Test
    void whatWgetHarvestsTracesBackToItsVisit() throws IOException, InterruptedException {
        Path saved = wget("127.0.0.21", "EmailSiphon", "-e", "robots=off");
        var harvest = Harvest.ofFiles("127.0.0.21", "EmailSiphon", saved);
        assertEachAddressIsOnRecord(harvest);
        assertMailIsTraced(harvest);
    }

    @Test
    void whatScrapyHarvestsTracesBackToItsVisit() throws IOException, InterruptedException {
        String userAgent = "Mozilla/4.0 (compatible; Scrapy)";
        Path lines = folder.resolve("scrapy.jsonl");
        Program.ofDebian("scrapy", "python3-scrapy")
                .in(folder)
                .within(WALK)
                .with("http_proxy", webServer())
                .with("no_proxy", "")
                .succeed(
                        "runspider",
                        Path.of("src/test/resources/peers/harvester.py")
                                .toAbsolutePath()
                                .toString(),
                        "--output=" + lines,
                        "--loglevel=WARNING",
                        "-astart=" + START,
                        "-afrom=127.0.0.22",
                        "-sROBOTSTXT_OBEY=False",
                        "-sTELNETCONSOLE_ENABLED=False",
                        "-sUSER_AGENT=" + userAgent,
                        "-sCLOSESPIDER_PAGECOUNT=" + PAGES_MAX);
        var harvest = Harvest.ofLines("127.0.0.22", userAgent, lines);
        assertEachAddressIsOnRecord(harvest);
        assertMailIsTraced(harvest);
    }

    @Test
    void whoObeysRobotsTxtSeesNoTrapPage() throws IOException, InterruptedException {
        Path saved = wget("127.0.0.23", "GoodBot/1.0", "-e", "robots=on");
        assertThat(saved.resolve("www.lindenhof.example/robots.txt")).isNotEmptyFile();
        try (Stream<Path> pages = Files.list(saved.resolve("www.lindenhof.example"))) {
            assertThat(pages.filter(page -> page.toString().contains(".htm")))
                    .as("the ordinary pages")
                    .hasSizeGreaterThan(3);
        }
        assertThat(Harvest.ofFiles("127.0.0.23", "GoodBot/1.0", saved).pagesOf()).isEmpty();

        List<JsonNode> events = node.installation().journal("ip=127.0.0.23");
        assertThat(events)
                .filteredOn(event -> event.path("event.action").asText().equals("page_served"))
                .extracting(event -> event.path("honeyspam.page.kind").asText())
                .contains("robots", "home")
                .containsOnly("robots", "home", "plain", "asset");
        assertThat(events)
                .extracting(event -> event.path("event.action").asText())
                .doesNotContain("visit_opened", "bait_served");
    }

    /** Walks all sites, by way of the web server as a proxy, so that no name is looked up. */
    private static Path wget(String from, String userAgent, String... manners)
            throws IOException, InterruptedException {
        Path saved = Files.createDirectory(folder.resolve("wget-" + from));
        List<String> words = new ArrayList<>(List.of(manners));
        words.addAll(List.of("-r", "-H", "--level=4", QUOTA, "--tries=1", "--timeout=5", "-nv"));
        words.addAll(List.of("--bind-address=" + from, "--user-agent=" + userAgent));
        words.addAll(List.of("--directory-prefix=" + saved, START));
        Program.ofDebian("wget", "wget")
                .within(WALK)
                .with("http_proxy", webServer())
                .with("no_proxy", "")
                .succeed(words.toArray(String[]::new));
        return saved;
    }

    private static String webServer() {
        return "http://127.0.0.1:" + node.port(Service.WEB);
    }

    private static void assertEachAddressIsOnRecord(Harvest harvest)
            throws IOException, InterruptedException {
        Map<String, Harvest.Page> recorded = new HashMap<>();
        List<JsonNode> events =
                node.installation().journal("action=bait_served", "ip=" + harvest.ip());
        for (JsonNode event : events) {
            assertThat(event.path("user_agent.original").asText()).isEqualTo(harvest.userAgent());
            var page =
                    new Harvest.Page(
                            event.path("url.domain").asText(), event.path("url.path").asText());
            for (JsonNode address : event.path("honeyspam.bait.addresses")) {
                recorded.put(address.asText(), page);
            }
        }
        assertThat(harvest.pagesOf()).hasSizeGreaterThan(20);
        harvest.pagesOf()
                .forEach((address, pages) -> assertThat(pages).contains(recorded.get(address)));
        assertThat(harvest.pagesOf().values().stream().flatMap(Set::stream))
                .extracting(Harvest.Page::site)
                .contains("www.lindenhof.example", "www.harbour.example");
    }

    private static void assertMailIsTraced(Harvest harvest)
            throws IOException, InterruptedException {
        List<String> addresses = List.copyOf(harvest.pagesOf().keySet());
        List<String> bySwaks = addresses.subList(0, MAILED);
        List<String> bySmtpSource = addresses.subList(addresses.size() - MAILED, addresses.size());
        for (String address : bySwaks) {
            assertThat(swaks(address).exitCode()).isZero();
        }
        for (String address : bySmtpSource) {
            smtpSource(address);
        }
        for (String address : bySwaks) {
            JsonNode mail = assertTraced(harvest, address);
            assertThat(mail.path("ip").asText()).isEqualTo("127.0.0.31");
            assertThat(mail.path("helo").asText()).isEqualTo("pc31.dialup.example");
            assertThat(mail.path("subject").asText()).isEqualTo("only for " + address);
        }
        for (String address : bySmtpSource) {
            JsonNode mail = assertTraced(harvest, address);
            assertThat(mail.path("helo").asText()).isEqualTo("pc32.dialup.example");
        }
        String domain = addresses.getFirst().substring(addresses.getFirst().indexOf('@'));
        Program.Finished refused = swaks("jane.nobody77" + domain);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.out()).contains("<** 550 5.1.1");
    }

    /** The trace of the address: this visit and no other, one mail, which it returns. */
    private static JsonNode assertTraced(Harvest harvest, String address)
            throws IOException, InterruptedException {
        List<JsonNode> traces = node.installation().trace(address);
        assertThat(traces).hasSize(1);
        JsonNode visit = traces.getFirst().path("harvest");
        assertThat(visit.path("ip").asText()).isEqualTo(harvest.ip());
        assertThat(visit.path("userAgent").asText()).isEqualTo(harvest.userAgent());
        assertThat(harvest.pagesOf().get(address))
                .contains(
                        new Harvest.Page(visit.path("site").asText(), visit.path("path").asText()));
        JsonNode mail = traces.getFirst().path("mail");
        assertThat(mail).hasSize(1);
        assertThat(mail.path(0).path("sender").asText()).isEqualTo("offers@pharmacy.example");
        assertThat(mail.path(0).path("service").asText()).isEqualTo("mx");
        return mail.path(0);
    }

    private static Program.Finished swaks(String address) throws IOException, InterruptedException {
        return Program.ofDebian("swaks", "swaks")
                .run(
                        "--server=127.0.0.1",
                        "--port=" + node.port(Service.MX),
                        "--local-interface=127.0.0.31",
                        "--helo=pc31.dialup.example",
                        "--from=offers@pharmacy.example",
                        "--to=" + address,
                        "--header=Subject: only for " + address,
                        "--timeout=10s");
    }

    private static void smtpSource(String address) throws IOException, InterruptedException {
        Program.ofDebian("smtp-source", "postfix")
                .succeed(
                        "-4",
                        "-Mpc32.dialup.example",
                        "-foffers@pharmacy.example",
                        "-t" + address,
                        "127.0.0.1:" + node.port(Service.MX));
    }
}
