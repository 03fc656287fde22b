package org.honeyspam.bench.stores;

import static org.honeyspam.bench.stores.Store.DUCKDB;
import static org.honeyspam.bench.stores.Store.DUCKDB_JDBC;
import static org.honeyspam.bench.stores.Store.H2;
import static org.honeyspam.bench.stores.Store.SQLITE;
import static org.honeyspam.bench.stores.Store.Way.PLAIN;
import static org.honeyspam.bench.stores.Store.Way.READ_ONLY;
import static org.honeyspam.bench.stores.Store.Way.SHARED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all stores in turns, so that a noisy minute of the machine hits each of them, and prints
 * the report.
 */
final class Bench {
    private static final int ROUNDS = 3;
    private static final int STARTS = 5;
    private static final int KILLS = 5;
    private static final int KILL_ROWS = 20_000;

    /** JDBC batches are so slow in DuckDB that a fiftieth of the rows shows it. */
    static final int JDBC_BATCH_SHARE = 50;

    private final Path work;
    private final long rows;
    private final Figures figures = new Figures();
    private final Map<Question, String> digests = new EnumMap<>(Question.class);
    private final Report report;
    private final long from = System.nanoTime();

    private Bench(Path work, long rows) {
        this.work = work;
        this.rows = rows;
        this.report = new Report(figures, rows);
    }

    static void main(String[] args) throws Exception {
        new Bench(Path.of(args[1]), Long.parseLong(args[0])).run();
    }

    private void run() throws Exception {
        inserts();
        loads();
        questions();
        starts();
        crowds();
        neighbours();
        kills();
        indexes();
        progress("done");
        report.print(Path.of("target", "drivers"));
    }

    private void inserts() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            for (int batch : Report.BATCHES) {
                for (Store store : Store.values()) {
                    long count = rows / 5 / (store == DUCKDB_JDBC ? JDBC_BATCH_SHARE : 1);
                    progress(
                            "insert "
                                    + count
                                    + " by "
                                    + batch
                                    + ", round "
                                    + round
                                    + ": "
                                    + store.title);
                    Path folder = Files.createDirectory(work.resolve("insert"));
                    Map<String, String> said = Child.run("insert", store, folder, count, batch);
                    keep(store, "insert_" + batch, said, "rows_per_second");
                    delete(folder);
                }
            }
        }
    }

    private void loads() throws Exception {
        for (Store store : Store.engines()) {
            progress("load " + rows + ": " + store.title);
            Path folder = Files.createDirectory(home(store));
            Map<String, String> said = Child.run("load", store, folder, rows);
            keep(store, "load", said, "rows_per_second");
            keepMemory(store, "load", said);
            report.version(store, said.get("version"));
            figures.add(store, "disk_mb", megabytes(folder));
        }
    }

    private void questions() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            for (Store store : Store.engines()) {
                progress("questions, round " + round + ": " + store.title);
                Map<String, String> said = Child.run("ask", store, home(store));
                for (Question question : Question.values()) {
                    keep(store, question + "_cold_ms", said, question + "_cold_ms");
                    keep(store, question + "_warm_ms", said, question + "_warm_ms");
                    agree(question, said.get(question + "_digest"));
                }
                keepMemory(store, "ask", said);
            }
        }
    }

    private void agree(Question question, String digest) {
        String first = digests.putIfAbsent(question, digest);
        if (first != null && !first.equals(digest)) {
            throw new IllegalStateException("the stores differ in: " + question.title);
        }
    }

    private void starts() throws Exception {
        for (int round = 1; round <= STARTS; round++) {
            for (Store store : Store.engines()) {
                progress("start-up, round " + round + ": " + store.title);
                long start = System.nanoTime();
                Map<String, String> said = Child.run("start", store, home(store), round);
                figures.add(store, "start_ms", Step.millisSince(start));
                keep(store, "answer_ms", said, "answer_ms");
                keepMemory(store, "start", said);
            }
        }
    }

    private void crowds() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            for (Store store : Store.engines()) {
                progress("four readers and a writer, round " + round + ": " + store.title);
                Map<String, String> said = Child.run("crowd", store, home(store));
                keep(store, "crowd_reads", said, "reads_per_second");
                keep(store, "crowd_rows", said, "written_per_second");
                keepMemory(store, "crowd", said);
            }
        }
    }

    private void neighbours() throws Exception {
        for (Store store : List.of(SQLITE, H2, DUCKDB)) {
            neighbour(store, PLAIN, PLAIN);
            neighbour(store, PLAIN, READ_ONLY);
        }
        neighbour(H2, SHARED, SHARED);
    }

    /** SIGKILL to the writer of a small database of its own, again and again. */
    private void kills() throws Exception {
        for (int round = 1; round <= KILLS; round++) {
            for (Store store : Store.engines()) {
                progress("writer killed, opened again, round " + round + ": " + store.title);
                Path folder = Files.createDirectory(work.resolve("kill"));
                Child.run("load", store, folder, KILL_ROWS);
                try (Child writer = new Child("writer", store, folder, PLAIN)) {
                    writer.await("batches");
                    Thread.sleep(600 + 150 * round);
                    report.kill(store, writer.kill(), Child.run("inspect", store, folder));
                }
                delete(folder);
            }
        }
    }

    private void neighbour(Store store, Store.Way host, Store.Way guest) throws Exception {
        progress("second process, " + guest.title + ": " + store.title);
        try (Child writer = new Child("writer", store, home(store), host)) {
            writer.await("batches");
            Map<String, String> seen = Child.run("guest", store, home(store), guest);
            report.neighbour(store, guest, seen, writer.end());
        }
    }

    private void indexes() throws Exception {
        for (Store store : Store.engines()) {
            progress("one more index: " + store.title);
            double before = megabytes(home(store));
            Map<String, String> said = Child.run("index", store, home(store));
            figures.add(store, "index_mb", megabytes(home(store)) - before);
            keep(store, "index_ms", said, "index_ms");
            keep(store, "indexed_" + Question.PER_HOUR, said, Question.PER_HOUR + "_warm_ms");
            keep(store, "indexed_" + Question.TOP_SOURCES, said, Question.TOP_SOURCES + "_warm_ms");
        }
    }

    private void keep(Store store, String name, Map<String, String> said, String value) {
        figures.add(store, name, Double.parseDouble(said.get(value)));
    }

    private void keepMemory(Store store, String step, Map<String, String> said) {
        keep(store, step + "_heap_mb", said, "heap_mb");
        keep(store, step + "_rss_mb", said, "rss_mb");
    }

    private Path home(Store store) {
        return work.resolve(store.name());
    }

    private void progress(String what) {
        System.err.printf("%4d s  %s%n", (System.nanoTime() - from) / 1_000_000_000L, what);
    }

    private static double megabytes(Path folder) throws IOException {
        double bytes = 0;
        for (Path file : Store.files(folder)) {
            bytes += Files.size(file);
        }
        return bytes / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : Store.files(folder)) {
            Files.delete(file);
        }
        try (var folders = Files.walk(folder)) {
            for (Path empty : folders.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(empty);
            }
        }
    }
}
