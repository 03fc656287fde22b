package org.honeyspam.intel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of one table that are written many at once: a server is asked seldom. */
final class Rows implements AutoCloseable {
    private static final int WAITING_MAX = 500;

    private final Database database;
    private final PreparedStatement statement;
    private final Set<Object> keys = new HashSet<>();
    private int waiting;

    Rows(Database database, String sql) throws SQLException {
        this.database = database;
        this.statement = database.prepare(sql);
    }

    void add(@Nullable Object... values) throws SQLException {
        database.bind(statement, values);
        statement.addBatch();
        waiting++;
        if (waiting == WAITING_MAX) {
            write();
        }
    }

    /** Adds a row that may change one that waits: PostgreSQL changes none twice in a statement. */
    void addTo(Object key, @Nullable Object... values) throws SQLException {
        if (!keys.add(key)) {
            write();
            keys.add(key);
        }
        add(values);
    }

    /** Writes those that wait. */
    void write() throws SQLException {
        if (waiting > 0) {
            statement.executeBatch();
            waiting = 0;
            keys.clear();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
