package org.honeyspam.content;

import java.util.List;

/** Charikar's hash of a text: the more two texts have in common, the fewer bits differ. */
final class SimHash {
    private SimHash() {}

    static long of(List<String> words) {
        int[] votes = new int[Long.SIZE];
        for (int i = 0; i + Sketch.SHINGLE_WORDS <= words.size(); i++) {
            long hash = Hashes.quick(String.join(" ", words.subList(i, i + Sketch.SHINGLE_WORDS)));
            for (int bit = 0; bit < Long.SIZE; bit++) {
                votes[bit] += (hash >>> bit & 1) == 0 ? -1 : 1;
            }
        }
        long simHash = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            simHash |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return simHash;
    }
}
