package org.honeyspam.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Words that paths and titles are made of: as they stand in a path, and as one writes them. */
final class Vocabulary {
    /** Two words of so many are guessed once in more than ten thousand times. */
    private static final int WORDS_MIN = 128;

    private static final int LETTERS_MIN = 4;
    private static final int LETTERS_MAX = 14;

    private final List<String> words;
    private final Map<String, String> written;

    private Vocabulary(List<String> words, Map<String, String> written) {
        this.words = words;
        this.written = new HashMap<>(written);
        if (words.size() < WORDS_MIN) {
            throw new IllegalStateException("a language has only %d words".formatted(words.size()));
        }
    }

    static Vocabulary of(Language language) {
        List<String> entries = new ArrayList<>();
        boolean capitals = language.code().equals("de"); // Of nouns.
        for (String role : language.list("role")) {
            entries.add(capitals ? role : role.toLowerCase(Locale.ROOT));
        }
        entries.addAll(language.list("word"));
        for (String theme : language.themes()) {
            entries.addAll(language.list(theme + ".object"));
        }
        Map<String, String> written = new TreeMap<>();
        for (String entry : entries) {
            for (String word : entry.replaceAll("\\|.*", "").split("[^\\p{L}]+", -1)) {
                String plain = plain(word);
                if (plain.length() >= LETTERS_MIN && plain.length() <= LETTERS_MAX) {
                    written.putIfAbsent(plain, word);
                }
            }
        }
        List<String> words = List.copyOf(written.keySet());
        return new Vocabulary(words, written);
    }

    /** As it stands in a path: small letters of ASCII, and hyphens. */
    static String plain(String text) {
        String spelled =
                text.toLowerCase(Locale.ROOT)
                        .replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("ß", "ss")
                        .replace("œ", "oe");
        String bare = Normalizer.normalize(spelled, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return bare.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    List<String> words() {
        return words;
    }

    /** A word of a path as one writes it. */
    String written(String word) {
        return written.getOrDefault(word, word);
    }

    static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
