package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells languages by their writing, or by the small words that no sentence of theirs is without.
 * Text in two languages has both; too little text has none.
 */
final class Languages {
    private static final int CHARS_MAX = 8_000;
    private static final int LETTERS_MIN = 12;
    private static final int HITS_MIN = 3;
    private static final double SHARE_MIN = 0.12;
    private static final double OF_BEST_MIN = 0.6;
    private static final double WRITING_SHARE_MIN = 0.15;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}']{1,30}+");

    /** Word to the languages that have it. */
    private static final Map<String, List<String>> WORDS = words();

    private Languages() {}

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new HashMap<>();
        try (InputStream in = Languages.class.getResourceAsStream("languages.txt")) {
            if (in == null) {
                throw new IllegalStateException("languages.txt is not in the program");
            }
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(
                            line -> {
                                String[] all = line.split(" ", -1);
                                for (int i = 1; i < all.length; i++) {
                                    words.computeIfAbsent(all[i], key -> new ArrayList<>())
                                            .add(all[0]);
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    static List<String> of(String text) {
        String some =
                text.substring(0, Math.min(CHARS_MAX, text.length())).toLowerCase(Locale.ROOT);
        Map<String, Double> scores = new TreeMap<>();
        int letters = byWriting(some, scores);
        if (letters < LETTERS_MIN) {
            return List.of();
        }
        byWords(some, scores);
        double best = scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return scores.entrySet().stream()
                .filter(score -> score.getValue() >= OF_BEST_MIN * best)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int byWriting(String text, Map<String, Double> scores) {
        Map<Character.UnicodeScript, Integer> scripts = new HashMap<>();
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                letters += c >= 'a' && c <= 'z' ? 1 : 0;
            } else if (Character.isLetter(c)) {
                letters++;
                scripts.merge(Character.UnicodeScript.of(c), 1, Integer::sum);
            }
        }
        int kana =
                scripts.getOrDefault(Character.UnicodeScript.HIRAGANA, 0)
                        + scripts.getOrDefault(Character.UnicodeScript.KATAKANA, 0);
        int han = scripts.getOrDefault(Character.UnicodeScript.HAN, 0);
        put(scores, kana * 10 > han ? "ja" : "zh", kana + han, letters);
        put(scores, "ko", scripts.getOrDefault(Character.UnicodeScript.HANGUL, 0), letters);
        put(scores, "el", scripts.getOrDefault(Character.UnicodeScript.GREEK, 0), letters);
        put(scores, "he", scripts.getOrDefault(Character.UnicodeScript.HEBREW, 0), letters);
        put(scores, "th", scripts.getOrDefault(Character.UnicodeScript.THAI, 0), letters);
        put(scores, "hi", scripts.getOrDefault(Character.UnicodeScript.DEVANAGARI, 0), letters);
        return letters;
    }

    private static void put(Map<String, Double> scores, String language, int count, int letters) {
        double share = letters == 0 ? 0 : (double) count / letters;
        if (share >= WRITING_SHARE_MIN) {
            scores.put(language, share);
        }
    }

    /** A hit counts for each language that has the word, less the more of them have it. */
    private static void byWords(String text, Map<String, Double> scores) {
        Map<String, Double> weights = new HashMap<>();
        Map<String, Integer> hits = new HashMap<>();
        int words = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words++;
            List<String> languages = WORDS.getOrDefault(word.group(), List.of());
            for (String language : languages) {
                weights.merge(language, 1.0 / languages.size(), Double::sum);
                hits.merge(language, 1, Integer::sum);
            }
        }
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            double share = (double) hits.getOrDefault(weight.getKey(), 0) / words;
            if (hits.getOrDefault(weight.getKey(), 0) >= HITS_MIN && share >= SHARE_MIN) {
                scores.put(weight.getKey(), weight.getValue() / words);
            }
        }
    }
}
