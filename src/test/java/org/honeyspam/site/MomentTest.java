package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.junit.jupiter.api.Test;

/** Time goes forward on a site, and no page was last changed before what it tells of. */
class MomentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern ADDED =
            Pattern.compile("<loc>http://[^/]+([^<]*)</loc><lastmod>([^<]*)</lastmod>");
    private static final Pattern PUBLISHED = Pattern.compile("<pubDate>([^<]*)</pubDate>");

    private final Sites sites = TestSites.make();

    private static Site.Page page(Site site, String path) {
        Site.Page page = site.page(path, TestNode.peer("web", 80), "agent", NOW);
        return page == null ? fail("nothing at " + path) : page;
    }

    private static String text(Site.Page page) {
        return new String(page.body(), UTF_8);
    }

    @Test
    void whatComesLaterIsNeverEarlier() {
        for (long seed = 0; seed < 200; seed++) {
            var dice = new SplittableRandom(seed);
            var before = new Moment(2020, 1 + dice.nextInt(12), 1 + dice.nextInt(28), 7, 0);
            for (int i = 0; i < 60; i++) {
                Moment later = before.later(dice);
                assertThat(later.instant().plusSeconds(60)).isAfterOrEqualTo(before.instant());
                assertThat(later.year()).isEqualTo(2020);
                before = later;
            }
        }
    }

    @Test
    void theMapOfASiteSaysOfEachPageWhatThePageSays() {
        for (Site site : sites.all()) {
            String map = text(page(site, "/sitemap.xml"));
            assertThat(ADDED.matcher(map).results()).hasSizeGreaterThan(5);
            ADDED.matcher(map)
                    .results()
                    .forEach(
                            found ->
                                    assertThat(page(site, found.group(1)).modified())
                                            .as(found.group(1))
                                            .isBetween(
                                                    day(found.group(2), 0),
                                                    day(found.group(2), 1)));
        }
    }

    private static Instant day(String text, int later) {
        return LocalDate.parse(text).plusDays(later).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Test
    void theFeedIsNoOlderThanItsNews() {
        for (Site site : sites.all()) {
            for (String path : site.openPaths()) {
                Site.Page feed = page(site, path);
                if (feed.type().contains("rss")) {
                    List<Instant> news =
                            PUBLISHED
                                    .matcher(text(feed))
                                    .results()
                                    .map(
                                            one ->
                                                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                                                            one.group(1), Instant::from))
                                    .toList();
                    assertThat(news).isNotEmpty().allMatch(one -> one.isBefore(feed.modified()));
                }
            }
        }
    }

    @Test
    void aPageOfTheMazeWasChangedWhenItsLastCommentCame() {
        int answered = 0;
        for (Site site : sites.all()) {
            for (String path : site.mazePaths(60)) {
                Site.Page page = page(site, path);
                List<String> said = dates(text(page), page.modified());
                answered += said.isEmpty() ? 0 : 1;
            }
        }
        assertThat(answered).as("pages whose last date is that of their change").isPositive();
    }

    /** Where the day of the change stands on a page, as HTTP says it. */
    private static List<String> dates(String page, Instant modified) {
        var day = DateTimeFormatter.ofPattern("d").format(modified.atZone(ZoneOffset.UTC));
        var year = DateTimeFormatter.ofPattern("yyyy").format(modified.atZone(ZoneOffset.UTC));
        return Pattern.compile("\\b" + day + "\\D{2,15} " + year)
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
    }
}
