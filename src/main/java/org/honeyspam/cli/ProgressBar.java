package org.honeyspam.cli;

import java.io.PrintWriter;

/** How far long work is, on a terminal only, and only where it is long. */
final class ProgressBar implements AutoCloseable {
    private static final int CELLS = 30;
    private static final long SHOWN_AFTER_MILLIS = 500;
    private static final long EVERY_MILLIS = 100;

    private final PrintWriter err;
    private final String what;
    private final long total;
    private final boolean terminal;
    private final long beganNanos = System.nanoTime();
    private long shownMillis;

    /**
     * Begins.
     *
     * @param what is counted: {@code events}
     * @param total how much is to be done, in whatever {@link #at} is told is left
     */
    ProgressBar(PrintWriter err, String what, long total) {
        this.err = err;
        this.what = what;
        this.total = total;
        this.terminal = Terminal.isAttended();
    }

    void at(long count, long left) {
        long now = (System.nanoTime() - beganNanos) / 1_000_000;
        boolean due = now > SHOWN_AFTER_MILLIS && now - shownMillis > EVERY_MILLIS;
        if (terminal && due) {
            err.print(line(count, left, now));
            err.flush();
            shownMillis = now;
        }
    }

    private String line(long count, long left, long millis) {
        double done = total == 0 ? 1 : Math.clamp(1 - (double) left / total, 0, 1);
        int full = (int) (done * CELLS);
        String bar = "#".repeat(full) + ".".repeat(CELLS - full);
        long seconds = done == 0 ? 0 : (long) (millis / done * (1 - done)) / 1_000;
        String rest = "%d:%02d left".formatted(seconds / 60, seconds % 60);
        return "\r[%s] %3d %%  %,d %s, %s ".formatted(bar, (int) (100 * done), count, what, rest);
    }

    @Override
    public void close() {
        if (shownMillis > 0) {
            err.println();
        }
    }
}
