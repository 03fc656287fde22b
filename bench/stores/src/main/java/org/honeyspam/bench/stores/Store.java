package org.honeyspam.bench.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * The candidates: how each is opened, what it is told about durability and memory, and how it takes
 * many rows.
 */
enum Store {
    /** Write-ahead log with relaxed sync: a power cut may lose the newest rows, never the file. */
    SQLITE("SQLite", "sqlite-jdbc"),
    H2("H2", "h2"),
    DUCKDB("DuckDB", "duckdb_jdbc"),
    /**
     * The same store through plain JDBC batches; the candidate above uses its appender, which no
     * other store has.
     */
    DUCKDB_JDBC("DuckDB, JDBC batch", "duckdb_jdbc");

    private static final int CACHE_MB = 64;
    private static final int LOCK_WAIT_MILLIS = 5_000;
    private static final String INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TABLE =
            """
            CREATE TABLE event (
              id VARCHAR(64) NOT NULL, time_ms BIGINT NOT NULL, node VARCHAR(64) NOT NULL,
              session VARCHAR(32) NOT NULL, service VARCHAR(16) NOT NULL,
              action VARCHAR(32) NOT NULL, source_ip VARCHAR(45) NOT NULL,
              source_net VARCHAR(49) NOT NULL, detail VARCHAR(1000) NOT NULL)\
            """;

    final String title;
    final String jar;

    Store(String title, String jar) {
        this.title = title;
        this.jar = jar;
    }

    /** The three that are compared in everything; the fourth differs only in how rows go in. */
    static List<Store> engines() {
        return List.of(SQLITE, H2, DUCKDB);
    }

    boolean duck() {
        return this == DUCKDB || this == DUCKDB_JDBC;
    }

    Connection open(Path folder) throws SQLException {
        return open(folder, Way.PLAIN);
    }

    Connection open(Path folder, Way way) throws SQLException {
        Properties settings = new Properties();
        Path file = folder.resolve("views");
        String url =
                switch (this) {
                    case SQLITE -> {
                        // The driver turns these into PRAGMAs on the new connection.
                        if (way == Way.READ_ONLY) {
                            settings.setProperty("open_mode", "1");
                        } else {
                            settings.setProperty("journal_mode", "WAL");
                            settings.setProperty("synchronous", "NORMAL");
                        }
                        settings.setProperty("cache_size", String.valueOf(-CACHE_MB * 1024));
                        settings.setProperty("busy_timeout", String.valueOf(LOCK_WAIT_MILLIS));
                        settings.setProperty("transaction_mode", "IMMEDIATE");
                        yield "jdbc:sqlite:" + file + ".sqlite";
                    }
                    case H2 ->
                            "jdbc:h2:file:"
                                    + file
                                    + ";CACHE_SIZE="
                                    + CACHE_MB * 1024
                                    + ";LOCK_TIMEOUT="
                                    + LOCK_WAIT_MILLIS
                                    + (way == Way.READ_ONLY ? ";ACCESS_MODE_DATA=r" : "")
                                    + (way == Way.SHARED ? ";AUTO_SERVER=TRUE" : "");
                    case DUCKDB, DUCKDB_JDBC -> {
                        settings.setProperty("memory_limit", "512MB");
                        if (way == Way.READ_ONLY) {
                            settings.setProperty("duckdb.read_only", "true");
                        }
                        yield "jdbc:duckdb:" + file + ".duckdb";
                    }
                };
        return DriverManager.getConnection(url, settings);
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute("CREATE INDEX event_by_source ON event (source_ip, time_ms)");
            statement.execute("CREATE INDEX event_by_action ON event (action, time_ms)");
        }
    }

    /** All of them in one transaction. The connection must not be in auto-commit mode. */
    void insert(Connection connection, List<Event> events) throws SQLException {
        if (this == DUCKDB) {
            append(connection, events);
        } else {
            batch(connection, events);
        }
        connection.commit();
    }

    private static void batch(Connection connection, List<Event> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Event event : events) {
                insert.setString(1, event.id());
                insert.setLong(2, event.atMillis());
                insert.setString(3, event.node());
                insert.setString(4, event.session());
                insert.setString(5, event.service());
                insert.setString(6, event.action());
                insert.setString(7, event.sourceIp());
                insert.setString(8, event.sourceNet());
                insert.setString(9, event.detail());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void append(Connection connection, List<Event> events) throws SQLException {
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender("event")) {
            for (Event event : events) {
                appender.beginRow()
                        .append(event.id())
                        .append(event.atMillis())
                        .append(event.node())
                        .append(event.session())
                        .append(event.service())
                        .append(event.action())
                        .append(event.sourceIp())
                        .append(event.sourceNet())
                        .append(event.detail())
                        .endRow();
            }
        }
    }

    /**
     * Everything into the main file, and statistics for the planner, as a node would do now and
     * then.
     */
    void checkpoint(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            switch (this) {
                case SQLITE -> {
                    statement.execute("PRAGMA analysis_limit = 1000");
                    statement.execute("ANALYZE");
                    statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                }
                case H2 -> {
                    statement.execute("ANALYZE");
                    statement.execute("CHECKPOINT SYNC");
                }
                case DUCKDB, DUCKDB_JDBC -> {
                    statement.execute("ANALYZE");
                    statement.execute("CHECKPOINT");
                }
            }
        }
    }

    String version(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a process asks for a database that another one may have open. */
    enum Way {
        PLAIN("as the node opens it"),
        READ_ONLY("read-only"),
        /** H2's AUTO_SERVER: the first process serves the others over TCP. */
        SHARED("AUTO_SERVER in both");

        final String title;

        Way(String title) {
            this.title = title;
        }
    }
}
