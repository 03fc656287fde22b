package org.honeyspam.intel;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When somebody came to which address of ours last.
 *
 * @param since from when on that is known of all
 */
public record Arrivals(Instant since, Map<String, Instant> last) {
    /** Nobody came yet, as far as is known. */
    public static Arrivals none(Instant now) {
        return new Arrivals(now, Map.of());
    }

    /** The last ones; of a routed network visitors can make any number. */
    private static final int TOLD_MAX = 100_000;

    static Rows rows(Database database) throws SQLException {
        return new Rows(
                database,
                "insert into arrival values (?, ?, ?, ?) on conflict (address) do update set "
                        + Span.counted("arrival"));
    }

    static Arrivals of(Database database, Instant now) throws SQLException {
        var last = new HashMap<String, Instant>();
        long[] since = {now.toEpochMilli()};
        database.query(
                "select address, first, last from arrival order by last desc limit " + TOLD_MAX,
                row -> {
                    since[0] = Math.min(since[0], row.getLong(2));
                    return last.put(row.getString(1), Instant.ofEpochMilli(row.getLong(3)));
                });
        return new Arrivals(Instant.ofEpochMilli(since[0]), last);
    }
}
