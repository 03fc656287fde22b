package org.honeyspam.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Words that paths and titles are made of: as they stand in a path, and as one writes them. */
final class Vocabulary {
    /** Two words of so many are guessed once in more than ten thousand times. */
    private static final int WORDS_MIN = 128;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final int LETTERS_MIN = 4;
    private static final int LETTERS_MAX = 14;

    private final List<String> words;
    private final Map<String, String> written; // Of those that are not written as in a path.

    private Vocabulary(Map<String, String> all) {
        this.words = List.copyOf(all.keySet());
        this.written = new HashMap<>(all);
        written.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
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
            for (String word : NO_LETTERS.split(BAR.split(entry, -1)[0], -1)) {
                String plain = plain(word);
                if (plain.length() >= LETTERS_MIN && plain.length() <= LETTERS_MAX) {
                    written.putIfAbsent(plain, word);
                }
            }
        }
        return new Vocabulary(written);
    }

    /** As it stands in a path: small letters of ASCII, digits, and hyphens between. */
    static String plain(String text) {
        var plain = new StringBuilder(text.length() + 8);
        String lower = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        for (int i = 0; i < lower.length(); i++) {
            char letter = lower.charAt(i);
            switch (letter) {
                case 'ä' -> plain.append("ae");
                case 'ö', 'œ' -> plain.append("oe");
                case 'ü' -> plain.append("ue");
                case 'ß' -> plain.append("ss");
                default -> plain(letter, plain);
            }
        }
        int end = plain.length();
        return end > 0 && plain.charAt(end - 1) == '-'
                ? plain.substring(0, end - 1)
                : plain.toString();
    }

    private static void plain(char letter, StringBuilder plain) {
        char bare = letter;
        if (letter > '\u007f') { // Without its accent, if it has one.
            bare = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD).charAt(0);
        }
        if (bare >= 'a' && bare <= 'z' || bare >= '0' && bare <= '9') {
            plain.append(bare);
        } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
            plain.append('-');
        }
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
