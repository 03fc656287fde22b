package org.honeyspam.journal;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The tags of lines: a CRC-32C of each, in hexadecimal, one behind the other. */
final class LineTags {
    private final StringBuilder tags = new StringBuilder();
    private final CRC32C line = new CRC32C();

    /** Adds bytes of any number of lines, also in pieces; a line has a tag when it has ended. */
    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int from = bytes.position();
            int end = from;
            while (end < bytes.limit() && bytes.get(end) != '\n') {
                end++;
            }
            boolean ended = end < bytes.limit();
            int next = ended ? end + 1 : end;
            line.update(bytes.slice(from, next - from));
            bytes.position(next);
            if (ended) {
                end();
            }
        }
    }

    /** Adds a line, with its line feed. */
    void addLine(byte[] whole) {
        line.update(whole);
        end();
    }

    void add(LineTags others) {
        tags.append(others.tags);
    }

    private void end() {
        tags.append(HexFormat.of().toHexDigits((int) line.getValue()));
        line.reset();
    }

    String text() {
        return tags.toString();
    }

    void clear() {
        tags.setLength(0);
        line.reset();
    }
}
