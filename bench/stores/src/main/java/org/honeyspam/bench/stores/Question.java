package org.honeyspam.bench.stores;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** What the dashboard and the trace ask. */
enum Question {
    PER_HOUR("events per hour and service, 7 days"),
    TOP_SOURCES("top 20 sources, 24 h"),
    ONE_SOURCE("all of one source, newest 100");

    private static final AtomicLong ASKED = new AtomicLong();

    final String title;

    Question(String title) {
        this.title = title;
    }

    /**
     * Reads every column of every row; returns their digest, the same for every store. A period
     * begins a millisecond later each time, since H2 would answer the very same question from its
     * last result.
     */
    long ask(Store store, Connection connection, String sourceIp) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(store))) {
            switch (this) {
                case PER_HOUR -> statement.setLong(1, begin(7));
                case TOP_SOURCES -> statement.setLong(1, begin(1));
                case ONE_SOURCE -> statement.setString(1, sourceIp);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return digest(rows);
            }
        }
    }

    String sql(Store store) {
        return switch (this) {
            case PER_HOUR -> {
                String hour = (store.duck() ? "time_ms // " : "time_ms / ") + Traffic.HOUR_MILLIS;
                yield "SELECT "
                        + hour
                        + ", service, COUNT(*) FROM event WHERE time_ms >= ? GROUP BY "
                        + hour
                        + ", service ORDER BY 1, 2";
            }
            case TOP_SOURCES ->
                    "SELECT source_ip, COUNT(*), MIN(time_ms), MAX(time_ms) FROM event"
                            + " WHERE time_ms >= ? GROUP BY source_ip ORDER BY 2 DESC, 1 LIMIT 20";
            // The order names both columns of the index, without which H2 reads and sorts all rows
            // of the source.
            case ONE_SOURCE ->
                    "SELECT id, time_ms, node, session, service, action, detail FROM event"
                            + " WHERE source_ip = ? ORDER BY source_ip DESC, time_ms DESC"
                            + " LIMIT 100";
        };
    }

    private static long begin(int days) {
        return Traffic.END_MILLIS - days * Traffic.DAY_MILLIS + ASKED.incrementAndGet();
    }

    private static long digest(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        long digest = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                digest = digest * 31 + rows.getString(column).hashCode();
            }
        }
        return digest;
    }
}
