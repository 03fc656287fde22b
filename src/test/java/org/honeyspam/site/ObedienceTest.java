package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Treatment;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.site.Crawlers.Purpose;
import org.honeyspam.site.Obedience.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is shown what, and what is remembered of him. */
final class ObedienceTest {
    private static final String HOST = "www.one.example";
    private static final String GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1)";
    private static final Configuration.Bait LIMITS = TestNode.bait(Configuration.BaitStyle.NATURAL);

    private Instant now = Instant.parse("2026-03-04T12:00:00Z");
    private Standing dns = Standing.ASKED;
    private final Obedience obedience =
            new Obedience(Crawlers.builtIn(), TestNode.CRAWLERS, LIMITS, (claim, peer, at) -> dns);

    private static Peer from(String ip) {
        Peer usual = TestNode.peer("web", 80);
        var source = new Endpoint(InetAddress.ofLiteral(ip), 40_000);
        return new Peer(usual.session(), "web", source, usual.local(), List.of(), null);
    }

    private Obedience.Guest guest(String ip, String userAgent) {
        return obedience.guest(from(ip), userAgent, HOST, now);
    }

    @ParameterizedTest
    @CsvSource({
        "ASKED, PASS",
        "CONFIRMED, PASS",
        "UNKNOWN, PASS",
        "NOT_ASKED, PASS",
        "DENIED, ADDRESSES"
    })
    void aSearchEngineIsTakenForOneUntilThatIsDisproved(Standing standing, Treatment shown) {
        dns = standing;
        Obedience.Guest guest = guest("192.0.2.7", GOOGLE);
        assertThat(guest.treatment()).isEqualTo(shown);
        assertThat(guest.standing()).isEqualTo(standing);
        assertThat(guest.purpose()).isEqualTo(Purpose.SEARCH);
        assertThat(guest.crawler()).isEqualTo("Googlebot");
    }

    @ParameterizedTest
    @CsvSource({
        "GPTBot/1.2, AI_TRAINING, MAZE",
        "ChatGPT-User/1.0, AI_ASSISTANT, PASS",
        "DuckDuckBot/1.1, SEARCH, PASS",
        "EmailSiphon, UNKNOWN, ADDRESSES"
    })
    void whoPublishesNoNamesIsNotLookedUp(String agent, Purpose purpose, Treatment shown) {
        dns = Standing.DENIED;
        Obedience.Guest guest = guest("192.0.2.7", agent);
        assertThat(guest.standing()).isEqualTo(Standing.NOT_ASKED);
        assertThat(guest.purpose()).isEqualTo(purpose);
        assertThat(guest.treatment()).isEqualTo(shown);
    }

    @Test
    void aWalkIsOfANetworkAnAgentAndASite() {
        Obedience.Walk walk = guest("2001:db8::1", "a").walk();
        walk.readRobots();
        assertThat(guest("2001:db8::2", "a").walk()).isSameAs(walk);
        assertThat(guest("2001:db8:0:1::1", "a").walk()).isNotSameAs(walk);
        assertThat(guest("2001:db8::1", "b").walk().hasReadRobots()).isFalse();
        assertThat(obedience.guest(from("2001:db8::1"), "a", "www.two.example", now).walk())
                .isNotSameAs(walk);
    }

    @Test
    void aWalkIsGreetedAndEntersOnce() {
        Obedience.Walk walk = guest("192.0.2.7", GOOGLE).walk();
        assertThat(walk.greet()).isTrue();
        assertThat(walk.greet()).isFalse();
        assertThat(walk.enter()).isTrue();
        assertThat(walk.enter()).isFalse();
    }

    @Test
    void aWalkEndsWhenNobodyGoesOnWithIt() {
        Obedience.Walk walk = guest("192.0.2.7", "a").walk();
        now = now.plus(LIMITS.visitIdleMax());
        assertThat(guest("192.0.2.7", "a").walk()).isSameAs(walk);
        now = now.plus(LIMITS.visitIdleMax()).plus(Duration.ofSeconds(1));
        assertThat(guest("192.0.2.7", "a").walk()).isNotSameAs(walk);
    }

    @Test
    void noMoreWalksAreRememberedThanIsSet() {
        Obedience.Walk kept = guest("192.0.2.7", "kept").walk();
        for (int i = 0; i < 10 * LIMITS.visitsRememberedMax(); i++) {
            guest("192.0.2.7", "agent " + i);
            assertThat(guest("192.0.2.7", "kept").walk()).isSameAs(kept);
        }
        assertThat(obedience.walks()).isEqualTo(LIMITS.visitsRememberedMax());
    }

    @Test
    void whoPassesSeesTheOrdinaryPagesAndNoWayIntoTheMaze() {
        for (Site site : TestSites.make().all()) {
            Peer peer = from("192.0.2.7");
            for (String path : site.openPaths()) {
                Site.Page passing = requireNonNull(site.openPage(path, peer), path);
                Site.Page usual = requireNonNull(site.page(path, peer, "any", now), path);
                String text = new String(passing.body(), UTF_8);
                if (passing.type().equals("text/html")) {
                    assertThat(text).contains("<html").doesNotContain("@");
                    site.forbidden()
                            .forEach(
                                    prefix ->
                                            assertThat(text)
                                                    .as(path)
                                                    .doesNotContain("href=\"" + prefix));
                } else {
                    assertThat(passing.body()).isEqualTo(usual.body());
                }
            }
            for (String path : site.mazePaths(50)) {
                assertThat(site.has(path)).isTrue();
                assertThat(site.hasOpen(path)).isFalse();
                assertThat(site.openPage(path, peer)).isNull();
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                assertThat(site.isOpenFolder(folder)).isEqualTo(folder.equals("/"));
            }
        }
    }

    @Test
    void theMazeWithoutAddressesIsTheMazeElse() {
        Site site = TestSites.make().site(HOST);
        for (String path : site.mazePaths(30)) {
            Site.Page bare = requireNonNull(site.pageWithoutBait(path, from("192.0.2.7")));
            assertThat(bare.kind()).isEqualTo(Site.Kind.MAZE);
            assertThat(bare.grant()).isNull();
            String text = new String(bare.body(), UTF_8);
            assertThat(text).doesNotContain("one.example\"", "@", "[at]", "mailto:");
        }
    }
}
