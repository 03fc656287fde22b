package org.honeyspam.bench.stores;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Four readers and one writer in one process, each with its own connection, each as fast as it can.
 */
final class Crowd {
    private static final int READERS = 4;
    private static final int BATCH = 1_000;
    private static final long RUN_NANOS = 4_000_000_000L;

    private final Store store;
    private final Path folder;

    Crowd(Store store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    void run() throws Exception {
        long until = System.nanoTime() + RUN_NANOS;
        List<Callable<Long>> tasks = new ArrayList<>();
        tasks.add(() -> write(until));
        for (int i = 0; i < READERS; i++) {
            long seed = i;
            tasks.add(() -> read(until, seed));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<Long>> counts = threads.invokeAll(tasks);
            Step.say("written_per_second", counts.getFirst().get() * 1e9 / RUN_NANOS);
            long reads = 0;
            for (Future<Long> count : counts.subList(1, counts.size())) {
                reads += count.get();
            }
            Step.say("reads_per_second", reads * 1e9 / RUN_NANOS);
        }
    }

    private long write(long until) throws Exception {
        Traffic traffic = new Traffic(System.nanoTime(), 1_000_000_000L);
        long rows = 0;
        try (Connection connection = store.open(folder)) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < until) {
                store.insert(connection, traffic.next(BATCH));
                rows += BATCH;
            }
        }
        return rows;
    }

    private long read(long until, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long reads = 0;
        try (Connection connection = store.open(folder)) {
            while (System.nanoTime() < until) {
                Question.ONE_SOURCE.ask(store, connection, Traffic.someIp(random));
                reads++;
            }
        }
        return reads;
    }
}
