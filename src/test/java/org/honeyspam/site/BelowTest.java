package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A site that hangs below another stays in its folder, whatever it pretends to be. */
class BelowTest {
    private static final String FOLDER = "/old-archive/";
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"#]+)");
    private static final int PAGES = 60;

    private static Site site(SiteKind kind) {
        var named =
                new Configuration.Site(
                        "www.shop.example",
                        "one.example",
                        "Shop",
                        kind.name(),
                        "en",
                        null,
                        null,
                        null,
                        FOLDER,
                        null,
                        null,
                        null);
        return TestSites.make(List.of(named), TestNode.WEB).all().getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void everyLinkLeadsToAPageOfTheFolder(SiteKind kind) {
        Site site = site(kind);
        Peer peer = TestNode.peer("web", 80);
        Deque<String> open = new ArrayDeque<>(List.of(FOLDER));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < PAGES) {
            String path = open.removeFirst();
            if (seen.add(path)) {
                Site.Page page = requireNonNull(site.page(path, peer, "x", Instant.EPOCH), path);
                Matcher link = LINK.matcher(new String(page.body(), UTF_8));
                while (link.find()) {
                    String target = link.group(1).replace("http://www.shop.example", "");
                    boolean entities = target.startsWith("&"); // A mailto that hides.
                    if (!target.startsWith("mailto:") && !target.startsWith("data:") && !entities) {
                        assertThat(target).as("on " + path).startsWith(FOLDER);
                        open.addLast(target.replaceAll("\\?.*", ""));
                    }
                }
            }
        }
        assertThat(seen).hasSize(PAGES);
        assertThat(site.mazePaths(PAGES)).allMatch(path -> path.startsWith(FOLDER));
        assertThat(site.forbidden()).allMatch(path -> path.startsWith(FOLDER));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOutsideIsAnothers(SiteKind kind) {
        Site site = site(kind);
        for (String path : List.of("/", "/wp-login.php", "/.env", "/admin", "/favicon.ico")) {
            assertThat(site.has(path)).as(path).isFalse();
            assertThat(site.form(path)).as(path).isNull();
        }
    }
}
