package org.honeyspam.smtp;

import java.util.Arrays;
import java.util.function.Consumer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.smtp.LineEnds.Sense;
import org.honeyspam.smtp.SmtpPersona.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a message after DATA: finds its end, takes out the transparency dots (RFC 5321
 * section 4.5.2), hands on every other byte as it came, and notes odd line ends.
 */
final class DataReader {
    private final LineEnds ends;
    private final long bytesMax;
    private final Smuggling smuggling = new Smuggling();
    private byte[] out = {};
    private int outBytes;
    private boolean lineStart = true;
    private boolean dot;
    private int returns;
    private boolean ended;
    private @Nullable Complaint refusal;
    private long sizeBytes;
    private boolean nul;
    private @Nullable Boolean firstBare;

    /**
     * @param bytesMax beyond this the message is read to its end and no longer handed on
     */
    DataReader(LineEnds ends, long bytesMax) {
        this.ends = ends;
        this.bytesMax = bytesMax;
    }

    /**
     * Reads on, up to the end of the message or the first byte that is refused; returns the index
     * of the first byte not read. What it hands on is shown as well, also beyond the limit.
     */
    int feed(byte[] in, int from, Sink sink, Consumer<byte[]> seen) {
        int at = from;
        out =
                new byte
                        [returns + in.length
                                - from]; // All that was read at once, and what was held back.
        while (at < in.length && !over()) {
            if (!lineStart && !dot && returns == 0) {
                at = plain(in, at);
            }
            if (at < in.length) {
                smuggling.see(in[at]);
                take(in[at++]);
            }
        }
        handOn(sink, seen);
        return at;
    }

    private boolean over() {
        return ended || refusal != null;
    }

    /** The bytes up to the next that means something go through as they are. */
    private int plain(byte[] in, int from) {
        int end = from;
        while (end < in.length && in[end] != '\r' && in[end] != '\n' && in[end] != 0) {
            end++;
        }
        if (end > from) {
            smuggling.see(in[from]);
            if (end > from + 1) {
                smuggling.see(in[end - 1]);
            }
            System.arraycopy(in, from, out, outBytes, end - from);
            outBytes += end - from;
        }
        return end;
    }

    private void take(byte b) {
        if (b == '\r') {
            if (returns++ > 0 && ends.returns() == Sense.REFUSED) {
                refuse(Complaint.BARE_CR);
            }
        } else if (b == '\n') {
            lineFeed();
        } else {
            inLine(b);
        }
    }

    private void lineFeed() {
        Sense sense = sense();
        if (sense == Sense.REFUSED) {
            refuse(returns == 0 ? Complaint.BARE_LF : Complaint.BARE_CR);
            write('\n');
        } else if (sense == Sense.LINE_END && dot) {
            ended = true;
        } else {
            spellReturns();
            write('\n');
            lineStart = sense != Sense.TEXT;
            dot = false; // It was there for transparency: it is gone.
        }
    }

    private Sense sense() {
        if (firstBare == null) {
            firstBare = returns == 0;
        }
        Sense sense =
                switch (returns) {
                    case 0 -> ends.lineFeed();
                    case 1 -> Sense.LINE_END;
                    default -> ends.returns();
                };
        return sense != Sense.AS_FIRST ? sense : firstBare ? Sense.LINE_END : Sense.TEXT;
    }

    private void inLine(byte b) {
        if (returns > 0 && ends.bareReturn() == Sense.REFUSED) {
            refuse(Complaint.BARE_CR);
        } else if (returns > 0 && ends.bareReturn() == Sense.LINE_END) {
            if (dot) {
                ended = true;
                return;
            }
            spellReturns();
            lineStart = true;
        } else if (returns > 0) {
            lineStart = false;
        }
        spellReturns();
        if (lineStart && b == '.' && !dot) {
            dot = true;
            lineStart = false;
            return;
        }
        write(b);
        nul |= b == 0;
        lineStart = false;
        dot = false;
    }

    private void refuse(Complaint complaint) {
        refusal = complaint;
        spellReturns();
    }

    private void spellReturns() {
        for (; returns > 0; returns--) {
            write('\r');
        }
    }

    private void write(int b) {
        out[outBytes++] = (byte) b;
    }

    private void handOn(Sink sink, Consumer<byte[]> seen) {
        byte[] piece = outBytes == out.length ? out : Arrays.copyOf(out, outBytes);
        out = new byte[0];
        outBytes = 0;
        seen.accept(piece);
        int room = (int) Math.min(piece.length, Math.max(0, bytesMax - sizeBytes));
        sizeBytes += piece.length;
        if (room == piece.length && room > 0) {
            sink.keep(piece);
        } else if (room > 0) {
            sink.keep(Arrays.copyOf(piece, room));
        }
    }

    boolean ended() {
        return ended;
    }

    /** Why the message is not read on; null if it is. */
    @Nullable Complaint refusal() {
        return refusal;
    }

    boolean tooLarge() {
        return sizeBytes > bytesMax;
    }

    /** Size as received, transparency dots and the final dot not counted. */
    long sizeBytes() {
        return sizeBytes;
    }

    boolean nul() {
        return nul;
    }

    /** What looked like the end of a message to another server than this one; null if nothing. */
    @Nullable String smuggled() {
        return smuggling.found();
    }
}
