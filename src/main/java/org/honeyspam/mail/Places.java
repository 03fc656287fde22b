package org.honeyspam.mail;

import java.io.IOException;
import java.nio.channels.FileChannel;
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

    /** Indexes the whole records from that byte on; returns where they end. */
    static long index(FileChannel channel, long segment, long from, HashIndex index)
            throws IOException {
        long offset = from;
        var header = MailSegment.header(channel, offset);
        while (header != null) {
            index.put(header.key(), of(segment, offset));
            offset = header.end();
            header = MailSegment.header(channel, offset);
        }
        return offset;
    }
}
