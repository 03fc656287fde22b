package org.honeyspam.journal;

import java.util.Locale;

/**
 * Something that is not as it was written.
 *
 * @param offset byte in the file; where it would be, of what is missing
 * @param line from 1; 0 if it is no matter of lines
 * @param text what it is, for people
 */
public record Damage(String file, long offset, long line, Kind kind, String text) {
    /** What was done to it. */
    public enum Kind {
        CHANGED,
        REMOVED,
        INSERTED,
        REORDERED,
        CUT;

        /** As it is told. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In one line. */
    public String told() {
        String where = line == 0 ? "byte " + offset : "line %d, byte %d".formatted(line, offset);
        return "%s, %s: %s: %s".formatted(file, where, kind.label(), text);
    }
}
