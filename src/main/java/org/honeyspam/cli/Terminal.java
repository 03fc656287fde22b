package org.honeyspam.cli;

import java.io.Console;
import org.honeyspam.content.SafeText;

/** Text of strangers, made safe for a terminal. */
final class Terminal {

    private Terminal() {}

    /** Whether somebody looks at what is printed. */
    @SuppressWarnings(
            "SystemConsoleNull") // NullAway holds that it may be null, and a check is cheap.
    static boolean isAttended() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Every character that a terminal could take for a command is written as an escape. */
    static String safe(String text) {
        return SafeText.safe(text);
    }

    /** A Subject, decoded as mail programs do (RFC 2047), made safe. */
    static String subject(String bytes) {
        return SafeText.subject(bytes);
    }

    /** Text of a peer, recorded one character a byte: shown as UTF-8 where it is that. */
    static String peer(String bytes) {
        return SafeText.peer(bytes);
    }
}
