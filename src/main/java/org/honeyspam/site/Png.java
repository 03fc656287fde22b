package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes pictures of dots as PNG: eight bits a colour, with transparency. */
final class Png {
    private static final byte[] START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int COLOUR_WITH_ALPHA = 6;
    private static final int ICON_HEAD_BYTES = 22;

    private Png() {}

    /** The colour of a dot: alpha, red, green, blue. */
    interface Dots {
        int argb(int x, int y);
    }

    static byte[] square(int size, Dots dots) {
        ByteBuffer rows = ByteBuffer.allocate(size * (1 + 4 * size));
        for (int y = 0; y < size; y++) {
            rows.put((byte) 0); // No filter.
            for (int x = 0; x < size; x++) {
                rows.putInt(Integer.rotateLeft(dots.argb(x, y), 8));
            }
        }
        var png = new ByteArrayOutputStream();
        png.writeBytes(START);
        ByteBuffer head = ByteBuffer.allocate(13).putInt(size).putInt(size);
        chunk(png, "IHDR", head.put((byte) 8).put((byte) COLOUR_WITH_ALPHA).array());
        chunk(png, "IDAT", deflated(rows.array()));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] data) {
        ByteBuffer named = ByteBuffer.allocate(4 + data.length);
        named.put(name.getBytes(US_ASCII)).put(data);
        var check = new CRC32();
        check.update(named.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(named.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    private static byte[] deflated(byte[] data) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(data);
        deflater.finish();
        byte[] packed = new byte[data.length + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** One PNG in the envelope of a {@code favicon.ico}. */
    static byte[] icon(int size, byte[] png) {
        return ByteBuffer.allocate(ICON_HEAD_BYTES + png.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 1)
                .put((byte) size)
                .put((byte) size)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 32)
                .putInt(png.length)
                .putInt(ICON_HEAD_BYTES)
                .put(png)
                .array();
    }
}
