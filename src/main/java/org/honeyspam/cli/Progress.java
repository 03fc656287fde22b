package org.honeyspam.cli;

import java.io.PrintWriter;

/** Long work shows how far it is, on a terminal only. */
final class Progress {
    private static final int EVERY = 500;

    private final PrintWriter err;
    private final boolean terminal;
    private boolean shown;

    Progress(PrintWriter err) {
        this.err = err;
        this.terminal = Terminal.isAttended();
    }

    void show(String text, long count) {
        if (terminal && count % EVERY == 0) {
            err.print("\r" + text.formatted(count) + " ");
            err.flush();
            shown = true;
        }
    }

    void end() {
        if (shown) {
            err.println();
        }
    }
}
