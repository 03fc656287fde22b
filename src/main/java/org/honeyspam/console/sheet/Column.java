package org.honeyspam.console.sheet;

/**
 * A column of a table.
 *
 * @param name in JSON and CSV
 * @param label on the page
 */
public record Column(String name, String label, Kind kind) {
    /** How a value is shown, and where it leads. */
    public enum Kind {
        TEXT,
        TIME,
        NUMBER,
        BYTES,
        IP,
        NETWORK,
        MESSAGE,
        CAMPAIGN,
        ADDRESS,
        SITE,
        /** Some names, each with how often. */
        COUNTS
    }

    public static Column text(String name, String label) {
        return new Column(name, label, Kind.TEXT);
    }

    public static Column of(String name, String label, Kind kind) {
        return new Column(name, label, kind);
    }
}
