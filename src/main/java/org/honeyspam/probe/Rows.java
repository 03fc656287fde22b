package org.honeyspam.probe;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.probe.Probe.Message;
import org.honeyspam.probe.Probe.Progress;
import org.honeyspam.probe.Probe.State;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The tables in their file, behind plain JDBC. What is committed is on disk: nothing here can be
 * made again from elsewhere.
 */
final class Rows implements AutoCloseable {
    private static final int BUSY_MILLIS = 30_000;
    private static final List<String> SCHEMA =
            List.of(
                    "create table if not exists bookmark (segment integer, offset integer)",
                    """
                    create table if not exists source (
                      network text primary key, time integer not null) without rowid
                    """,
                    "create index if not exists source_time on source (time)",
                    """
                    create table if not exists probe (
                      id integer primary key autoincrement, event text not null unique,
                      time integer not null, source text not null, network text not null,
                      local text not null, host text not null, sender text not null,
                      recipient text not null, box text not null, domain text not null,
                      subject text, form text not null, sha256 text not null,
                      size_bytes integer not null, trace text not null, score integer not null,
                      signs text not null, state text not null, reason text not null,
                      attempts integer not null, claimed integer, due integer not null,
                      status text not null,                      remote text, protocol text, version integer not null,
                      recorded integer not null)
                    """,
                    "create index if not exists probe_state on probe (state)",
                    "create index if not exists probe_claimed on probe (claimed)",
                    "create index if not exists probe_network on probe (network)",
                    "create index if not exists probe_box on probe (box, form)",
                    "create index if not exists probe_unrecorded on probe (id)"
                            + " where recorded < version");

    private final Connection connection;

    Rows(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A claim that is lost would be a message that is sent twice.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        this.connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T run() throws SQLException, java.io.IOException;
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> T inTransaction(Work<T> work) throws SQLException, java.io.IOException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Changes rows; how many. */
    int change(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    long count(String sql, @Nullable Object... values) throws SQLException {
        return query(sql, row -> row.getLong(1), values).getFirst();
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row.read(found));
                }
            }
            return rows;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant time ? time.toEpochMilli() : values[i];
            statement.setObject(i + 1, value);
        }
    }

    /** All columns of a probe. */
    static Probe probe(ResultSet row) throws SQLException {
        var message =
                new Message(
                        row.getString("event"),
                        Instant.ofEpochMilli(row.getLong("time")),
                        row.getString("source"),
                        row.getString("network"),
                        row.getString("local"),
                        row.getString("host"),
                        row.getString("sender"),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("form"),
                        row.getString("sha256"),
                        row.getLong("size_bytes"),
                        row.getString("trace"));
        long claimed = row.getLong("claimed");
        var progress =
                new Progress(
                        State.of(row.getString("state")),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        claimed == 0 ? null : Instant.ofEpochMilli(claimed),
                        Instant.ofEpochMilli(row.getLong("due")),
                        row.getString("status"),
                        row.getString("remote"),
                        row.getString("protocol"),
                        row.getLong("version"),
                        row.getLong("recorded"));
        String signs = row.getString("signs");
        return new Probe(
                row.getLong("id"),
                message,
                row.getInt("score"),
                signs.isEmpty() ? List.of() : List.of(signs.split(" ")),
                progress);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
