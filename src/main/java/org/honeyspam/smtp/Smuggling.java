package org.honeyspam.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Watches the text of a message for a dot alone between line ends of which one is not CRLF: some
 * servers take that for the end of the message, others do not (SMTP smuggling).
 */
final class Smuggling {
    private static final int RUN_MAX = 3;
    private static final int RUN_BITS = (1 << RUN_MAX * Byte.SIZE) - 1;

    // Line ends in a row, the last few, a byte each: every line has some, hardly one has a dot.
    private int before;
    private int after;
    private boolean dot;
    private @Nullable String found;

    void see(byte b) {
        boolean end = b == '\r' || b == '\n';
        if (dot) {
            after = end ? with(after, b) : after;
            if (b == '\n' || !end) {
                judge();
            }
        } else if (end) {
            before = with(before, b);
        }
        if (!dot && !end) {
            dot = b == '.' && before != 0;
            before = dot ? before : 0;
        }
    }

    private static int with(int run, byte end) {
        return (run << Byte.SIZE | end) & RUN_BITS;
    }

    private void judge() {
        String spelled = ending(spelled(before)) + "." + spelled(after);
        boolean proper = spelled.equals("\r\n.\r\n");
        if (after != 0 && !proper && found == null) {
            found = spelled;
        }
        before = after;
        after = 0;
        dot = false;
    }

    private static String spelled(int run) {
        var text = new StringBuilder(RUN_MAX);
        for (int left = RUN_MAX - 1; left >= 0; left--) {
            char end = (char) (run >> left * Byte.SIZE & 0xff);
            if (end != 0) {
                text.append(end);
            }
        }
        return text.toString();
    }

    /** The last line end of a run of them. */
    private static String ending(String run) {
        for (String end : new String[] {"\r\r\n", "\r\n", "\n"}) {
            if (run.endsWith(end)) {
                return end;
            }
        }
        return "\r";
    }

    /** The first such sequence; null if there was none. */
    @Nullable String found() {
        return found;
    }
}
