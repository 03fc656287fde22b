package org.honeyspam.intel;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.honeyspam.config.Configuration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Where the views are kept: in a file of SQLite's, or in a database of PostgreSQL's. Both are asked
 * with the same statements; where their words differ, the difference stands here.
 */
public sealed interface Store {

    /**
     * The one that is configured.
     *
     * @param file that it is in, if it is in a file
     * @throws IOException if there is a password that cannot be read
     */
    static Store of(Configuration.Views settings, Path file) throws IOException {
        if (settings.database().isEmpty()) {
            return new SqliteFile(file);
        }
        Path passwordFile = settings.passwordFile();
        String password = passwordFile == null ? "" : Files.readString(passwordFile).strip();
        return new PostgresSchema(settings.database(), settings.user(), password);
    }

    /** A new connection; it is nobody else's. */
    Connection open() throws IOException, SQLException;

    /** Whether that says that what is kept there can no longer be read, whoever tries. */
    boolean isRuined(SQLException e);

    /** Gives up what is kept there; only what {@link #isRuined} has to. */
    void remove() throws IOException;

    /** A statement that makes a table, which is written for SQLite, in its own words. */
    String inItsWords(String sql);

    /** A text of a peer's as it is kept; of it a column can hold all but perhaps a zero byte. */
    String kept(String text);

    /** What makes a transaction the only one that writes; empty if each is. */
    String lockStatement();

    /** What gives room back that was freed; empty if it need not be given back. */
    String shrinkStatement();

    /** A query for how many bytes all of it takes, without what is free within. */
    String sizeQuery();

    /** A file. Several processes may use it: it locks itself. */
    record SqliteFile(Path path) implements Store {
        private static final int BUSY_MILLIS = 30_000;
        private static final int BETWEEN_TRIES_MILLIS = 20;

        /** Rows of many hosts and addresses come in no order: of the indices much is changed. */
        private static final int CACHE_KILOBYTES = 64 << 10;

        /** Of 4 KB: to bring what was written to its place less often than at every batch. */
        private static final String CHECKPOINT_PAGES = "10000";

        @Override
        public Connection open() throws IOException, SQLException {
            create();
            var config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            // The views can be made again from the journal: a lost last commit costs nothing.
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setBusyTimeout(BUSY_MILLIS);
            config.setCacheSize(-CACHE_KILOBYTES);
            config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setGetGeneratedKeys(false); // Else an insert is followed by a query for its key.
            return connection(config);
        }

        /** Of two who make it at once one may be told that it is locked, without any waiting. */
        private Connection connection(SQLiteConfig config) throws SQLException {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
            while (true) {
                try {
                    return config.createConnection("jdbc:sqlite:" + path);
                } catch (SQLException e) {
                    boolean busy = e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
                    if (!busy || System.nanoTime() > end || Thread.interrupted()) {
                        throw e;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_TRIES_MILLIS));
                }
            }
        }

        @Override
        public boolean isRuined(SQLException e) {
            return e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code
                    || e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code;
        }

        @Override
        public void remove() throws IOException {
            for (String end : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(path.resolveSibling(path.getFileName() + end));
            }
        }

        private void create() throws IOException {
            if (!Files.exists(path)) {
                var owner = PosixFilePermissions.fromString("rw-------");
                try {
                    Files.createFile(path, PosixFilePermissions.asFileAttribute(owner));
                } catch (FileAlreadyExistsException e) {
                    // Another process was quicker; either way it is there.
                }
            }
        }

        @Override
        public String inItsWords(String sql) {
            return sql;
        }

        @Override
        public String kept(String text) {
            return text;
        }

        @Override
        public String lockStatement() {
            return "";
        }

        @Override
        public String shrinkStatement() {
            return "";
        }

        @Override
        public String sizeQuery() {
            return "select (page_count - freelist_count) * page_size"
                    + " from pragma_page_count, pragma_freelist_count, pragma_page_size";
        }
    }

    /**
     * The schema {@code honeyspam} in a database of a server's.
     *
     * @param url as in {@code jdbc:postgresql://host/database}
     */
    record PostgresSchema(String url, String user, String password) implements Store {
        private static final String SCHEMA = "honeyspam";

        /** Any number, the same for all programs that write here. */
        private static final long LOCK = 0x686f6e6579L;

        @Override
        public Connection open() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", user);
            if (!password.isEmpty()) {
                properties.setProperty("password", password);
            }
            properties.setProperty("reWriteBatchedInserts", "true");
            // As with SQLite: a lost last commit costs nothing.
            properties.setProperty("options", "-c synchronous_commit=off");
            properties.setProperty("currentSchema", SCHEMA);
            Connection connection = DriverManager.getConnection(url, properties);
            boolean done = false;
            try {
                createSchema(connection);
                done = true;
                return connection;
            } finally {
                if (!done) {
                    connection.close();
                }
            }
        }

        /** A server mends itself, or its operator does. */
        @Override
        public boolean isRuined(SQLException e) {
            return false;
        }

        @Override
        public void remove() {
            throw new IllegalStateException("what a server keeps is not removed");
        }

        /** One at a time: else of two newcomers one fails. */
        private void createSchema(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(lockStatement());
                String sql = "select 1 from pg_namespace where nspname = '" + SCHEMA + "'";
                boolean there;
                try (ResultSet found = statement.executeQuery(sql)) {
                    there = found.next();
                }
                if (!there) { // Who may not create one can still use it.
                    statement.execute("create schema " + SCHEMA);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }

        @Override
        public String inItsWords(String sql) {
            return sql.replaceAll("\\binteger\\b", "bigint")
                    .replaceAll("\\bblob\\b", "bytea")
                    .replaceAll("\\btext\\b(?=[ ,)])", "text collate \"C\"") // As SQLite orders.
                    .replaceAll("\\bwithout rowid\\b", "");
        }

        /** A zero byte is shown as its symbol, which no byte of a peer's is read as. */
        @Override
        public String kept(String text) {
            return text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
        }

        @Override
        public String lockStatement() {
            return "select pg_advisory_xact_lock(%d)".formatted(LOCK);
        }

        @Override
        public String shrinkStatement() {
            return "vacuum full";
        }

        @Override
        public String sizeQuery() {
            return "select pg_database_size(current_database())";
        }

        /** Without the password. */
        @Override
        public String toString() {
            return url + " as " + user;
        }
    }
}
