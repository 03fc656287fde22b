package org.honeyspam.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A Markov chain over somebody's text: after two words comes a word that came after them there. The
 * places of the text are sorted by the two words that begin there, so that all ways to go on stand
 * in a row.
 */
final class Chain {
    private static final int SENTENCE_WORDS_MAX = 40;
    private static final int WORDS_MAX = 2_000_000;

    private final byte[][] words; // Distinct, escaped for HTML.
    private final int[] text; // The text as numbers of words.
    private final int[] sorted; // Places in the text, sorted by the two words there.
    private final int[] groupStart; // For a place: where its group begins in sorted.
    private final int[] groupSize;
    private final int[] starts; // Places at which a sentence begins.

    /**
     * @param sentences in the order of the text
     */
    Chain(List<String> sentences) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Integer> begins = new ArrayList<>();
        int[] places = new int[1024];
        int size = 0;
        for (String sentence : sentences) {
            String[] split = escaped(sentence).split(" ", -1);
            if (split.length > 2 && size + split.length < WORDS_MAX) {
                begins.add(size);
                for (String word : split) {
                    places = size == places.length ? Arrays.copyOf(places, size * 2) : places;
                    places[size++] = numbers.computeIfAbsent(word, w -> numbers.size());
                }
            }
        }
        this.words = new byte[numbers.size()][];
        numbers.forEach((word, number) -> words[number] = Markup.piece(word));
        this.text = Arrays.copyOf(places, size);
        this.starts = begins.stream().mapToInt(Integer::intValue).toArray();
        this.sorted = sorted();
        this.groupStart = new int[size];
        this.groupSize = new int[size];
        group();
    }

    private int[] sorted() {
        long[] keys = new long[Math.max(0, text.length - 2)];
        for (int i = 0; i < keys.length; i++) { // 21 bits a word, 21 the place.
            keys[i] = (long) text[i] << 42 | (long) text[i + 1] << 21 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) (key & (1 << 21) - 1)).toArray();
    }

    private void group() {
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || !samePair(sorted[start], sorted[i])) {
                for (int j = start; j < i; j++) {
                    groupStart[sorted[j]] = start;
                    groupSize[sorted[j]] = i - start;
                }
                start = i;
            }
        }
    }

    private boolean samePair(int one, int other) {
        return text[one] == text[other] && text[one + 1] == text[other + 1];
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Walks from the begin of a sentence to an end of one, or until it is long enough. */
    void sentence(Markup out, SplittableRandom dice) {
        int at = starts[dice.nextInt(starts.length)];
        out.append(words[text[at]]);
        for (int i = 1; i < SENTENCE_WORDS_MAX; i++) {
            byte[] word = words[text[at + 1]];
            out.append(' ').append(word);
            if (ends(word) || groupSize[at] == 0) {
                return;
            }
            at = sorted[groupStart[at] + dice.nextInt(groupSize[at])] + 1;
        }
        out.append('.');
    }

    private static boolean ends(byte[] word) {
        byte last = word[word.length - 1];
        return last == '.' || last == '!' || last == '?';
    }
}
