package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sites of the world, as somebody sees them through a proxy. */
class ForeignSitesTest {
    private static final int CASES = 300;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"#?]*)");
    private static final List<String> HOSTS =
            List.of("www.bookshop.example", "some-forum.test", "blog.nobody.de", "192.0.2.80");

    private final Sites sites = TestSites.make();

    private static Peer peer(String address) {
        Peer usual = TestNode.peer("proxy", 3128);
        return new Peer(
                usual.session(),
                usual.service(),
                new Endpoint(InetAddress.ofLiteral(address), 40_000),
                usual.local(),
                List.of(),
                null);
    }

    private Site.Page page(String host, String path) {
        return page(sites, host, path, "192.0.2.7");
    }

    private static Site.Page page(Sites sites, String host, String path, String address) {
        return sites.elsewhere(host).anyPage(path, peer(address), "agent", NOW);
    }

    private static String text(Site.Page page) {
        return new String(page.body(), UTF_8);
    }

    private static List<String> links(Site.Page page) {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(text(page));
        while (matcher.find()) {
            String link = matcher.group(1);
            boolean mail = link.startsWith("mailto:") || link.startsWith("&"); // Hidden ones too.
            if (!mail && !link.isEmpty()) {
                links.add(link);
            }
        }
        return links;
    }

    @Test
    void aPageIsTheSameAtEachRequest() {
        Sites later = TestSites.make();
        for (String host : HOSTS) {
            for (String path : List.of("/", "/a/b.html", "/item.php?id=7", "/robots.txt")) {
                String first = text(page(host, path));
                assertThat(text(page(host, path))).isEqualTo(first);
                assertThat(text(page(later, host, path, "192.0.2.7"))).isEqualTo(first);
            }
        }
    }

    @Test
    void onlyTheAddressesDependOnTheVisitor() {
        for (String host : HOSTS) {
            Site.Page one = page(host, "/a/b.html");
            Site.Page other = page(sites, host, "/a/b.html", "198.51.100.200");
            assertThat(links(other)).isEqualTo(links(one));
            assertThat(other.modified()).isEqualTo(one.modified());
            assertThat(addresses(other)).doesNotContainAnyElementsOf(addresses(one));
        }
    }

    private static List<String> addresses(Site.Page page) {
        return Objects.requireNonNull(page.grant()).addresses();
    }

    @Test
    void hostsAndPathsDiffer() {
        List<String> texts = new ArrayList<>();
        for (String host : HOSTS) {
            for (String path : List.of("/", "/a", "/b.html", "/b.html?c=1")) {
                texts.add(text(page(host, path)));
            }
        }
        assertThat(texts).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "www.bookshop.example, SHOP",
        "shop.nobody.example, SHOP",
        "the-shoe-store.example, SHOP",
        "carforum.example, FORUM",
        "myblog.example, BLOG",
        "tennisclub.example, CLUB",
        "www.university.example, FACULTY"
    })
    void aNameTellsWhatItsSiteIs(String host, SiteKind kind) {
        var keyed = new Keyed("key".getBytes(US_ASCII));
        assertThat(new Profile(ForeignSites.named(host), keyed, TestSites.CORPUS).kind)
                .isEqualTo(kind);
    }

    @Test
    void thePagesHoldAddressesThatAreRecognised() {
        for (String host : HOSTS) {
            List<String> addresses = addresses(page(host, "/"));
            assertThat(addresses).isNotEmpty();
            for (String address : addresses) {
                assertThat(sites.recognise(address)).isEqualTo(address);
            }
        }
    }

    @Test
    void linksLeadToPagesThatExistOnTheSameHost() {
        for (String host : HOSTS) {
            Site site = sites.elsewhere(host);
            for (String path : List.of("/", "/a/b.html", "/item.php?id=7")) {
                List<String> links = links(page(host, path));
                assertThat(links).isNotEmpty();
                for (String link : links) {
                    assertThat(link).startsWith("/");
                    assertThat(site.has(link)).as(host + link).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x.gif", "/img/a.PNG", "/b.jpg", "/s.css", "/s.js", "/favicon.ico"})
    void whatIsNamedLikeAFileIsOneAndHasNoAddresses(String path) {
        Site.Page page = page("www.bookshop.example", path);
        assertThat(page.kind()).isEqualTo(Site.Kind.ASSET);
        assertThat(page.type()).doesNotContain("html");
        assertThat(page.body()).isNotEmpty();
        assertThat(page.grant()).isNull();
    }

    @Test
    void anyNameHasASiteAndAnyPathAPage() {
        for (long seed = 0; seed < CASES; seed++) {
            var noise = new Noise(seed, Words.PROXY);
            String host = seed % 2 == 0 ? noise.line() : noise.line().replaceAll("[^a-z.-]", "");
            Site.Page page = page(host, "/" + noise.line());
            assertThat(page.body()).as("seed " + seed).isNotEmpty();
        }
    }

    @Test
    void theSitesOfTheWorldKnowNoneOfOurs() {
        String ours = sites.all().getFirst().host();
        for (String host : HOSTS) {
            assertThat(text(page(host, "/a/b.html")) + text(page(host, "/"))).doesNotContain(ours);
        }
    }
}
