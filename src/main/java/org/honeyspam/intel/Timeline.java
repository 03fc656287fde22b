package org.honeyspam.intel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one host did, or everybody, the newest first, a page at a time. */
public final class Timeline {
    /** Of so many of a host's events at most their kinds are counted. */
    private static final int COUNTED_MAX = 20_000;

    private final Database database;

    Timeline(Database database) {
        this.database = database;
    }

    /** An event; its id is of the views, and higher for a later one. */
    public record Event(
            long id,
            Instant time,
            String action,
            String service,
            @Nullable String session,
            String ip,
            String detail) {
        private static Event of(ResultSet row) throws SQLException {
            return new Event(
                    row.getLong(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    row.getString(3),
                    String.valueOf(row.getString(4)),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7));
        }
    }

    /**
     * How often a host did what.
     *
     * @param whole whether all that it did is counted, not only the newest
     */
    public record Kinds(Map<String, Long> actions, boolean whole) {}

    /** Events before that one, the newest first; of that host, or of all if it is null. */
    public List<Event> before(long id, @Nullable String ip, int most) throws SQLException {
        String columns = "select id, time, action, service, session, ip, detail from event where ";
        return ip == null
                ? database.query(columns + "id < ? order by id desc limit ?", Event::of, id, most)
                : database.query(
                        columns + "ip = ? and id < ? order by id desc limit ?",
                        Event::of,
                        ip,
                        id,
                        most);
    }

    /** The first event that is not before that time; {@link Long#MAX_VALUE} if there is none. */
    public long at(Instant time) throws SQLException {
        long low = database.number("select coalesce(min(id), 0) from event");
        long high = database.number("select coalesce(max(id), -1) from event") + 1;
        long end = high;
        while (low < high) { // They are in the order of their time: no index is needed.
            long middle = low + (high - low) / 2;
            boolean before =
                    database.number(
                                    "select coalesce((select time from event where id >= ?"
                                            + " order by id limit 1), ?)",
                                    middle,
                                    Long.MAX_VALUE)
                            < time.toEpochMilli();
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low == end ? Long.MAX_VALUE : low;
    }

    /** What a host did lately, the most frequent first. */
    public Kinds kinds(String ip) throws SQLException {
        Map<String, Long> actions = new LinkedHashMap<>();
        database.query(
                "select action, count(*) from (select action from event where ip = ?"
                        + " order by id desc limit ?) as newest group by action order by 2 desc, 1",
                row -> actions.put(row.getString(1), row.getLong(2)),
                ip,
                COUNTED_MAX);
        long counted = actions.values().stream().mapToLong(Long::longValue).sum();
        return new Kinds(actions, counted < COUNTED_MAX);
    }
}
