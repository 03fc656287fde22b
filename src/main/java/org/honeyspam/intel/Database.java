package org.honeyspam.intel;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query store, behind plain JDBC; several processes may use it. */
final class Database implements AutoCloseable {
    /** More than there are in all; who wrote them with values in them would meet it. */
    private static final int IDLE_MAX = 100;

    private static final int KEY_CHARACTERS_MAX = 640;

    private final Store store;
    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    /** Opens the store as it is; {@link Migrations} give it its shape. */
    Database(Store store) throws IOException, SQLException {
        this.store = store;
        this.connection = store.open();
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T run() throws SQLException, IOException;
    }

    /** Does the work while nobody else writes. */
    <T> T inTransaction(Work<T> work) throws SQLException, IOException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            if (!store.lockStatement().isEmpty()) {
                execute(store.lockStatement());
            }
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

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What is done with a statement. */
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /**
     * Uses a statement that was prepared before, if nobody uses it now: to prepare one takes SQLite
     * as long as to answer it.
     */
    private <T> T with(String sql, Use<T> use) throws SQLException {
        PreparedStatement found = idle.remove(sql);
        PreparedStatement statement = found == null ? prepare(sql) : found;
        boolean done = false;
        try {
            T result = use.of(statement);
            done = !idle.containsKey(sql);
            return result;
        } finally {
            if (done) {
                idle.put(sql, statement);
            } else {
                statement.close();
            }
            if (idle.size() > IDLE_MAX) {
                PreparedStatement oldest = idle.pollFirstEntry().getValue();
                oldest.close();
            }
        }
    }

    /** Changes rows; returns how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return with(
                sql,
                statement -> {
                    bind(statement, values);
                    return statement.executeUpdate();
                });
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return with(
                sql,
                statement -> {
                    bind(statement, values);
                    List<T> rows = new ArrayList<>();
                    try (ResultSet found = statement.executeQuery()) {
                        while (found.next()) {
                            rows.add(row.read(found));
                        }
                    }
                    return rows;
                });
    }

    /** The one number that a query gives. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return query(sql, row -> row.getLong(1), values).getFirst();
    }

    /** How many bytes all of it takes. */
    long sizeBytes() throws SQLException {
        return number(store.sizeQuery());
    }

    /** The tables that are there. */
    List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        String[] types = {"TABLE"};
        try (ResultSet found =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", types)) {
            while (found.next()) {
                names.add(found.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    void drop(List<String> tables) throws SQLException {
        for (String table : tables) {
            execute("drop table " + table);
        }
    }

    /** As much of a text as can be in an index: PostgreSQL's rows of these have 2,704 bytes. */
    static String key(String text) {
        return text.substring(0, Math.min(text.length(), KEY_CHARACTERS_MAX));
    }

    void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof String text ? store.kept(text) : value);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
