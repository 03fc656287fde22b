package org.honeyspam.content;

/** Charikar's hash of a text: the more two texts have in common, the fewer bits differ. */
final class SimHash {
    private SimHash() {}

    static long of(long[] shingles) {
        int[] votes = new int[Long.SIZE];
        for (long shingle : shingles) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                votes[bit] += (int) (shingle >>> bit & 1) * 2 - 1;
            }
        }
        long simHash = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            simHash |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return simHash;
    }
}
