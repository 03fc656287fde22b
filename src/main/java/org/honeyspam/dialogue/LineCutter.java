package org.honeyspam.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, wherever the network cut it. Holds no more than a line of the
 * allowed length; what is longer is swallowed to its end and marked.
 */
public final class LineCutter {
    private static final byte[] NOTHING = {};
    private static final int USUAL_LINE_BYTES = 128;

    private final int lineBytesMax;
    private byte[] line = NOTHING; // Of its own only when something came: most wait for a line.
    private int size;
    private long seenBytes;
    private boolean returnLast;
    private boolean complete;

    /**
     * @param lineBytesMax longest line, its end not counted
     */
    public LineCutter(int lineBytesMax) {
        this.lineBytesMax = lineBytesMax;
    }

    /**
     * Takes bytes up to and with the next line feed; a complete line is forgotten first.
     *
     * @return the index of the first byte not taken
     */
    public int feed(byte[] bytes, int from) {
        if (complete) {
            reset();
        }
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        returnLast = end > from ? bytes[end - 1] == '\r' : returnLast;
        complete = end < bytes.length;
        int stop = complete ? end + 1 : end;
        // Two more than a line may have: room for its CR and LF.
        int room = Math.max(0, lineBytesMax + 2 - size);
        add(bytes, from, Math.min(room, stop - from));
        seenBytes += stop - from;
        return stop;
    }

    /** Whether a line is there, with its line feed. */
    public boolean complete() {
        return complete;
    }

    /** Whether anything of a next line is there. */
    public boolean begun() {
        return !complete && seenBytes > 0;
    }

    /** Whether the line, or what came of it so far, is longer than allowed. */
    public boolean tooLong() {
        // A return that came last may yet be half of the line's end.
        int end = complete || !returnLast ? endBytes() : 1;
        return seenBytes - end > lineBytesMax;
    }

    /** How many bytes the line had, its end not counted, also those that were swallowed. */
    public long lengthBytes() {
        return seenBytes - endBytes();
    }

    /** Whether the line ended with a line feed alone. */
    public boolean bareLineFeed() {
        return complete && endBytes() == 1;
    }

    /** The line without its end, at most as long as allowed, one character a byte. */
    public String text() {
        String all = new String(line, 0, size, ISO_8859_1);
        int length = (int) Math.min(lengthBytes(), lineBytesMax);
        return all.substring(0, Math.min(length, all.length()));
    }

    /** Forgets what came so far. */
    public void reset() {
        size = 0;
        seenBytes = 0;
        returnLast = false;
        complete = false;
    }

    private void add(byte[] bytes, int from, int length) {
        if (size + length > line.length) {
            int grown = Math.max(size + length, Math.max(2 * line.length, USUAL_LINE_BYTES));
            line = Arrays.copyOf(line, grown);
        }
        System.arraycopy(bytes, from, line, size, length);
        size += length;
    }

    private int endBytes() {
        return !complete ? 0 : returnLast ? 2 : 1;
    }
}
