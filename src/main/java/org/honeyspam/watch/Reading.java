package org.honeyspam.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.honeyspam.dialogue.Sha256;

/** Hashes a file, a piece at a time, and tells the hash of any beginning that one asks for. */
final class Reading implements AutoCloseable {
    private static final int PIECE_BYTES = 128 * 1024;

    private final FileChannel channel;
    private final MessageDigest digest = Sha256.begin();
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private long bytes;

    Reading(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** The hash of a whole file. */
    static String hash(Path file, long bytes) throws IOException {
        try (var reading = new Reading(file)) {
            return reading.hash(bytes);
        }
    }

    /** Reads on up to that byte, but no more than so much; false at the end of the file. */
    boolean read(long to, long bytesMax) throws IOException {
        long end = Math.min(to, bytes + bytesMax);
        while (bytes < end) {
            piece.clear().limit((int) Math.min(PIECE_BYTES, end - bytes));
            int read = channel.read(piece, bytes);
            if (read <= 0) {
                return false;
            }
            digest.update(piece.flip());
            bytes += read;
        }
        return true;
    }

    /** Reads on up to that byte, or to the end, and tells the hash of all until there. */
    String hash(long to) throws IOException {
        read(to, Long.MAX_VALUE - bytes);
        return hash();
    }

    /** Of what was read. */
    String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("SHA-256 of the JDK can be cloned", e);
        }
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
