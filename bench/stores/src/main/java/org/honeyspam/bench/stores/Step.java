package org.honeyspam.bench.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One measurement of one store in a process of its own, so that its memory is its own too. Prints
 * what it found as lines of name and value; {@link Bench} starts it and reads them.
 */
final class Step {
    private static final int WARM = 3;
    private static final int WARM_POINTS = 100;
    private static final long HEAP_LOOK_NANOS = 10_000_000;
    private static final int LOAD_BATCH = 10_000;

    private final Store store;
    private final Path folder;

    private Step(Store store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    static void main(String[] args) throws Exception {
        AtomicLong heapPeak = watchHeap();
        Step step = new Step(Store.valueOf(args[1]), Path.of(args[2]));
        switch (args[0]) {
            case "insert" -> step.insert(Long.parseLong(args[3]), Integer.parseInt(args[4]));
            case "load" -> step.insert(Long.parseLong(args[3]), LOAD_BATCH);
            case "ask" -> step.ask();
            case "start" -> step.start(Long.parseLong(args[3]));
            case "index" -> step.index();
            case "crowd" -> new Crowd(step.store, step.folder).run();
            case "writer" ->
                    new Neighbours(step.store, step.folder, Store.Way.valueOf(args[3])).write();
            case "inspect" -> new Neighbours(step.store, step.folder, Store.Way.PLAIN).inspect();
            case "guest" ->
                    new Neighbours(step.store, step.folder, Store.Way.valueOf(args[3])).visit();
            default -> throw new IllegalArgumentException("no step " + args[0]);
        }
        say("heap_mb", heapPeak.get() / 1e6);
        say("rss_mb", peakResidentBytes() / 1e6);
    }

    /**
     * The clock runs while rows go in and until the closed file holds them; making the rows is not
     * counted.
     */
    private void insert(long rows, int batch) throws SQLException {
        Traffic traffic = new Traffic(1, rows);
        long nanos = 0;
        Connection connection = store.open(folder);
        store.create(connection);
        say("version", store.version(connection));
        connection.setAutoCommit(false);
        for (long done = 0; done < rows; done += batch) {
            List<Event> events = traffic.next((int) Math.min(batch, rows - done));
            long from = System.nanoTime();
            store.insert(connection, events);
            nanos += System.nanoTime() - from;
        }
        long from = System.nanoTime();
        store.checkpoint(connection);
        connection.close();
        nanos += System.nanoTime() - from;
        say("rows_per_second", rows * 1e9 / nanos);
    }

    private void ask() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (Question question : Question.values()) {
            forget();
            long from = System.nanoTime();
            try (Connection connection = store.open(folder)) {
                long digest = question.ask(store, connection, Traffic.someIp(random));
                say(question + "_cold_ms", millisSince(from));
                say(question + "_digest", digest);
                int times = question == Question.ONE_SOURCE ? WARM_POINTS : WARM;
                List<Double> millis = new ArrayList<>();
                for (int i = 0; i < times; i++) {
                    String ip = Traffic.someIp(random);
                    from = System.nanoTime();
                    question.ask(store, connection, ip);
                    millis.add(millisSince(from));
                }
                say(question + "_warm_ms", Figures.median(millis));
            }
        }
    }

    /** What a command pays that asks one thing and ends. */
    private void start(long seed) throws SQLException {
        String ip = Traffic.someIp(new SplittableRandom(seed));
        long from = System.nanoTime();
        try (Connection connection = store.open(folder)) {
            Question.ONE_SOURCE.ask(store, connection, ip);
            say("answer_ms", millisSince(from));
        }
    }

    /** What one more index, on the time, does for the two questions that count over a period. */
    private void index() throws SQLException {
        try (Connection connection = store.open(folder)) {
            long from = System.nanoTime();
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE INDEX event_by_time ON event (time_ms, service, source_ip)");
            }
            store.checkpoint(connection);
            say("index_ms", millisSince(from));
            for (Question question : List.of(Question.PER_HOUR, Question.TOP_SOURCES)) {
                List<Double> millis = new ArrayList<>();
                for (int i = 0; i <= WARM; i++) {
                    from = System.nanoTime();
                    question.ask(store, connection, "");
                    millis.add(millisSince(from));
                }
                say(question + "_warm_ms", Figures.median(millis));
            }
        }
    }

    /**
     * Lets the kernel drop its pages of the database, as after a reboot; needs no rights but GNU
     * dd.
     */
    private void forget() throws IOException, InterruptedException {
        for (Path file : Store.files(folder)) {
            int code =
                    new ProcessBuilder(
                                    "dd",
                                    "of=" + file,
                                    "oflag=nocache",
                                    "conv=notrunc,fdatasync",
                                    "count=0",
                                    "status=none")
                            .inheritIO()
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IOException("dd could not drop the cached pages of " + file);
            }
        }
    }

    /**
     * Looks at the heap often: the peaks of its pools, added up, would be more than there ever was.
     */
    private static AtomicLong watchHeap() {
        AtomicLong peak = new AtomicLong();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    Runtime runtime = Runtime.getRuntime();
                    while (true) {
                        peak.accumulateAndGet(
                                runtime.totalMemory() - runtime.freeMemory(), Math::max);
                        LockSupport.parkNanos(HEAP_LOOK_NANOS);
                    }
                });
        return peak;
    }

    private static long peakResidentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("/proc/self/status has no VmHWM");
    }

    static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    static void say(String name, Object value) {
        System.out.println(name + "\t" + value);
    }
}
