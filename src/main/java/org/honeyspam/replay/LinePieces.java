package org.honeyspam.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, whatever is in it: a line that is too long comes in pieces. */
final class LinePieces {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int bytesMax;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long offset;

    /**
     * A line without its line feed, or a piece of one, one character a byte.
     *
     * @param ended whether its line feed was there
     */
    record Piece(String bytes, boolean ended) {}

    LinePieces(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /** The next one; null at the end of the file. */
    @Nullable Piece next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        while (line.size() < bytesMax) {
            if (at == end && !fill()) {
                return line.size() == 0 ? null : new Piece(line.toString(ISO_8859_1), false);
            }
            int most = Math.min(end, at + bytesMax - line.size());
            int from = at;
            while (at < most && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            offset += at - from;
            if (at < most) {
                at++;
                offset++;
                return new Piece(line.toString(ISO_8859_1), true);
            }
        }
        return new Piece(line.toString(ISO_8859_1), false);
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** How many bytes were read so far. */
    long offset() {
        return offset;
    }
}
