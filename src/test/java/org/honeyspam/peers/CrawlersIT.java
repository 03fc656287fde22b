package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Crawlers that obey nobody walk eight sites for as many pages as {@code -Dcrawl.pages} says, want
 * more at the end, and every address that they carry off is on record as given to them.
 */
final class CrawlersIT {
    private static final String START = "http://www.lindenhof.example/";
    private static final int PAGES = Integer.getInteger("crawl.pages", 120);
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusMillis(300L * PAGES);
    private static final int ADDRESS_PAGES = 4; // For an address; cewl reads few.
    private static final int SITES_SEEN_MIN = 2;

    /**
     * For each link cewl looks through all that it knows, and it writes a page down once for each
     * way to it: a fourth step never ends.
     */
    private static final String CEWL_DEPTH = "3";

    /** Beside the two of any installation. */
    private static final String SITES =
            site("grafenau-werke.example", "Grafenau Werke", "company", "de")
                    + site("boutique-aubry.example", "Boutique Aubry", "shop", "fr")
                    + site("circolo-torre.example", "Circolo della Torre", "club", "it")
                    + site("foro-rio.example", "Foro del Rio", "forum", "es")
                    + site("elm-faculty.example", "Faculty of Letters", "faculty", "en")
                    + site("long-walk.example", "The Long Walk Diary", "blog", "en");

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    private static String site(String domain, String title, String kind, String language) {
        return """

        [[site]]
        host = "www.%s"
        domain = "%s"
        title = "%s"
        kind = "%s"
        language = "%s"
        """
                .formatted(domain, domain, title, kind, language);
    }

    private final TestReporter reporter;

    CrawlersIT(TestReporter reporter) {
        this.reporter = reporter;
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = WatchedNode.start(folder, "127.0.0.1", SITES);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (WatchedNode ending = node) {
            ending.end();
        }
    }

    /**
     * One of them.
     *
     * @param from the address it comes from, of its own
     */
    private record Crawler(String name, String from) {
        String userAgent() {
            return "Mozilla/5.0 (compatible; %s)".formatted(name);
        }
    }

    @Test
    void wgetIsStillInside() throws IOException, InterruptedException {
        var crawler = new Crawler("wget", "127.0.0.81");
        Path saved = Files.createDirectory(folder.resolve("wget"));
        try (Detour detour = detour(crawler)) {
            Program program = Program.ofDebian("wget", "wget").with("http_proxy", detour.url());
            crawl(
                    detour,
                    program,
                    List.of("-r", "-H", "--level=inf", "-nv", "--tries=1", "--timeout=5"),
                    List.of("-e", "robots=off", "--user-agent=" + crawler.userAgent()),
                    List.of("--directory-prefix=" + saved, START));
            assertStillInside(detour);
        }
        Harvest harvest = Harvest.ofFiles(crawler.from(), crawler.userAgent(), saved);
        assertEachAddressWasGivenTo(crawler, harvest);
    }

    @Test
    void wget2IsStillInside() throws IOException, InterruptedException {
        var crawler = new Crawler("wget2", "127.0.0.82");
        Path saved = Files.createDirectory(folder.resolve("wget2"));
        try (Detour detour = detour(crawler)) {
            Program program = Program.ofDebian("wget2", "wget2").with("http_proxy", detour.url());
            crawl(
                    detour,
                    program,
                    List.of("-r", "-H", "--level=inf", "-q", "--tries=1", "--timeout=5"),
                    List.of("--robots=off", "--user-agent=" + crawler.userAgent()),
                    List.of("--directory-prefix=" + saved, START));
            assertStillInside(detour);
        }
        Harvest harvest = Harvest.ofFiles(crawler.from(), crawler.userAgent(), saved);
        assertEachAddressWasGivenTo(crawler, harvest);
    }

    @Test
    void httrackIsStillInside() throws IOException, InterruptedException {
        var crawler = new Crawler("HTTrack", "127.0.0.83");
        Path saved = Files.createDirectory(folder.resolve("httrack"));
        try (Detour detour = detour(crawler)) {
            crawl(
                    detour,
                    Program.ofDebian("httrack", "httrack"),
                    List.of(START, "-O", saved.toString(), "-P", "127.0.0.1:" + detour.port()),
                    List.of("-e", "-s0", "-R0", "-T5", "-c8", "-%N0", "-q", "-I0", "-C0"),
                    List.of("--disable-security-limits", "-%F", "<!-- -->"),
                    List.of("-F", crawler.userAgent()));
            assertStillInside(detour);
        }
        Harvest harvest = Harvest.ofFiles(crawler.from(), crawler.userAgent(), saved);
        assertEachAddressWasGivenTo(crawler, harvest);
    }

    @Test
    void scrapyIsStillInside() throws IOException, InterruptedException {
        var crawler = new Crawler("Scrapy", "127.0.0.84");
        Path lines = folder.resolve("scrapy.jsonl");
        try (Detour detour = detour(crawler)) {
            Program program =
                    Program.ofDebian("scrapy", "python3-scrapy")
                            .in(folder)
                            .with("http_proxy", detour.url())
                            .with("no_proxy", "");
            crawl(
                    detour,
                    program,
                    List.of("runspider", script("harvester.py"), "--output=" + lines),
                    List.of("--loglevel=CRITICAL", "-astart=" + START, "-afrom=127.0.0.1"),
                    List.of("-sROBOTSTXT_OBEY=False", "-sTELNETCONSOLE_ENABLED=False"),
                    List.of("-sRETRY_ENABLED=False", "-sUSER_AGENT=" + crawler.userAgent()));
            assertStillInside(detour);
        }
        Harvest harvest = Harvest.ofLines(crawler.from(), crawler.userAgent(), lines);
        assertEachAddressWasGivenTo(crawler, harvest);
    }

