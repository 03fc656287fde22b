package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two installations with the same sites have nothing in common by which one who knows the one would
 * find the other: no line, no name in the style sheet, no path, no picture.
 */
class InstallationsTest {
    private static final int PAGES = 40;

    /** Shorter ones are anybody's: "Home", "All rights reserved". */
    private static final int LINE_WORDS_MIN = 8;

    private static final Pattern CLASS = Pattern.compile("class=\"([^\" ]+)");
    private static final Pattern TAGS = Pattern.compile("(?s)<script.*?</script>|<[^>]*>|\n");
    private static final Pattern RULE = Pattern.compile("\\s*([^{}]+\\{[^{}]*\\})");
    private static final Pattern SPACE = Pattern.compile("[\\s;]+");

    /** Of so many, one may be the same by chance. */
    private static final int LINES_A_CHANCE = 500;

    /** Shorter rules stand in every style sheet there is. */
    private static final int RULE_LENGTH_MIN = 42;

    private static List<Site> install(String key, String language) {
        List<Configuration.Site> named = new ArrayList<>();
        for (SiteKind kind : SiteKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            String host = "www." + name + ".example";
            named.add(
                    new Configuration.Site(host, name + ".example", "Abc " + name, name, language));
        }
        return TestSites.make(named, TestNode.WEB, key).all();
    }

    private static List<String> pages(Site site) {
        Peer peer = TestNode.peer("web", 80);
        List<String> paths = new ArrayList<>(site.mazePaths(PAGES));
        paths.addAll(site.openPaths());
        List<String> pages = new ArrayList<>();
        for (String path : paths) {
            Site.Page page = requireNonNull(site.page(path, peer, "agent", Instant.EPOCH), path);
            if (page.type().equals("text/html")) {
                pages.add(new String(page.body(), UTF_8));
            }
        }
        return pages;
    }

    private static Set<String> lines(List<Site> sites) {
        Set<String> lines = new TreeSet<>();
        for (Site site : sites) {
            for (String page : pages(site)) {
                Arrays.stream(TAGS.split(page, -1))
                        .map(String::strip)
                        .filter(line -> line.split(" ", -1).length >= LINE_WORDS_MIN)
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static Set<String> classes(List<Site> sites) {
        Set<String> names = new TreeSet<>();
        for (Site site : sites) {
            pages(site)
                    .forEach(
                            page ->
                                    CLASS.matcher(page)
                                            .results()
                                            .forEach(found -> names.add(found.group(1))));
        }
        return names;
    }

    private static Set<String> rules(List<Site> sites) {
        Set<String> rules = new TreeSet<>();
        for (Site site : sites) {
            String sheet = new String(asset(site, ".css"), UTF_8);
            RULE.matcher(sheet)
                    .results()
                    .map(rule -> SPACE.matcher(rule.group(1)).replaceAll(""))
                    .filter(rule -> rule.length() >= RULE_LENGTH_MIN)
                    .forEach(rules::add);
        }
        return rules;
    }

    private static byte[] asset(Site site, String end) {
        String path =
                site.openPaths().stream().filter(p -> p.endsWith(end)).findFirst().orElseThrow();
        Peer peer = TestNode.peer("web", 80);
        return requireNonNull(site.page(path, peer, "agent", Instant.EPOCH), path).body();
    }

    private static <T> Set<T> common(Set<T> one, Set<T> other) {
        Set<T> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "it", "es"})
    void noLineIsOnTheSitesOfBoth(String language) {
        Set<String> one = lines(install("one", language));
        assertThat(one).hasSizeGreaterThan(1_000);
        assertThat(common(one, lines(install("two", language))))
                .hasSizeLessThan(one.size() / LINES_A_CHANCE);
    }

    @Test
    void noNameInAStyleSheetIsInBoth() {
        Set<String> one = classes(install("one", "en"));
        assertThat(one).hasSizeGreaterThan(40);
        assertThat(common(one, classes(install("two", "en")))).isEmpty();
    }

    @Test
    void styleSheetsShareOnlyWhatStandsInAll() {
        Set<String> one = rules(install("one", "en"));
        assertThat(one).hasSizeGreaterThan(100);
        assertThat(common(one, rules(install("two", "en")))).isEmpty();
    }

    @Test
    void noPathAndNoPictureIsOfBoth() {
        List<Site> one = install("one", "en");
        List<Site> two = install("two", "en");
        for (int i = 0; i < one.size(); i++) {
            Site other = two.get(i);
            assertThat(one.get(i).mazePaths(PAGES)).noneMatch(other::has);
            for (String end : List.of(".svg", ".png", ".ico")) {
                assertThat(asset(one.get(i), end)).isNotEqualTo(asset(other, end));
            }
        }
    }
}
