package org.honeyspam.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Use;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable log of events. One thread writes; all who wait share its fsync. What was taken is
 * kept until it is written, also over a full disk; when the queue is full nothing is taken, and the
 * services slow down.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int BATCH_EVENTS_MAX = 2_000;
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration RETIRE_EVERY = Duration.ofMinutes(1);
    private static final Duration LAST_TRY = Duration.ofSeconds(2);

    /** How long events that nobody waits for are gathered: an fsync costs more than many events. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private final String node;
    private final String boot;
    private final int queueEventsMax;
    private volatile Configuration.Journal settings;
    private final JournalFile file;
    private final BlockingQueue<Pending> queue;
    private final Thread writer;
    private final LongAdder turnedAway = new LongAdder();
    private long sequence;
    private final List<Consumer<Recorded>> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile boolean closing;
    private volatile long turnAt = System.nanoTime();

    /**
     * What waits.
     *
     * @param made of a new id, if it takes one
     * @param told is told when it is on disk, or that it never will be; null if nobody waits
     */
    private record Pending(
            Function<Supplier<String>, Recorded> made,
            boolean givesUp,
            @Nullable Consumer<Boolean> told) {}

    private Journal(JournalFile file, String node, String boot, Configuration.Journal settings) {
        this.file = file;
        this.node = node;
        this.boot = boot;
        this.settings = settings;
        this.queueEventsMax = settings.queueEventsMax();
        this.queue = new ArrayBlockingQueue<>(queueEventsMax);
        this.writer = Thread.ofPlatform().name("journal").unstarted(this::write);
    }

    /**
     * Opens the journal; a torn tail, left by a crash, is cut off and said so in the log.
     *
     * @param bootEpochSeconds when this boot began; if the clock has not moved on since the boot
     *     before, the next second that is free stands for it
     * @param key by which it can be proved whole
     * @throws IOException if the folder cannot be written, or another node writes there
     */
    public static Journal open(
            Path folder,
            String node,
            long bootEpochSeconds,
            Configuration.Journal settings,
            ChainKey key)
            throws IOException {
        JournalFile file = JournalFile.open(folder, node, settings.segmentBytesMax(), key);
        long boot = Math.max(bootEpochSeconds, file.lastBoot() + 1);
        var journal = new Journal(file, node, node + "-" + boot, settings);
        journal.writer.start();
        return journal;
    }

    /** Whether the node wrote something in it before it was opened. */
    public boolean ranBefore() {
        return file.lastBoot() >= 0;
    }

    /** Node and boot: what ids of this boot begin with. */
    public String boot() {
        return boot;
    }

    /**
     * Tells of each event when it is on disk, on the journal's thread: whoever is told must be
     * quick and must not throw.
     */
    public void watch(Consumer<Recorded> told) {
        watchers.add(told);
    }

    /** Tells it no longer. */
    public void unwatch(Consumer<Recorded> told) {
        watchers.remove(told);
    }

    /** Takes an entry to be written; false if it must wait. */
    public boolean offer(Entry entry) {
        return counted(isOpen() && queue.offer(new Pending(numbered(entry), false, null)));
    }

    /**
     * Takes an entry; {@code onDisk} is called on the journal's thread when it is there to stay.
     * Only half of the queue is for such: whoever floods us with commands waits, and a message of
     * somebody else still finds a place.
     */
    public boolean offer(Entry entry, Runnable onDisk) {
        var pending = new Pending(numbered(entry), false, written -> onDisk.run());
        return counted(isOpen() && enqueue(pending));
    }

    private boolean isOpen() {
        return !closing && queue.remainingCapacity() > queueEventsMax / 2;
    }

    private boolean enqueue(Pending awaited) {
        boolean taken = queue.offer(awaited);
        LockSupport.unpark(writer); // It may be gathering.
        return taken;
    }

    /**
     * Takes an entry that is written soon or not at all; {@code outcome} is told which, once, on
     * the journal's thread.
     */
    public boolean commit(Entry entry, Consumer<Boolean> outcome) {
        return counted(!closing && enqueue(new Pending(numbered(entry), true, outcome)));
    }

    /**
     * Takes what did not happen now, to be written soon or not at all: under the id that it has
     * elsewhere, or under a new one if it has none. Only while three quarters of the queue are
     * free: whoever comes now goes before it.
     */
    public boolean replay(Recorded event, Consumer<Boolean> outcome) {
        boolean idle = !closing && queue.remainingCapacity() > queueEventsMax / 4 * 3;
        Function<Supplier<String>, Recorded> made =
                id -> event.id().isEmpty() ? event.numbered(node, id.get()) : event;
        return idle && enqueue(new Pending(made, true, outcome));
    }

    private Function<Supplier<String>, Recorded> numbered(Entry entry) {
        return id -> Recorded.of(node, id.get(), entry);
    }

    private boolean counted(boolean taken) {
        if (!taken && !closing) {
            turnedAway.increment();
        }
        return taken;
    }

    /** Whether writing goes well and the queue has room to spare. */
    public boolean hasRoom() {
        return !failing && queue.remainingCapacity() > queueEventsMax / 4;
    }

    /** What is kept from now on; the queue stays as it is. */
    public void keep(Configuration.Journal newSettings) {
        settings = newSettings;
        file.segmentBytesMax(newSettings.segmentBytesMax());
    }

    /** The queue, and how often something found no place in it. */
    public Use queue() {
        return new Use(queue.size(), queueEventsMax, turnedAway.sum());
    }

    /** Whether what is taken gets onto the disk. */
    public boolean isWritten() {
        return !failing && writer.isAlive();
    }

    /** What of all that changes in its folder it does itself. */
    public SegmentFolder.Own own() {
        return file.own();
    }

    /** For how long the writing thread has not come round; it does some times a second. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - turnAt);
    }

    /** Writes out what was taken and ends. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    private void write() {
        List<Pending> batch = new ArrayList<>();
        long retireAt = System.nanoTime();
        long giveUpAt = Long.MAX_VALUE;
        while (!closing || !batch.isEmpty() || !queue.isEmpty()) {
            turnAt = System.nanoTime();
            try {
                gather(batch);
                writeBatch(batch);
                file.linkIfDue();
                if (System.nanoTime() - retireAt >= 0) {
                    retireAt = System.nanoTime() + RETIRE_EVERY.toNanos();
                    file.retire(settings.keepBytesMax(), settings.keepMax(), Instant.now());
                }
            } catch (InterruptedException e) {
                LOG.error("The journal's thread was interrupted");
                return;
            }
            if (closing && failing) {
                giveUpAt = Math.min(giveUpAt, System.nanoTime() + LAST_TRY.toNanos());
                if (System.nanoTime() >= giveUpAt) {
                    LOG.error("{} events were lost: they cannot be written", batch.size());
                    return;
                }
            }
        }
    }

    /** Adds what has come: more of it where nobody waits for what there is. */
    private void gather(List<Pending> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
        }
        queue.drainTo(batch, BATCH_EVENTS_MAX - batch.size());
        if (isOpen() && batch.stream().allMatch(pending -> pending.told() == null)) {
            LockSupport.parkNanos(GATHER.toNanos());
            queue.drainTo(batch, BATCH_EVENTS_MAX - batch.size());
        }
    }

    /** Writes the batch and empties it, but for what must be tried again. */
    private void writeBatch(List<Pending> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        boolean written = false;
        List<Recorded> events = batch.stream().map(one -> one.made().apply(this::nextId)).toList();
        try {
            for (Recorded event : events) {
                file.add(Lines.write(event));
            }
            file.commit();
            written = true;
            if (failing) {
                LOG.info("The journal can be written again");
            }
        } catch (IOException e) {
            file.rollBack();
            if (!failing) {
                LOG.error("The journal cannot be written: {}", e.getMessage());
            }
        }
        failing = !written;
        if (written) {
            batch.forEach(pending -> tell(pending, true));
            events.forEach(event -> watchers.forEach(told -> told.accept(event)));
            batch.clear();
            return;
        }
        batch.removeIf(Journal::refused);
        queue.removeIf(Journal::refused);
        Thread.sleep(RETRY);
    }

    private String nextId() {
        return boot + "-" + ++sequence;
    }

    /** Whether it is one that does not wait for better times; it is told so. */
    private static boolean refused(Pending pending) {
        if (pending.givesUp()) {
            tell(pending, false);
        }
        return pending.givesUp();
    }

    private static void tell(Pending pending, boolean written) {
        Consumer<Boolean> told = pending.told();
        if (told == null) {
            return;
        }
        try {
            told.accept(written);
        } catch (RuntimeException e) {
            LOG.error("Whoever waited for the journal failed", e);
        }
    }
}
