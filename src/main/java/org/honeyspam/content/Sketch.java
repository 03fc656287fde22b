package org.honeyspam.content;

import java.util.Arrays;
import java.util.List;

/**
 * A MinHash of a text's shingles: the share of places in which two sketches agree is about the
 * share of shingles that the two texts have in common.
 */
public final class Sketch {
    /** Words in a row that make a shingle. */
    static final int SHINGLE_WORDS = 2;

    private static final int BANDS = 20;
    private static final int BAND_ROWS = 3;
    private static final int PLACES = BANDS * BAND_ROWS;

    private final int[] minima;
    private final int shingles;

    private Sketch(int[] minima, int shingles) {
        this.minima = minima;
        this.shingles = shingles;
    }

    static Sketch of(List<String> words) {
        int[] minima = new int[PLACES];
        Arrays.fill(minima, Integer.MAX_VALUE);
        int shingles = Math.max(0, words.size() - SHINGLE_WORDS + 1);
        for (int i = 0; i < shingles; i++) {
            long hash = Hashes.quick(String.join(" ", words.subList(i, i + SHINGLE_WORDS)));
            long step = Hashes.mixed(hash) | 1;
            for (int place = 0; place < PLACES; place++) {
                int value = (int) (Hashes.mixed(hash + place * step) >>> 33);
                minima[place] = Math.min(minima[place], value);
            }
        }
        return new Sketch(minima, shingles);
    }

    static Sketch restored(int[] minima, int shingles) {
        if (minima.length != PLACES) {
            throw new IllegalArgumentException(minima.length + " places, not " + PLACES);
        }
        return new Sketch(minima.clone(), shingles);
    }

    int[] minima() {
        return minima.clone();
    }

    /** How many shingles the text has. */
    public int shingles() {
        return shingles;
    }

    /** From 0, nothing in common, to 1. Two empty texts have nothing in common. */
    public double likeness(Sketch other) {
        if (shingles == 0 || other.shingles == 0) {
            return 0;
        }
        int same = 0;
        for (int i = 0; i < PLACES; i++) {
            same += minima[i] == other.minima[i] ? 1 : 0;
        }
        return (double) same / PLACES;
    }

    /** A key for each band: texts that are much alike have one in common. None of an empty text. */
    public long[] bands() {
        if (shingles == 0) {
            return new long[0];
        }
        long[] keys = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long key = band;
            for (int row = 0; row < BAND_ROWS; row++) {
                key = Hashes.mixed(key * 31 + minima[band * BAND_ROWS + row]);
            }
            keys[band] = key;
        }
        return keys;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch sketch
                && shingles == sketch.shingles
                && Arrays.equals(minima, sketch.minima);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(minima);
    }

    @Override
    public String toString() {
        return shingles + " shingles";
    }
}
