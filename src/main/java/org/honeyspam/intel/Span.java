package org.honeyspam.intel;

import java.time.Instant;

/** The time from a first to a last deed, in the columns {@code first} and {@code last}. */
final class Span {
    private Span() {}

    /** What widens that of a row, when one that came before or after is to be added to it. */
    static String widened(String table) {
        return ("first = case when excluded.first < %1$s.first then excluded.first"
                        + " else %1$s.first end, last = "
                        + later("last", "%1$s"))
                .formatted(table);
    }

    /** What adds to the count of a row, and widens its span. */
    static String counted(String table) {
        return "count = %1$s.count + excluded.count, ".formatted(table) + widened(table);
    }

    /** A time in such a column, as it is told. */
    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** The later one of a time and the one that is to be added. */
    static String later(String column, String table) {
        return "case when excluded.%1$s > %2$s.%1$s then excluded.%1$s else %2$s.%1$s end"
                .formatted(column, table);
    }
}
