package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts by the hour, so that questions about months need not read every event: what happened at
 * the services, and how busy each host was.
 */
final class Rollups implements AutoCloseable {
    static final long HOUR_MILLIS = 3_600_000;
    private static final String COUNTED = " do update set count = %1$s.count + excluded.count";

    private final Rows activity;
    private final Rows sources;
    private final Map<Activity, Long> counted = new LinkedHashMap<>();
    private final Map<Source, Long> busy = new LinkedHashMap<>();

    private record Activity(long hour, String service, String action) {}

    private record Source(long hour, String ip) {}

    Rollups(Database database) throws SQLException {
        this.activity =
                new Rows(
                        database,
                        "insert into activity values (?, ?, ?, ?) on conflict (hour, service, action)"
                                + COUNTED.formatted("activity"));
        this.sources =
                new Rows(
                        database,
                        "insert into source_hour values (?, ?, ?) on conflict (hour, ip)"
                                + COUNTED.formatted("source_hour"));
    }

    /** Counts an event; {@link #write} makes rows of what was counted. */
    void count(long timeMillis, String service, String action, String ip) {
        long hour = timeMillis / HOUR_MILLIS;
        counted.merge(new Activity(hour, service, action), 1L, Long::sum);
        busy.merge(new Source(hour, ip), 1L, Long::sum);
    }

    void write() throws SQLException {
        for (Map.Entry<Activity, Long> entry : counted.entrySet()) {
            Activity key = entry.getKey();
            activity.add(key.hour(), key.service(), key.action(), entry.getValue());
        }
        for (Map.Entry<Source, Long> entry : busy.entrySet()) {
            sources.add(entry.getKey().hour(), entry.getKey().ip(), entry.getValue());
        }
        activity.write();
        sources.write();
        counted.clear();
        busy.clear();
    }

    @Override
    public void close() throws SQLException {
        activity.close();
        sources.close();
    }
}
