package org.honeyspam.content;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as the words that stay the same when a template is filled in anew: without disguise,
 * numbers, ids, links, addresses and names.
 */
final class Normal {
    private static final String NUMBER = "#";
    private static final String ID = "*";
    private static final String NAME = "@";
    private static final Pattern MARKS = Pattern.compile("\\p{M}++");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cf}\\u034f\\u115f\\u1160\\u3164]++");
    private static final Pattern MUMBLE =
            Pattern.compile("[bcdfghjklmnpqrstvwxz]{5}|^[bcdfghjklmnpqrstvwxz]{4,}$|(.)\\1{3}");
    private static final int WORD_CHARS_MAX = 22;

    /**
     * How to get off the list is said in the same words by many who have nothing else in common.
     */
    private static final Set<String> FAREWELLS =
            Set.of(
                    "unsubscribe",
                    "unsubscribed",
                    "remove",
                    "removed",
                    "removal",
                    "opt",
                    "optout",
                    "abmelden",
                    "désinscrire",
                    "subscriber");

    private static final int FAREWELL_BEFORE = 8;
    private static final int FAREWELL_AFTER = 12;
    private static final Set<String> GREETINGS =
            Set.of("dear", "hello", "hi", "hey", "hallo", "bonjour", "hola", "ciao");

    /** Letters of other alphabets that look like Latin ones, where they stand among Latin ones. */
    private static final String LOOK = "аеорсухіјѕһԁԛԝвмтнкαοεινκτρυχβηӏ";

    private static final String LIKE = "aeopcyxijshdqwbmthkaoeivktpuxbnl";
    private static final Map<Character, Character> LEET =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't', '@', 'a', '$', 's');

    private final Set<String> names;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder letters = new StringBuilder();

    private Normal(Set<String> names) {
        this.names = names;
    }

    /**
     * Whether a word has letters of no width in it, or letters of another alphabet that look like
     * its own.
     */
    static boolean disguised(String text) {
        for (int i = 1; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x370) {
                continue;
            }
            boolean within =
                    Character.isLetter(text.charAt(i - 1))
                            && Character.isLetter(text.charAt(i + 1));
            boolean beside = latin(text.charAt(i - 1)) || latin(text.charAt(i + 1));
            if (within && Character.getType(c) == Character.FORMAT && beside
                    || beside && LOOK.indexOf(Character.toLowerCase(c)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean latin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /**
     * At most as many words as the limit allows.
     *
     * @param names of the recipients, in lower case
     */
    static List<String> words(String text, Set<String> names) {
        String flat = flat(text);
        var normal = new Normal(names);
        int start = 0;
        for (int i = 0; i <= flat.length() && normal.words.size() < Limit.WORDS.max; i++) {
            if (i == flat.length() || flat.charAt(i) <= ' ') {
                normal.stretch(flat.substring(start, i));
                start = i + 1;
            }
        }
        normal.spelled();
        return withoutFarewells(normal.words);
    }

    /** In lower case, without accents and what is not seen. */
    private static String flat(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String shown = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String seen = UNSEEN.matcher(shown).replaceAll("").toLowerCase(Locale.ROOT);
        return MARKS.matcher(Normalizer.normalize(seen, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('\u00a0', ' ')
                .replace('’', '\'');
    }

    /** What stands between blanks: words, or a link or an address, which are of one message. */
    private void stretch(String text) {
        if (text.indexOf('@') >= 0 || text.contains("://") || text.startsWith("www.")) {
            return;
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean more =
                    i < text.length()
                            && (Character.isLetterOrDigit(text.charAt(i))
                                    || i > start && text.charAt(i) == '\'');
            if (!more) {
                if (i > start && words.size() < Limit.WORDS.max) {
                    add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
    }

    private static List<String> withoutFarewells(List<String> words) {
        List<String> kept = new ArrayList<>(words.size());
        int skipTo = 0;
        int next = 0;
        for (int i = 0; i < words.size(); i++) {
            while (next < words.size() && next <= i + FAREWELL_BEFORE) {
                skipTo = FAREWELLS.contains(words.get(next)) ? next + FAREWELL_AFTER + 1 : skipTo;
                next++;
            }
            if (i >= skipTo) {
                kept.add(words.get(i));
            }
        }
        return kept;
    }

    private void add(String token) {
        if (token.length() == 1
                && Character.isLetter(token.charAt(0))
                && !ideographic(token.charAt(0))) {
            letters.append(token);
            return;
        }
        spelled();
        if (ideographic(token.charAt(0))) {
            token.codePoints().forEach(c -> words.add(Character.toString(c)));
            return;
        }
        String word = folded(token);
        boolean again = !words.isEmpty() && words.getLast().equals(word);
        boolean greeted = !words.isEmpty() && GREETINGS.contains(words.getLast());
        if (greeted || names.contains(word)) {
            word = NAME;
        }
        if (!again) {
            words.add(word);
        }
    }

    /** Letters that stood alone: a word that was spelled out to hide it, or just letters. */
    private void spelled() {
        if (letters.length() > 2) {
            words.add(letters.toString());
        }
        letters.setLength(0);
    }

    private static boolean ideographic(char c) {
        return Character.isIdeographic(c)
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
                || Character.UnicodeScript.of(c) == Character.UnicodeScript.THAI;
    }

    private String folded(String token) {
        boolean digits = false;
        boolean latin = false;
        boolean other = false;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            digits |= Character.isDigit(c);
            latin |= c >= 'a' && c <= 'z';
            other |= LOOK.indexOf(c) >= 0;
        }
        String word = token.replace("'", "");
        if (latin && other) {
            word = lookalikes(word);
        }
        if (digits) {
            return latin || other ? ID : NUMBER;
        }
        boolean mumbled = word.length() > WORD_CHARS_MAX || latin && MUMBLE.matcher(word).find();
        return mumbled ? ID : word;
    }

    private static String lookalikes(String word) {
        var plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int at = LOOK.indexOf(c);
            plain.append(at >= 0 ? LIKE.charAt(at) : LEET.getOrDefault(c, c));
        }
        return plain.toString();
    }
}
