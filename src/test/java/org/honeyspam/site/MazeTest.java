package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the maze, seen by walking it. */
class MazeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern LINK = Pattern.compile("<a href=\"(?!mailto:|&#)([^\"]+)\"");
    private static final Pattern MAIL = Pattern.compile("(?m)^EMAIL.*:(.*?)\r?$");
    private static final int WALK = 300;

    private final Sites sites = TestSites.make();

    private static Peer visitor(String ip) {
        Peer web = TestNode.peer("web", 80);
        var source = new Endpoint(InetAddress.ofLiteral(ip), 40_000);
        return new Peer(web.session(), web.service(), source, web.local(), List.of(), null);
    }

    /** The page as the visitor sees it; the empty text if there is none. */
    private String see(String ip, URI url) {
        return see(sites, ip, url);
    }

    private static String see(Sites sites, String ip, URI url) {
        Site.Page page = sites.site(url.getHost()).page(url.getPath(), visitor(ip), "agent", NOW);
        return page == null ? "" : new String(page.body(), UTF_8);
    }

    private static List<URI> links(URI from, String page) {
        return LINK.matcher(page).results().map(found -> from.resolve(found.group(1))).toList();
    }

    /** All that the visitor is given, in whatever form. */
    private List<String> given(String ip, URI url) {
        return given(sites, ip, url);
    }

    private static List<String> given(Sites sites, String ip, URI url) {
        Site.Page page = sites.site(url.getHost()).page(url.getPath(), visitor(ip), "agent", NOW);
        return page == null || page.grant() == null ? List.of() : page.grant().addresses();
    }

    /** The first pages of the maze that a crawler meets, breadth first. */
    private List<URI> walk() {
        var open = new ArrayDeque<URI>(List.of(URI.create("http://www.one.example/")));
        var seen = new HashSet<URI>(open);
        List<URI> maze = new ArrayList<>();
        while (maze.size() < WALK) {
            URI url = open.remove();
            String page = see("192.0.2.1", url);
            assertThat(page).as("a link leads to a page: " + url).isNotEmpty();
            if (page.contains("noindex, nofollow")) {
                maze.add(url);
            }
            links(url, page).stream().filter(seen::add).forEach(open::add);
        }
        assertThat(open.size()).as("the maze widens").isGreaterThan(WALK);
        return maze;
    }

    @Test
    void everyPageHasLinksAndAddressesInRange() {
        Set<String> hosts = new HashSet<>();
        for (URI url : walk()) {
            // A visitor who has not had his share of addresses yet.
            String page = see("192.0.2." + (2 + Math.floorMod(url.hashCode(), 200)), url);
            assertThat(links(url, page)).as(url.toString()).hasSizeBetween(2, 20);
            links(url, page).forEach(link -> hosts.add(link.getHost()));
        }
        assertThat(hosts).containsExactlyInAnyOrder("www.one.example", "www.two.example");
    }

    @Test
    void aFreshVisitorGetsAddressesInRange() {
        List<URI> maze = walk();
        Set<Integer> counts = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            counts.add(given("198.51.100." + i, maze.get(i)).size());
        }
        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(2, 20));
        assertThat(counts).as("they vary").hasSizeGreaterThan(10);
    }

    @Test
    void theRangesAreTheConfiguredOnes() {
        var narrow =
                new Configuration.Web(
                        3,
                        3,
                        1,
                        1,
                        20,
                        false,
                        List.of(),
                        8_190,
                        100,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        100,
                        65_536);
        Sites few = TestSites.make(narrow);
        for (String path : few.all().getFirst().mazePaths(50)) {
            var url = URI.create("http://www.one.example" + path);
            assertThat(links(url, see(few, "192.0.2.1", url))).as(path).hasSize(3);
            assertThat(given(few, "192.0.2.1", url)).hasSize(1);
        }
    }

    @Test
    void theSamePageIsSeenByAllButForTheAddresses() {
        for (URI url : walk().subList(0, 100)) {
            String mine = see("203.0.113.1", url);
            assertThat(see("203.0.113.1", url)).as("at a reload").isEqualTo(mine);
            String yours = see("2001:db8::1", url);
            assertThat(given("203.0.113.1", url))
                    .doesNotContainAnyElementsOf(given("2001:db8::1", url));
            assertThat(masked(yours, given("2001:db8::1", url)))
                    .isEqualTo(masked(mine, given("203.0.113.1", url)));
        }
    }

    /** A page without its addresses, whatever they look like. */
    private static String masked(String page, List<String> given) {
        String text = page.replaceAll("<script>.*?</script>", "[script]");
        text = text.replaceAll("<a href=\"&#109;&#97;ilto.*?</a>", "[entities]");
        for (String address : given) { // Plain, or with words between its parts.
            text = text.replaceAll(address.replaceAll("[.@]", "[^<>]{1,12}?"), "[address]");
        }
        return text;
    }

    @Test
    void anotherNodeWithTheSameKeyHasTheSamePages() {
        var url = URI.create("http://www.two.example/");
        assertThat(see(TestSites.make(), "192.0.2.1", url)).isEqualTo(see("192.0.2.1", url));
    }

    @Test
    void robotsTxtForbidsEveryPageOfTheMaze() {
        for (URI url : walk()) {
            String robots = see("192.0.2.9", url.resolve("/robots.txt"));
            List<String> forbidden =
                    robots.lines()
                            .filter(line -> line.startsWith("Disallow: "))
                            .map(line -> line.substring(10))
                            .toList();
            assertThat(forbidden).anyMatch(url.getPath()::startsWith);
        }
    }

    @ParameterizedTest(name = "mutation of seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsNotAPathOfTheMazeIsNotFound(long seed) {
        var dice = new java.util.SplittableRandom(seed);
        List<URI> maze = walk();
        int found = 0;
        int tried = 20_000;
        for (int i = 0; i < tried; i++) {
            var path = new StringBuilder(maze.get(dice.nextInt(maze.size())).getPath());
            int at = 1 + dice.nextInt(path.length() - 1);
            path.setCharAt(at, (char) ('a' + dice.nextInt(26)));
            String mutated = path.toString();
            boolean index = mutated.endsWith("/"); // Of another letter, or another year.
            boolean changed =
                    !index && maze.stream().noneMatch(url -> url.getPath().equals(mutated));
            boolean page =
                    sites.site("www.one.example").page(mutated, visitor("192.0.2.1"), "agent", NOW)
                            != null;
            found += changed && page ? 1 : 0;
        }
        // One of 30,000 and more is right by chance.
        assertThat(found).isLessThanOrEqualTo(tried / 10_000);
    }

    @Test
    void onlyABoundedNumberOfAddressesIsGivenToAVisit() {
        Set<String> given = new HashSet<>();
        for (URI url : walk()) {
            given.addAll(given("192.0.2.77", url));
        }
        int max = TestNode.bait(Configuration.BaitStyle.NATURAL).addressesPerVisitMax();
        assertThat(given).as("a visit is of one site, and there are two").hasSize(2 * max);
    }

    @Test
    void pathsAreOfRealWordsAndDiffer() {
        List<String> paths = walk().stream().map(url -> url.getHost() + url.getPath()).toList();
        assertThat(paths).doesNotHaveDuplicates();
        assertThat(paths)
                .allMatch(path -> path.split("/", -1).length <= 6, "five segments at most")
                .allMatch(path -> path.matches("[a-z.]+(/[~A-Za-z0-9-]+)*(/|\\.s?html?|\\.vcf)"));
    }

    /** Also when he had his share: then in the form that it had before. */
    @Test
    void everyAddressOfACardOrAFileIsOnRecordAsThat() {
        Set<String> asCard = new HashSet<>();
        int cards = 0;
        for (Site site : sites.all()) {
            for (String path : site.mazePaths(400)) {
                var url =
                        URI.create("http://" + site.host() + path.replaceAll("\\.[a-z]+$", ".vcf"));
                Site.Page page = site.page(url.getPath(), visitor("192.0.2.3"), "agent", NOW);
                if (page != null && page.grant() != null) {
                    cards++;
                    page.grant().shown().stream()
                            .filter(one -> one.form().equals("vcard"))
                            .forEach(one -> asCard.add(one.address()));
                    assertThat(MAIL.matcher(new String(page.body(), UTF_8)).results())
                            .allSatisfy(mail -> assertThat(asCard).contains(mail.group(1)));
                }
                see("192.0.2.3", URI.create("http://" + site.host() + path));
            }
        }
        assertThat(cards).isGreaterThan(50);
    }

    /** Whoever sees a page looks for the folder it is in. */
    @Test
    void theFoldersOfEveryPageAreThere() {
        for (Site site : sites.all()) {
            for (String path : site.mazePaths(WALK)) {
                for (int end = path.lastIndexOf('/');
                        end > 0;
                        end = path.lastIndexOf('/', end - 1)) {
                    String folder = path.substring(0, end + 1);
                    assertThat(site.isFolder(folder)).as(folder).isTrue();
                    assertThat(site.isFolder(folder.substring(0, end) + "q/")).isFalse();
                }
            }
        }
    }

    @Test
    void noFolderIsThereInOtherLetters() {
        for (Site site : sites.all()) {
            for (String path : site.mazePaths(WALK)) {
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                String other = folder.toUpperCase(java.util.Locale.ROOT);
                assertThat(site.isFolder(other)).as(other).isEqualTo(other.equals(folder));
                assertThat(site.has(other)).as(other).isEqualTo(other.equals(folder));
            }
        }
    }
}
