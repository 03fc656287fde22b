package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.junit.jupiter.api.Test;

/** Whoever wants to act in law has it said that addresses may not be collected. */
class NoticeTest {
    private static final Pattern TAG =
            Pattern.compile("<meta name=\"no-email-collection\" content=\"([^\"]+)\">");
    private static final String TERMS = "Nobody may collect, store, sell or pass them on";

    private static Site site(boolean forbidden) {
        var settings =
                new Configuration.Web(
                        2,
                        20,
                        2,
                        20,
                        20,
                        forbidden,
                        List.of(),
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        65_536);
        return TestSites.make(settings).all().getFirst();
    }

    private static String text(Site site, String path) {
        var peer = TestNode.peer("web", 80);
        return new String(requireNonNull(site.page(path, peer, "x", Instant.EPOCH)).body(), UTF_8);
    }

    @Test
    void everyPageOfTheMazeNamesTheTermsAndTheTermsSayIt() {
        Site site = site(true);
        for (String path : site.mazePaths(20)) {
            String page = text(site, path);
            var tag = TAG.matcher(page);
            assertThat(tag.find()).as(path).isTrue();
            assertThat(text(site, tag.group(1))).contains(TERMS);
            assertThat(page)
                    .contains("Collecting e-mail addresses from this site is not permitted");
        }
    }

    @Test
    void nothingOfItIsSaidUnlessTheOperatorWantsIt() {
        Site site = site(false);
        assertThat(site.mazePaths(20)).noneMatch(path -> TAG.matcher(text(site, path)).find());
        assertThat(site.openPaths()).noneMatch(path -> text(site, path).contains(TERMS));
    }
}
