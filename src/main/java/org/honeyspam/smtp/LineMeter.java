package org.honeyspam.smtp;

/** Counts the lines of a message as it comes, in pieces of any size. */
final class LineMeter {
    private long bytes;
    private long lineFeeds;
    private long bareLineFeeds;
    private long bareReturns;
    private long lineBytes;
    private long longestLineBytes;
    private byte last = '\n';

    void add(byte[] piece) {
        int at = 0;
        while (at < piece.length) {
            int end = at;
            while (end < piece.length && piece[end] != '\r' && piece[end] != '\n') {
                end++;
            }
            if (end > at) {
                plain(end - at);
            }
            if (end < piece.length) {
                lineEnd(piece[end++]);
            }
            at = end;
        }
        bytes += piece.length;
    }

    private void plain(int count) {
        endAtReturn();
        lineBytes += count;
        last = 0;
    }

    private void lineEnd(byte b) {
        if (b == '\n') {
            lineFeeds++;
            bareLineFeeds += last == '\r' ? 0 : 1;
            endLine();
        } else {
            endAtReturn();
        }
        last = b;
    }

    /** A return that no line feed follows ends a line as well. */
    private void endAtReturn() {
        if (last == '\r') {
            bareReturns++;
            endLine();
        }
    }

    private void endLine() {
        longestLineBytes = Math.max(longestLineBytes, lineBytes);
        lineBytes = 0;
    }

    /** What was counted, the end of the message taken for that of a line. */
    Measure measure(boolean headless) {
        boolean open = last != '\n';
        return new Measure(
                bytes + bareLineFeeds + (open ? 2 : 0),
                lineFeeds + (open ? 1 : 0),
                Math.max(longestLineBytes, lineBytes),
                bareReturns + (last == '\r' ? 1 : 0),
                headless);
    }
}
