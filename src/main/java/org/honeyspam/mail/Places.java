package org.honeyspam.mail;

import java.util.HexFormat;

/** A place in the store as one number: segment and byte. */
final class Places {
    private static final int OFFSET_BITS = 36; // Segments of up to 64 GiB.

    private Places() {}

    static long of(long segment, long offset) {
        return (segment << OFFSET_BITS) | offset;
    }

    static long segment(long place) {
        return place >>> OFFSET_BITS;
    }

    static long offset(long place) {
        return place & ((1L << OFFSET_BITS) - 1);
    }

    static long key(String sha256) {
        return HexFormat.fromHexDigitsToLong(sha256, 0, 16);
    }
}
