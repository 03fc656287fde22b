package org.honeyspam.cli.doctor;

/**
 * What a check found.
 *
 * @param remedy what to do; empty if nothing
 */
public record Finding(String check, Level level, String what, String remedy) {
    /** What to do where a port does not answer and nothing more is known. */
    static final String SEE_LOG = "look at the log of the node at this moment, and at a firewall";

    /** How bad it is. */
    public enum Level {
        OK,
        WARNING,
        FAILURE
    }

    static Finding ok(String check, String what) {
        return new Finding(check, Level.OK, what, "");
    }

    static Finding warning(String check, String what, String remedy) {
        return new Finding(check, Level.WARNING, what, remedy);
    }

    static Finding failure(String check, String what, String remedy) {
        return new Finding(check, Level.FAILURE, what, remedy);
    }
}
