package org.honeyspam.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that the journal's thread appends to: a batch is there whole, or not at all. */
final class JournalFile implements AutoCloseable {
    static final String SUFFIX = ".jsonl";
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    private final SegmentFolder folder;
    private volatile long segmentBytesMax;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private @Nullable FileChannel channel;
    private long lastBoot = -1;
    private long number;
    private long durableBytes;
    private boolean forcing;

    private JournalFile(SegmentFolder folder, long segmentBytesMax) {
        this.folder = folder;
        this.segmentBytesMax = segmentBytesMax;
    }

    /**
     * Opens it for a node of that name.
     *
     * @throws IOException if the folder cannot be written, or another node writes there
     */
    static JournalFile open(Path path, String node, long segmentBytesMax) throws IOException {
        var folder = new SegmentFolder(path, SUFFIX);
        folder.lock();
        var file = new JournalFile(folder, segmentBytesMax);
        List<Long> numbers = folder.numbers();
        if (!numbers.isEmpty()) {
            file.repair(numbers.getLast(), node);
        }
        for (int i = numbers.size() - 2; i >= 0 && file.lastBoot < 0; i--) {
            file.lastBoot = LineFile.tail(folder.file(numbers.get(i)), node).boot();
        }
        return file;
    }

    private void repair(long last, String node) throws IOException {
        number = last;
        LineFile.Tail tail = LineFile.tail(folder.file(last), node);
        lastBoot = tail.boot();
        durableBytes = tail.endBytes();
        long torn = folder.cut(last, durableBytes);
        if (torn > 0) {
            LOG.warn(
                    "{} ended in the middle of a write: {} bytes after byte {} were cut off",
                    folder.file(last),
                    torn,
                    durableBytes);
        }
        channel = folder.append(last);
    }

    void segmentBytesMax(long newMax) {
        segmentBytesMax = newMax;
    }

    /** The last boot that the node wrote something in before it was opened; -1 if there is none. */
    long lastBoot() {
        return lastBoot;
    }

    void add(byte[] line) {
        batch.writeBytes(line);
    }

    /** Writes what was added; when this returns it survives a crash. */
    void commit() throws IOException {
        if (channel == null || durableBytes >= segmentBytesMax) {
            roll();
        }
        FileChannel out = channel;
        if (out == null) {
            throw new IOException("no segment is open");
        }
        ByteBuffer bytes = ByteBuffer.wrap(batch.toByteArray());
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        forcing = true;
        out.force(false);
        forcing = false;
        durableBytes = out.position();
        batch.reset();
    }

    /** Takes back what was not made durable. */
    void rollBack() {
        batch.reset();
        if (channel != null && !folder.cutBack(channel, durableBytes, forcing)) {
            channel = null;
        }
        forcing = false;
    }

    private void roll() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        FileChannel next = folder.create(number + 1);
        number++;
        durableBytes = 0;
        channel = next;
    }

    void retire(long keepBytesMax, Duration keepMax, Instant now) {
        try {
            for (long gone : folder.retire(keepBytesMax, keepMax, now)) {
                LOG.info("Segment {} of the journal was deleted: it is past what is kept", gone);
            }
        } catch (IOException e) {
            LOG.warn("Old segments of the journal cannot be deleted: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        folder.close();
    }
}
