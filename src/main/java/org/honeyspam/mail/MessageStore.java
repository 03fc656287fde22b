package org.honeyspam.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Content;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages for good: appended by one thread, an fsync for all that wait, each content once.
 * Without space it says so and recovers when there is some.
 */
public final class MessageStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageStore.class);
    private static final int QUEUE_MESSAGES_MAX = 4_096;
    private static final int BATCH_MESSAGES_MAX = 256;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration RETIRE_EVERY = Duration.ofMinutes(1);

    private final MailFile file;
    private final Allowance memory;
    private final LongAdder queueFull = new LongAdder();
    private final LongAdder spaceLacked = new LongAdder();
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE_MESSAGES_MAX);
    private final Thread writer;
    private volatile boolean space;
    private volatile boolean closing;

    private record Pending(Draft draft, Consumer<@Nullable Content> done) {}

    private record Written(Pending pending, Content content) {}

    private MessageStore(MailFile file, long draftBytesMax) throws IOException {
        this.file = file;
        this.memory = new Allowance(draftBytesMax);
        this.space = file.hasSpace();
        this.writer = Thread.ofPlatform().name("mail").unstarted(this::write);
    }

    /**
     * Opens the store; a torn tail, left by a crash, is cut off and said so in the log.
     *
     * @param draftBytesMax memory for all messages under way
     * @throws IOException if the folder cannot be written, or another node writes there
     */
    public static MessageStore open(Path folder, Configuration.Mail settings, long draftBytesMax)
            throws IOException {
        var store = new MessageStore(MailFile.open(folder, settings), draftBytesMax);
        store.writer.start();
        return store;
    }

    /** Begins a message. */
    public Draft draft() {
        return new Draft(memory);
    }

    /**
     * Stores a message; {@code done} is told its content when it is on disk, or null when there is
     * no room for it, once, on the store's thread or at once.
     */
    public void put(Draft draft, Consumer<@Nullable Content> done) {
        boolean taken = !closing && queue.offer(new Pending(draft, done));
        if (!taken) {
            queueFull.increment();
            draft.drop();
            done.accept(null);
        }
    }

    /** Whether a message could be stored now. */
    public boolean hasRoom() {
        return space && queue.remainingCapacity() > QUEUE_MESSAGES_MAX / 4;
    }

    /** What is kept from now on, and the memory for all messages under way. */
    public void keep(Configuration.Mail settings, long draftBytesMax) {
        file.keep(settings);
        memory.bound(draftBytesMax);
    }

    /** Whether there is space on the disk, and it can be written. */
    public boolean hasSpace() {
        return space && writer.isAlive();
    }

    /** What of all that changes in its folder it does itself. */
    public SegmentFolder.Own own() {
        return file.own();
    }

    /** How often a message was refused for want of space on the disk. */
    public long refusedForSpace() {
        return spaceLacked.sum();
    }

    /** The memory that messages under way take. */
    public Use memory() {
        return memory.use();
    }

    /** Messages that wait to be written. */
    public Use queue() {
        return new Use(queue.size(), QUEUE_MESSAGES_MAX, queueFull.sum());
    }

    /** Stores what was taken and ends. */
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
        long lookAt = System.nanoTime();
        long retireAt = lookAt;
        while (!closing || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (System.nanoTime() - lookAt >= 0) {
                    lookAt = System.nanoTime() + LOOK_EVERY.toNanos();
                    lookForSpace();
                }
                if (System.nanoTime() - retireAt >= 0) {
                    retireAt = System.nanoTime() + RETIRE_EVERY.toNanos();
                    file.retire(Instant.now());
                }
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH_MESSAGES_MAX - 1);
                    writeBatch(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                LOG.error("The store's thread was interrupted");
                return;
            }
        }
    }

    private void writeBatch(List<Pending> batch) {
        List<Written> written = new ArrayList<>();
        List<Pending> refused = new ArrayList<>();
        try {
            for (Pending pending : batch) {
                byte[] message = space ? pending.draft().content() : null;
                if (message == null) {
                    spaceLacked.add(space ? 0 : 1);
                    refused.add(pending);
                    continue;
                }
                byte[] hash = pending.draft().hash();
                String sha256 = HexFormat.of().formatHex(hash);
                file.add(message, hash, sha256);
                written.add(new Written(pending, new Content(sha256, message.length)));
            }
            file.commit();
        } catch (IOException e) {
            LOG.error("Messages cannot be stored: {}", e.getMessage());
            file.rollBack();
            space = false;
            spaceLacked.add(batch.size());
            batch.forEach(pending -> tell(pending, null));
            return;
        }
        refused.forEach(pending -> tell(pending, null));
        written.forEach(done -> tell(done.pending(), done.content()));
    }

    private void lookForSpace() {
        boolean found;
        try {
            found = file.hasSpace();
        } catch (IOException e) {
            LOG.error("The space left cannot be seen: {}", e.getMessage());
            found = false;
        }
        if (found != space) {
            LOG.warn(
                    found ? "There is space for messages again" : "There is no space for messages");
        }
        space = found;
    }

    private static void tell(Pending pending, @Nullable Content content) {
        pending.draft().drop();
        try {
            pending.done().accept(content);
        } catch (RuntimeException e) {
            LOG.error("Whoever waited for the message store failed", e);
        }
    }
}
