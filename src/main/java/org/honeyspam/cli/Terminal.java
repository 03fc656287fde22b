package org.honeyspam.cli;

import java.io.Console;

/** Whether what is printed goes to somebody who looks. */
final class Terminal {

    private Terminal() {}

    /** Whether somebody looks at what is printed. */
    @SuppressWarnings(
            "SystemConsoleNull") // NullAway holds that it may be null, and a check is cheap.
    static boolean isAttended() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
