package org.honeyspam.http;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses a body (RFC 1952), with the header that servers write: no name, no time. */
public final class Gzip {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};
    private static final int FASTEST = 4;
    private static final int UNIX = 3;
    private static final int WINDOW = 8_192;

    private Gzip() {}

    public static byte[] of(byte[] body, int level) {
        var packed = new ByteArrayOutputStream(body.length / 3 + 64);
        packed.writeBytes(HEADER);
        packed.write(level == Deflater.BEST_SPEED ? FASTEST : 0);
        packed.write(UNIX);
        var deflater = new Deflater(level, true);
        try {
            deflater.setInput(body);
            deflater.finish();
            byte[] piece = new byte[WINDOW];
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
        } finally {
            deflater.end();
        }
        var sum = new CRC32();
        sum.update(body);
        littleEndian((int) sum.getValue(), packed);
        littleEndian(body.length, packed);
        return packed.toByteArray();
    }

    private static void littleEndian(int number, ByteArrayOutputStream to) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            to.write(number >>> shift);
        }
    }
}
