package org.honeyspam.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What arrived and was not yet told to the dialogue. It is told in small pieces: a read of short
 * commands with long answers would else become megabytes before we see how fast they are taken.
 */
final class Inbox {
    private static final int SAMPLE_BYTES_MAX = 256;
    private static final int PIECE_BYTES_MAX = 2_048;

    private @Nullable Deque<byte[]> arrived; // Of those who said nothing, none is there.
    private int told;

    void add(byte[] bytes) {
        writable().add(bytes);
    }

    private Deque<byte[]> writable() {
        Deque<byte[]> some = arrived == null ? new ArrayDeque<>(2) : arrived;
        arrived = some;
        return some;
    }

    /** Puts in front of all the rest of a piece that was told already. */
    void putBack(byte[] rest) {
        if (rest.length == 0) {
            return;
        }
        byte[] first = arrived == null ? null : arrived.peek();
        if (first != null && told > 0) {
            writable().poll();
            writable().addFirst(Arrays.copyOfRange(first, told, first.length));
        }
        told = 0;
        writable().addFirst(rest);
    }

    void clear() {
        arrived = null;
        told = 0;
    }

    /** Takes no room while there is nothing in it. */
    void trim() {
        arrived = waits() ? arrived : null;
    }

    /** All that waits. */
    byte[] drain() {
        var all = new ByteArrayOutputStream();
        for (byte[] piece = poll(); piece != null; piece = poll()) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** The beginning of what waits, one character a byte. */
    String sample() {
        var sample = new StringBuilder();
        int from = told;
        for (byte[] piece : writable()) {
            int length = Math.min(piece.length - from, SAMPLE_BYTES_MAX - sample.length());
            sample.append(new String(piece, from, length, ISO_8859_1));
            from = 0;
        }
        return sample.toString();
    }

    boolean waits() {
        return arrived != null && !arrived.isEmpty();
    }

    /** The next piece; null if there is none. */
    byte @Nullable [] poll() {
        byte[] first = arrived == null ? null : arrived.peek();
        if (first == null) {
            return null;
        }
        int end = Math.min(told + PIECE_BYTES_MAX, first.length);
        byte[] piece = Arrays.copyOfRange(first, told, end);
        told = end;
        if (told == first.length) {
            writable().poll();
            told = 0;
        }
        return piece;
    }
}
