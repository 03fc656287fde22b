package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by the hour, so that questions about months need not read every event: what happened at
 * the services, and how busy each host was.
 */
final class Rollups implements AutoCloseable {
    static final long HOUR_MILLIS = 3_600_000;
    static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final String COUNTED = " do update set count = %1$s.count + excluded.count";

    private final Rows activity;
    private final Rows hours;
    private final Rows days;
    private final Rows given;
    private final Map<Long, Long> addresses = new LinkedHashMap<>();
    private final Map<Activity, Long> counted = new LinkedHashMap<>();
    private final Map<Source, Long> byHour = new LinkedHashMap<>();
    private final Map<Source, Long> byDay = new LinkedHashMap<>();

    private record Activity(long hour, String service, String action) {}

    private record Source(long hourOrDay, String ip) {}

    Rollups(Database database) throws SQLException {
        this.activity =
                new Rows(
                        database,
                        "insert into activity values (?, ?, ?, ?) on conflict (hour, service, action)"
                                + COUNTED.formatted("activity"));
        this.hours = sources(database, "hour");
        this.days = sources(database, "day");
        this.given =
                new Rows(
                        database,
                        "insert into given values (?, ?) on conflict (hour) do update set"
                                + " addresses = given.addresses + excluded.addresses");
    }

    private static Rows sources(Database database, String unit) throws SQLException {
        String table = "source_" + unit;
        return new Rows(
                database,
                "insert into %s values (?, ?, ?) on conflict (%s, ip)".formatted(table, unit)
                        + COUNTED.formatted(table));
    }

    /** Counts an event; {@link #write} makes rows of what was counted. Null: nobody's. */
    void count(long timeMillis, String service, String action, @Nullable String ip) {
        long hour = timeMillis / HOUR_MILLIS;
        counted.merge(new Activity(hour, service, action), 1L, Long::sum);
        if (ip == null) {
            return;
        }
        byHour.merge(new Source(hour, ip), 1L, Long::sum);
        byDay.merge(new Source(timeMillis / DAY_MILLIS, ip), 1L, Long::sum);
    }

    /** Counts addresses that were given to a visitor. */
    void given(long timeMillis, long count) {
        addresses.merge(timeMillis / HOUR_MILLIS, count, Long::sum);
    }

    void write() throws SQLException {
        for (Map.Entry<Long, Long> entry : addresses.entrySet()) {
            given.add(entry.getKey(), entry.getValue());
        }
        given.write();
        addresses.clear();
        for (Map.Entry<Activity, Long> entry : counted.entrySet()) {
            Activity key = entry.getKey();
            activity.add(key.hour(), key.service(), key.action(), entry.getValue());
        }
        activity.write();
        counted.clear();
        write(byHour, hours);
        write(byDay, days);
    }

    private static void write(Map<Source, Long> busy, Rows rows) throws SQLException {
        for (Map.Entry<Source, Long> entry : busy.entrySet()) {
            rows.add(entry.getKey().hourOrDay(), entry.getKey().ip(), entry.getValue());
        }
        rows.write();
        busy.clear();
    }

    @Override
    public void close() throws SQLException {
        activity.close();
        hours.close();
        days.close();
        given.close();
    }
}
