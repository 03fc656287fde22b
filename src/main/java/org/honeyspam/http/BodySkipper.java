package org.honeyspam.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.LineCutter;

/** Finds the end of a request's body, by its length or its chunks (RFC 9112 sections 6 and 7). */
public final class BodySkipper {
    private static final int CHUNK_LINE_BYTES_MAX = 8_190;
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]+)[ \t]*(?:;.*)?");

    /** What more digits say does not fit into the number that a server counts with. */
    private static final int SIZE_DIGITS_MAX = 16;

    private enum State {
        BYTES,
        CHUNK_SIZE,
        CHUNK_BYTES,
        CHUNK_END,
        TRAILER,
        DONE,
        MALFORMED,
        TOO_LARGE
    }

    /**
     * What a server takes.
     *
     * @param bodyBytesMax longest body
     * @param bareLineFeeds whether lines between chunks may end so
     * @param countsDigits whether a size of too many digits is too large, not malformed
     */
    public record Rules(long bodyBytesMax, boolean bareLineFeeds, boolean countsDigits) {}

    /** Is told what the body consists of, piece by piece. */
    public interface Listener {
        void hears(byte[] bytes, int from, int length);
    }

    private final LineCutter line = new LineCutter(CHUNK_LINE_BYTES_MAX);
    private final Rules rules;
    private State state;
    private long left;
    private long seen;
    private Listener listener = (bytes, from, length) -> {};

    private BodySkipper(State state, long left, Rules rules) {
        this.state = state;
        this.left = left;
        this.rules = rules;
    }

    public static BodySkipper none() {
        return new BodySkipper(State.DONE, 0, new Rules(0, false, false));
    }

    public static BodySkipper ofLength(long bytes, Rules rules) {
        State start =
                bytes > rules.bodyBytesMax()
                        ? State.TOO_LARGE
                        : bytes == 0 ? State.DONE : State.BYTES;
        return new BodySkipper(start, bytes, rules);
    }

    public static BodySkipper ofChunks(Rules rules) {
        return new BodySkipper(State.CHUNK_SIZE, 0, rules);
    }

    public void tells(Listener who) {
        listener = who;
    }

    /** Skips; returns the index of the first byte that is not of the body. */
    public int feed(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && isOpen()) {
            at = step(bytes, at);
        }
        seen += at - from;
        if (seen > rules.bodyBytesMax() && isOpen()) {
            state = State.TOO_LARGE;
        }
        return at;
    }

    private int step(byte[] bytes, int at) {
        if (state == State.BYTES || state == State.CHUNK_BYTES) {
            int taken = (int) Math.min(left, bytes.length - at);
            left -= taken;
            listener.hears(bytes, at, taken);
            if (left == 0) {
                state = state == State.BYTES ? State.DONE : State.CHUNK_END;
            }
            return at + taken;
        }
        int next = line.feed(bytes, at);
        if (line.tooLong()) {
            state = State.MALFORMED;
        } else if (line.complete()) {
            if (line.bareLineFeed() && !rules.bareLineFeeds()) {
                state = State.MALFORMED;
            } else {
                chunkLine(line.text());
            }
        }
        return next;
    }

    private void chunkLine(String text) {
        switch (state) {
            case CHUNK_SIZE -> chunkSize(text);
            case CHUNK_END -> state = text.isEmpty() ? State.CHUNK_SIZE : State.MALFORMED;
            default -> state = text.isEmpty() ? State.DONE : State.TRAILER;
        }
    }

    private void chunkSize(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            state = State.MALFORMED;
            return;
        }
        String digits = size.group(1).replaceFirst("^0+", "");
        left =
                digits.length() > SIZE_DIGITS_MAX
                        ? -1
                        : digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 16);
        boolean tooMany = left < 0 || !rules.countsDigits() && left >= Long.MAX_VALUE / 16 * 16;
        if (tooMany) {
            state = rules.countsDigits() ? State.TOO_LARGE : State.MALFORMED;
        } else {
            state = left == 0 ? State.TRAILER : State.CHUNK_BYTES;
        }
    }

    private boolean isOpen() {
        return !done() && !malformed() && !tooLarge();
    }

    /** Whether the end is found, or will never be. */
    public boolean settled() {
        return !isOpen();
    }

    public boolean done() {
        return state == State.DONE;
    }

    public boolean malformed() {
        return state == State.MALFORMED;
    }

    public boolean tooLarge() {
        return state == State.TOO_LARGE;
    }
}
