package org.honeyspam.smtp;

import java.io.ByteArrayOutputStream;
import org.honeyspam.dialogue.Sink;

/**
 * Reads the text of a message after DATA: finds its end, takes out the transparency dots (RFC 5321
 * section 4.5.2), hands on every other byte as it came, and notes odd line ends.
 */
final class DataReader {
    private enum State {
        LINE_START,
        IN_LINE,
        CR,
        DOT,
        DOT_CR,
        END
    }

    private final long bytesMax;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private State state = State.LINE_START;
    private long sizeBytes;
    private boolean bareLineFeed;
    private boolean bareReturn;
    private boolean nul;

    /**
     * @param bytesMax beyond this the message is read to its end and no longer handed on
     */
    DataReader(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * Reads on, up to the end of the message or its first bare CR or LF; returns the index of the
     * first byte that is not of the message.
     */
    int feed(byte[] in, int from, Sink sink, MessageHead head) {
        boolean wasWithin = !tooLarge();
        int at = from;
        while (at < in.length && state != State.END && !bareLineFeed && !bareReturn) {
            take(in[at++]);
        }
        head.add(out.toByteArray());
        sizeBytes += out.size();
        if (!tooLarge()) {
            if (out.size() > 0) {
                sink.keep(out.toByteArray());
            }
        } else if (wasWithin) {
            sink.discard();
        }
        out.reset();
        return at;
    }

    private void take(byte b) {
        switch (state) {
            case LINE_START -> {
                if (b == '.') {
                    state = State.DOT;
                } else {
                    inLine(b);
                }
            }
            case IN_LINE -> inLine(b);
            case CR -> afterReturn(b);
            case DOT -> {
                if (b == '\r') {
                    state = State.DOT_CR;
                } else {
                    inLine(b); // The dot was there for transparency: it is gone.
                }
            }
            case DOT_CR -> {
                if (b == '\n') {
                    state = State.END;
                } else {
                    afterReturn(b);
                }
            }
            case END -> throw new IllegalStateException("the message has ended");
        }
    }

    private void inLine(byte b) {
        if (b == '\r') {
            state = State.CR;
            return;
        }
        out.write(b);
        if (b == '\n') {
            bareLineFeed = true;
        }
        nul |= b == 0;
        state = State.IN_LINE;
    }

    private void afterReturn(byte b) {
        out.write('\r');
        if (b == '\n') {
            out.write('\n');
            state = State.LINE_START;
        } else {
            bareReturn = true;
            inLine(b);
        }
    }

    boolean ended() {
        return state == State.END;
    }

    boolean tooLarge() {
        return sizeBytes > bytesMax;
    }

    /** Size as received, transparency dots and the final dot not counted. */
    long sizeBytes() {
        return sizeBytes;
    }

    boolean bareLineFeed() {
        return bareLineFeed;
    }

    boolean bareReturn() {
        return bareReturn;
    }

    boolean nul() {
        return nul;
    }
}
