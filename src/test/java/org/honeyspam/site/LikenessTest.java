package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.junit.jupiter.api.Test;

/** What crawlers do to leave out pages that are alike: none of it finds a page twice. */
class LikenessTest {
    private static final int PAGES = 400;
    private static final int SHINGLE_WORDS = 5;

    /** Above it, filters take two pages for one. */
    private static final double ALIKE = 0.5;

    /** Bits of 64 in which the SimHashes of two pages that are alike differ at most. */
    private static final int BITS = 3;

    private static final int STOP_WORD_LETTERS_MAX = 3;

    private static final List<List<String>> TEXTS = texts();

    private static List<List<String>> texts() {
        List<Configuration.Site> named = new ArrayList<>();
        for (SiteKind kind : SiteKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            String host = "www." + name + ".example";
            named.add(new Configuration.Site(host, name + ".example", "The " + name, name, "en"));
        }
        Sites sites = TestSites.make(named, TestNode.WEB);
        Peer peer = TestNode.peer("web", 80);
        List<List<String>> texts = new ArrayList<>();
        for (Site site : sites.all()) {
            for (String path : site.mazePaths(PAGES / named.size())) {
                Site.Page page =
                        requireNonNull(site.page(path, peer, "agent", Instant.EPOCH), path);
                texts.add(words(new String(page.body(), UTF_8)));
            }
        }
        return texts;
    }

    /** As a crawler sees it: without markup, in small letters. */
    private static List<String> words(String html) {
        String text = html.replaceAll("(?s)<script.*?</script>|<head>.*?</head>|<[^>]*>", " ");
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
        return Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
    }

    private static Set<String> shingles(List<String> words, int length) {
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + length <= words.size(); i++) {
            shingles.add(String.join(" ", words.subList(i, i + length)));
        }
        return shingles;
    }

    @Test
    void noTwoPagesShareHalfOfTheirShingles() {
        List<Set<String>> all = TEXTS.stream().map(text -> shingles(text, SHINGLE_WORDS)).toList();
        double most = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                most = Math.max(most, jaccard(all.get(i), all.get(j)));
            }
        }
        assertThat(most).isLessThan(ALIKE);
    }

    private static double jaccard(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return (double) both.size() / (one.size() + other.size() - both.size());
    }

    @Test
    void noTwoPagesHaveNearlyTheSameSimHash() {
        for (int length = 1; length <= 3; length++) { // Of words, and of words in a row.
            int features = length;
            List<Long> hashes = TEXTS.stream().map(text -> simHash(text, features)).toList();
            int pairs = 0;
            for (int i = 0; i < hashes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pairs += Long.bitCount(hashes.get(i) ^ hashes.get(j)) <= BITS ? 1 : 0;
                }
            }
            assertThat(pairs).as("of features of %d words", length).isZero();
        }
    }

    /** Charikar's, with each feature as heavy as it is frequent. */
    private static long simHash(List<String> words, int featureWords) {
        Map<String, Integer> features = new HashMap<>();
        for (int i = 0; i + featureWords <= words.size(); i++) {
            if (featureWords == 1 && words.get(i).length() <= STOP_WORD_LETTERS_MAX) {
                continue; // Everybody leaves out what all pages have.
            }
            String feature = String.join(" ", words.subList(i, i + featureWords));
            features.merge(feature, 1, Integer::sum);
        }
        var hash = new Keyed(1, 2);
        int[] sums = new int[Long.SIZE];
        features.forEach(
                (feature, count) -> {
                    long bits = hash.number(feature);
                    for (int bit = 0; bit < Long.SIZE; bit++) {
                        sums[bit] += (bits >>> bit & 1) == 1 ? count : -count;
                    }
                });
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            result |= sums[bit] > 0 ? 1L << bit : 0;
        }
        return result;
    }
}
