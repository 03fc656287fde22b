package org.honeyspam.web;

import org.honeyspam.dialogue.LineCutter;
import org.jspecify.annotations.Nullable;

/** Finds the end of a request's body, by its length or its chunks (RFC 9112 sections 6 and 7). */
final class BodySkipper {
    private static final int CHUNK_LINE_BYTES_MAX = 8_190;
    private static final long BODY_BYTES_MAX = 64L << 20;

    private enum State {
        BYTES,
        CHUNK_SIZE,
        CHUNK_BYTES,
        CHUNK_END,
        TRAILER,
        DONE,
        WRONG
    }

    private final LineCutter line = new LineCutter(CHUNK_LINE_BYTES_MAX);
    private State state;
    private long left;
    private long seen;

    private BodySkipper(State state, long left) {
        this.state = state;
        this.left = left;
    }

    /** For the body that the head announces; null if it announces one wrongly. */
    static @Nullable BodySkipper of(RequestHead head) {
        if (head.has("transfer-encoding")) {
            String codings = head.field("transfer-encoding", "");
            String last = codings.substring(codings.lastIndexOf(',') + 1).strip();
            return last.equalsIgnoreCase("chunked") ? new BodySkipper(State.CHUNK_SIZE, 0) : null;
        }
        String length = head.field("content-length", "0");
        if (!length.matches("\\d{1,18}")) {
            return null;
        }
        long bytes = Long.parseLong(length);
        return new BodySkipper(bytes == 0 ? State.DONE : State.BYTES, bytes);
    }

    /** Skips; returns the index of the first byte that is not of the body. */
    int feed(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && !done() && !wrong()) {
            at = step(bytes, at);
        }
        seen += at - from;
        if (seen > BODY_BYTES_MAX) {
            state = State.WRONG;
        }
        return at;
    }

    private int step(byte[] bytes, int at) {
        if (state == State.BYTES || state == State.CHUNK_BYTES) {
            int taken = (int) Math.min(left, bytes.length - at);
            left -= taken;
            if (left == 0) {
                state = state == State.BYTES ? State.DONE : State.CHUNK_END;
            }
            return at + taken;
        }
        int next = line.feed(bytes, at);
        if (line.tooLong()) {
            state = State.WRONG;
        } else if (line.complete()) {
            chunkLine(line.text());
        }
        return next;
    }

    private void chunkLine(String text) {
        switch (state) {
            case CHUNK_SIZE -> {
                String size = text.replaceFirst("(?s)[ \t;].*", "");
                if (size.matches("[0-9A-Fa-f]{1,8}")) {
                    left = Long.parseLong(size, 16);
                    state = left == 0 ? State.TRAILER : State.CHUNK_BYTES;
                } else {
                    state = State.WRONG;
                }
            }
            case CHUNK_END -> state = text.isEmpty() ? State.CHUNK_SIZE : State.WRONG;
            default -> state = text.isEmpty() ? State.DONE : State.TRAILER;
        }
    }

    boolean done() {
        return state == State.DONE;
    }

    boolean wrong() {
        return state == State.WRONG;
    }
}
