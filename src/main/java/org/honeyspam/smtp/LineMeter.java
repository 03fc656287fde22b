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
        for (byte b : piece) {
            if (last == '\r' && b != '\n') {
                bareReturns++;
                endLine();
            }
            if (b == '\n') {
                lineFeeds++;
                bareLineFeeds += last == '\r' ? 0 : 1;
                endLine();
            } else if (b != '\r') {
                lineBytes++;
            }
            last = b;
        }
        bytes += piece.length;
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
