package org.honeyspam.content;

import java.util.Arrays;

/**
 * A MinHash of a text's shingles: the share of places in which two sketches agree is about the
 * share of shingles that the two texts have in common.
 */
public final class Sketch {
    private static final int BANDS = 20;
    private static final int BAND_ROWS = 3;
    static final int PLACES = BANDS * BAND_ROWS;

    private final int[] minima;
    private final int shingles;

    private Sketch(int[] minima, int shingles) {
        this.minima = minima;
        this.shingles = shingles;
    }

    static Sketch of(long[] shingles) {
        int[] minima = new int[PLACES];
        Arrays.fill(minima, Integer.MAX_VALUE);
        for (long shingle : shingles) {
            long step = Hashes.mixed(shingle) | 1;
            long value = shingle;
            for (int place = 0; place < PLACES; place++) {
                value += step;
                minima[place] = Math.min(minima[place], (int) (Hashes.mixed(value) >>> 33));
            }
        }
        return new Sketch(minima, shingles.length);
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
