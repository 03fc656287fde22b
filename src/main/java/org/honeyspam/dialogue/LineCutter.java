package org.honeyspam.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/**
 * Cuts a stream of bytes into lines, wherever the network cut it. Holds no more than a line of the
 * allowed length; what is longer is swallowed to its end and marked.
 */
public final class LineCutter {
    private final int lineBytesMax;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
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
        int room = Math.max(0, lineBytesMax + 2 - line.size());
        line.write(bytes, from, Math.min(room, stop - from));
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
        String all = line.toString(ISO_8859_1);
        int length = (int) Math.min(lengthBytes(), lineBytesMax);
        return all.substring(0, Math.min(length, all.length()));
    }

    /** Forgets what came so far. */
    public void reset() {
        line.reset();
        seenBytes = 0;
        returnLast = false;
        complete = false;
    }

    private int endBytes() {
        return !complete ? 0 : returnLast ? 2 : 1;
    }
}