    @Test
    void simplecrawlerIsStillInside() throws IOException, InterruptedException {
        var crawler = new Crawler("simplecrawler", "127.0.0.85");
        Path modules = Path.of(".ci/node/node_modules").toAbsolutePath();
        assumeTrue(
                Files.isDirectory(modules.resolve("simplecrawler")),
                "simplecrawler is missing; .ci/setup installs it");
        Path lines = folder.resolve("simplecrawler.jsonl");
        try (Detour detour = detour(crawler)) {
            Program.Finished finished =
                    crawl(
                            detour,
                            Program.ofDebian("node", "nodejs"),
                            List.of(script("crawlers/simplecrawler.cjs"), modules.toString()),
                            List.of("" + detour.port(), crawler.userAgent(), START));
            Files.writeString(lines, finished.out());
            assertStillInside(detour);
        }
        Harvest harvest = Harvest.ofLines(crawler.from(), crawler.userAgent(), lines);
        assertEachAddressWasGivenTo(crawler, harvest);
    }

    @Test
    void cewlIsStillInside() throws IOException, InterruptedException {
        var crawler = new Crawler("cewl", "127.0.0.86");
        try (Detour detour = detour(crawler)) {
            Program.Finished finished =
                    crawl(
                            detour,
                            Program.ofDebian("cewl", "cewl"),
                            List.of("-e", "-n", "-o", "-d", CEWL_DEPTH, "-u", crawler.userAgent()),
                            List.of("--proxy_host", "127.0.0.1", "--proxy_port"),
                            List.of("" + detour.port(), START));
            assertStillInside(detour);
            String said = finished.out();
            String found = said.substring(said.indexOf('\n')); // It begins with its author's own.
            Harvest harvest = Harvest.ofText(crawler.from(), crawler.userAgent(), found);
            assertEachAddressWasGivenTo(crawler, harvest);
        }
    }

    @Test
    void chromiumIsStillInsideAndReadsWhatScriptsWrite() throws IOException, InterruptedException {
        var crawler = new Crawler("Chromium", "127.0.0.87");
        Path lines = folder.resolve("chromium.jsonl");
        Path profile = Files.createDirectory(folder.resolve("chromium"));
        try (Detour detour = detour(crawler)) {
            Program.Finished finished =
                    crawl(
                            detour,
                            Program.ofDebian("node", "nodejs"),
                            List.of(script("crawlers/browser.cjs")),
                            List.of(Program.path("chromium", "chromium").toString()),
                            List.of(profile.toString(), "" + detour.port()),
                            List.of(crawler.userAgent(), START));
            Files.writeString(lines, finished.out());
            assertStillInside(detour);
        }
        Harvest harvest = Harvest.ofLines(crawler.from(), crawler.userAgent(), lines);
        Map<String, Integer> forms = assertEachAddressWasGivenTo(crawler, harvest);
        assertThat(forms).containsKeys("script", "entities", "mailto", "mailto_only");
        assertThat(forms).doesNotContainKeys("source", "spelled_out");
    }

    private static String script(String name) {
        return Path.of("src/test/resources/peers", name).toAbsolutePath().toString();
    }

    private static Detour detour(Crawler crawler) throws IOException {
        return Detour.open(crawler.from(), node.port(Service.WEB), PAGES);
    }

    @SafeVarargs
    private static Program.Finished crawl(Detour detour, Program program, List<String>... words)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (List<String> some : words) {
            all.addAll(some);
        }
        // How it ends is its own affair.
        return program.within(PATIENCE)
                .until(detour::hasSeenEnough)
                .run(all.toArray(String[]::new));
    }

    private static void assertStillInside(Detour detour) {
        assertThat(detour.pages()).isEqualTo(PAGES);
        assertThat(detour.hasSeenEnough()).isTrue();
    }

    /** In which forms the addresses stood, and how many in each. */
    private Map<String, Integer> assertEachAddressWasGivenTo(Crawler crawler, Harvest harvest)
            throws IOException, InterruptedException {
        Map<String, String> formOf = new HashMap<>();
        Set<String> sites = new HashSet<>();
        List<JsonNode> events =
                node.installation().journal("action=bait_served", "ip=" + crawler.from());
        for (JsonNode event : events) {
            assertThat(event.path("user_agent.original").asText()).isEqualTo(crawler.userAgent());
            sites.add(event.path("url.domain").asText());
            JsonNode addresses = event.path("honeyspam.bait.addresses");
            for (int i = 0; i < addresses.size(); i++) {
                formOf.put(
                        addresses.path(i).asText(),
                        event.path("honeyspam.bait.forms").path(i).asText());
            }
        }
        Set<String> harvested = harvest.pagesOf().keySet();
        assertThat(harvested).hasSizeGreaterThan(PAGES / ADDRESS_PAGES);
        assertThat(formOf.keySet()).containsAll(harvested);
        assertThat(sites).hasSizeGreaterThanOrEqualTo(SITES_SEEN_MIN);
        Map<String, Integer> forms = new HashMap<>();
        harvested.forEach(address -> forms.merge(formOf.get(address), 1, Integer::sum));
        var told = new TreeMap<String, String>();
        told.put("crawler", crawler.name());
        told.put("pages", "" + PAGES);
        told.put("sites", "" + sites.size());
        told.put("addresses", harvested.size() + " " + forms);
        reporter.publishEntry(told);
        return forms;
    }
}
