package org.honeyspam.bench.stores;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two processes at one database: the node writes at a steady pace, a command comes as a guest. Each
 * batch begins and ends with a mark that bears the time of day; the guest sees by it how old its
 * view is.
 */
final class Neighbours {
    private static final String MARK = "192.0.2.1";
    private static final int BATCH = 1_000;
    private static final int PAUSE_MILLIS = 200;
    private static final long READ_NANOS = 4_000_000_000L;
    private static final int WRITES = 25;
    private static final int INSPECTED_SOURCES = 1_000;

    private final Store store;
    private final Path folder;
    private final Store.Way way;

    Neighbours(Store store, Path folder, Store.Way way) {
        this.store = store;
        this.folder = folder;
        this.way = way;
    }

    /** Writes until standard input ends. */
    void write() throws Exception {
        Traffic traffic = new Traffic(System.nanoTime(), 1_000_000_000L);
        List<Double> millis = new ArrayList<>();
        try (Connection connection = store.open(folder, way)) {
            connection.setAutoCommit(false);
            while (System.in.available() == 0) {
                List<Event> batch = traffic.next(BATCH - 2);
                long now = System.currentTimeMillis();
                batch.addFirst(mark(now));
                batch.addLast(mark(now));
                long from = System.nanoTime();
                store.insert(connection, batch);
                millis.add(Step.millisSince(from));
                Step.say("batches", millis.size());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        Step.say("batch_ms", Figures.median(millis));
        Step.say("batch_max_ms", millis.stream().mapToDouble(d -> d).max().orElseThrow());
    }

    void visit() throws SQLException {
        long from = System.nanoTime();
        Connection connection;
        try {
            connection = store.open(folder, way);
            newestMark(connection);
        } catch (SQLException e) {
            Step.say("refused", firstLine(e));
            return;
        }
        Step.say("open_ms", Step.millisSince(from));
        try (connection) {
            read(connection);
            writeALittle(connection);
            Step.say("marks", marks(connection));
        }
    }

    /** After the writer was killed: opens, and reads a lot by the index. */
    void inspect() throws SQLException {
        long from = System.nanoTime();
        try (Connection connection = store.open(folder, way)) {
            newestMark(connection);
            Step.say("open_ms", Step.millisSince(from));
            SplittableRandom random = new SplittableRandom(9);
            for (int i = 0; i < INSPECTED_SOURCES; i++) {
                Question.ONE_SOURCE.ask(store, connection, Traffic.someIp(random));
            }
            Step.say("marks", marks(connection));
        } catch (SQLException e) {
            Step.say("broken", firstLine(deepest(e)));
        }
    }

    private void read(Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(3);
        List<Double> ages = new ArrayList<>();
        long until = System.nanoTime() + READ_NANOS;
        long reads = 0;
        while (System.nanoTime() < until) {
            Question.ONE_SOURCE.ask(store, connection, Traffic.someIp(random));
            ages.add((double) (System.currentTimeMillis() - newestMark(connection)));
            reads += 2;
        }
        Step.say("reads_per_second", reads * 1e9 / READ_NANOS);
        Step.say("age_ms", Figures.median(ages));
        Step.say("age_max_ms", ages.stream().mapToDouble(d -> d).max().orElseThrow());
    }

    private void writeALittle(Connection connection) throws SQLException {
        Traffic traffic = new Traffic(5, 1_000_000_000L);
        List<Double> millis = new ArrayList<>();
        try {
            connection.setAutoCommit(false);
            for (int i = 0; i < WRITES; i++) {
                long from = System.nanoTime();
                store.insert(connection, traffic.next(1));
                millis.add(Step.millisSince(from));
            }
            Step.say("write_ms", Figures.median(millis));
            Step.say("write_max_ms", millis.stream().mapToDouble(d -> d).max().orElseThrow());
        } catch (SQLException e) {
            connection.rollback();
            Step.say("write_refused", firstLine(e));
        }
        connection.setAutoCommit(true);
    }

    private static Event mark(long now) {
        return new Event("mark", now, "node", "mark", "mark", "mark", MARK, MARK, "a mark");
    }

    private static long newestMark(Connection connection) throws SQLException {
        return one(
                connection,
                "SELECT time_ms FROM event WHERE source_ip = ?"
                        + " ORDER BY source_ip DESC, time_ms DESC LIMIT 1");
    }

    /** Odd means that half a batch can be seen. */
    private static long marks(Connection connection) throws SQLException {
        return one(connection, "SELECT COUNT(*) FROM event WHERE source_ip = ?");
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, MARK);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("no mark of the writer can be seen");
                }
                return rows.getLong(1);
            }
        }
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }

    /** Without tabs and paths, which differ from run to run. */
    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines()
                .findFirst()
                .orElse(message)
                .replaceAll("\\s+", " ")
                .replaceAll("\"?/[^\" ]+\"?", "(path)");
    }
}
