package org.honeyspam.content;

import java.util.List;

/** A number for each pair of words that follow each other in a text. */
final class Shingles {
    private static final int WORDS = 2;

    private Shingles() {}

    static long[] of(List<String> words) {
        long[] shingles = new long[Math.max(0, words.size() - WORDS + 1)];
        for (int i = 0; i < shingles.length; i++) {
            shingles[i] = Hashes.mixed(word(words.get(i)) * 31 + word(words.get(i + 1)));
        }
        return shingles;
    }

    private static long word(String word) {
        long hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = hash * 1_099_511_628_211L + word.charAt(i) + 1;
        }
        return hash;
    }
}
