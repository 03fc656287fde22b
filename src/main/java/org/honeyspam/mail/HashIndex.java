package org.honeyspam.mail;

/**
 * Where each content lies, by the first eight bytes of its hash: sixteen bytes an entry, so that
 * millions fit. A hit must be verified against the whole hash on disk.
 */
final class HashIndex {
    static final long ABSENT = -1;
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final long EMPTY = 0;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] places = new long[FIRST_CAPACITY];
    private int size;

    /** Keeps the last place of a key: an older one is a copy, or past what is kept. */
    void put(long key, long place) {
        if (size * 3L >= keys.length * 2L) {
            grow();
        }
        int slot = slot(key);
        size += keys[slot] == EMPTY ? 1 : 0;
        keys[slot] = nonZero(key);
        places[slot] = place;
    }

    long get(long key) {
        int slot = slot(key);
        return keys[slot] == EMPTY ? ABSENT : places[slot];
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        long wanted = nonZero(key);
        int mask = keys.length - 1;
        int slot = (int) (wanted ^ (wanted >>> 32)) & mask;
        while (keys[slot] != EMPTY && keys[slot] != wanted) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long nonZero(long key) {
        return key == EMPTY ? 1 : key;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldPlaces = places;
        keys = new long[oldKeys.length * 2];
        places = new long[oldKeys.length * 2];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                put(oldKeys[i], oldPlaces[i]);
            }
        }
    }
}
