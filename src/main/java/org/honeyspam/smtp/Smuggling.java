package org.honeyspam.smtp;

import org.jspecify.annotations.Nullable;

/**
 * Watches the text of a message for a dot alone between line ends of which one is not CRLF: some
 * servers take that for the end of the message, others do not (SMTP smuggling).
 */
final class Smuggling {
    private static final int RUN_MAX = 3;

    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();
    private boolean dot;
    private @Nullable String found;

    void see(byte b) {
        boolean end = b == '\r' || b == '\n';
        if (dot && end) {
            after.append((char) b);
        }
        if (dot && (b == '\n' || !end)) {
            judge();
        }
        if (end && !dot) {
            before.append((char) b);
            before.delete(0, Math.max(0, before.length() - RUN_MAX));
        } else if (b == '.' && !before.isEmpty()) {
            dot = true;
        } else if (!end) {
            before.setLength(0);
        }
    }

    private void judge() {
        String spelled = ending(before.toString()) + "." + after;
        boolean proper = spelled.equals("\r\n.\r\n");
        if (!after.isEmpty() && !proper && found == null) {
            found = spelled;
        }
        before.setLength(0);
        before.append(after);
        after.setLength(0);
        dot = false;
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
