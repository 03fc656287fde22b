package org.honeyspam.intel;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The query store, behind plain JDBC. Several processes may use it: it locks its own file. */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 30_000;
    private static final List<String> SCHEMA =
            List.of(
                    "create table if not exists bookmark (segment integer, offset integer)",
                    """
                    create table if not exists event (
                      time integer not null, action text not null, service text, session text,
                      ip text not null, detail text not null)
                    """,
                    "create index if not exists event_ip on event (ip, time)",
                    """
                    create table if not exists address (
                      address text primary key, visit text not null, ip text not null,
                      time integer not null, site text not null, path text not null,
                      agent text not null, form text) without rowid
                    """,
                    "create index if not exists address_ip on address (ip)",
                    """
                    create table if not exists message (
                      id integer primary key, event text not null unique, time integer not null,
                      service text not null, session text not null, ip text not null,
                      port integer not null, chain text not null, helo text not null,
                      sender text not null, queue_id text not null, message_id text, subject text,
                      sha256 text not null, size_bytes integer not null, trace_header text not null)
                    """,
                    "create index if not exists message_ip on message (ip, time)",
                    "create index if not exists message_queue_id on message (queue_id)",
                    "create index if not exists message_message_id on message (message_id)",
                    """
                    create table if not exists recipient (
                      message integer not null, address text not null, bait text)
                    """,
                    "create index if not exists recipient_message on recipient (message)",
                    "create index if not exists recipient_bait on recipient (bait)",
                    """
                    create table if not exists deed (
                      ip text not null, reason text not null, count integer not null,
                      first integer not null, last integer not null,
                      primary key (ip, reason)) without rowid
                    """,
                    """
                    create table if not exists naming (
                      ip text not null, reason text not null, network text not null,
                      caller text not null, first integer not null, last integer not null,
                      count integer not null,
                      primary key (ip, reason, network)) without rowid
                    """,
                    """
                    create table if not exists form (
                      bait text not null, time integer not null, session text not null,
                      ip text not null, kind text not null, site text not null,
                      url text not null, sha256 text)
                    """,
                    "create index if not exists form_bait on form (bait)",
                    """
                    create table if not exists walk (
                      ip text not null, site text not null, agent text not null,
                      robots integer, entered integer, last integer not null,
                      pages integer not null, maze_pages integer not null,
                      crawler text, purpose text, standing text, host text,
                      primary key (ip, site, agent)) without rowid
                    """,
                    """
                    create table if not exists login (
                      user text primary key, password text not null) without rowid
                    """);

    /** Counts the changes of that shape; what was made in another one is made again. */
    private static final int SHAPE = 6;

    private final Connection connection;

    Database(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // The views can be made again from the journal: a lost last commit costs nothing.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setGetGeneratedKeys(false); // Else each insert is followed by a query for its key.
        this.connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            dropIfOfAnotherShape(statement);
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
    }

    private void dropIfOfAnotherShape(Statement statement) throws SQLException {
        statement.execute("begin immediate");
        List<Integer> shape = query("pragma user_version", row -> row.getInt(1));
        if (!shape.equals(List.of(SHAPE))) {
            String sql = "select name from sqlite_master where type = 'table'";
            for (String table : query(sql, row -> row.getString(1))) {
                statement.execute("drop table " + table);
            }
            statement.execute("pragma user_version = " + SHAPE);
        }
        statement.execute("commit");
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T run() throws SQLException, java.io.IOException;
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

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
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

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
