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
    private final LineTags tags = new LineTags();
    private final Chain chain;
    private @Nullable FileChannel channel;
    private long lastBoot = -1;
    private long number;
    private volatile long durableBytes;
    private boolean forcing;

    private JournalFile(SegmentFolder folder, Chain chain, long segmentBytesMax) {
        this.folder = folder;
        this.chain = chain;
        this.segmentBytesMax = segmentBytesMax;
    }

    /**
     * Opens it for a node of that name.
     *
     * @throws IOException if the folder cannot be written, or another node writes there
     */
    static JournalFile open(Path path, String node, long segmentBytesMax, ChainKey key)
            throws IOException {
        var folder = new SegmentFolder(path, SUFFIX);
        folder.lock();
        List<Long> numbers = folder.numbers();
        long last = numbers.isEmpty() ? 0 : numbers.getLast();
        LineFile.Tail tail =
                last == 0 ? new LineFile.Tail(-1, 0) : LineFile.tail(folder.file(last), node);
        long torn = last == 0 ? 0 : repair(folder, last, tail.endBytes());
        Chain chain =
                Chain.open(
                        path, key, new Chain.Found(folder.file(last), last, tail.endBytes(), torn));
        var file = new JournalFile(folder, chain, segmentBytesMax);
        file.lastBoot = tail.boot();
        file.number = last;
        file.durableBytes = tail.endBytes();
        file.channel = last == 0 ? null : folder.append(last);
        for (int i = numbers.size() - 2; i >= 0 && file.lastBoot < 0; i--) {
            file.lastBoot = LineFile.tail(folder.file(numbers.get(i)), node).boot();
        }
        return file;
    }

    private static long repair(SegmentFolder folder, long last, long wholeBytes)
            throws IOException {
        long torn = folder.cut(last, wholeBytes);
        if (torn > 0) {
            LOG.warn(
                    "{} ended in the middle of a write: {} bytes after byte {} were cut off",
                    folder.file(last),
                    torn,
                    wholeBytes);
        }
        return torn;
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
        tags.addLine(line);
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
        byte[] lines = batch.toByteArray();
        ByteBuffer bytes = ByteBuffer.wrap(lines);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        forcing = true;
        out.force(false);
        forcing = false;
        durableBytes = out.position();
        chain.wrote(lines, tags);
        clear();
    }

    /** Goes on with what proves the journal whole; it may lag behind by seconds. */
    void linkIfDue() {
        chain.linkIfDue();
    }

    private void clear() {
        batch.reset();
        tags.clear();
    }

    /** Takes back what was not made durable. */
    void rollBack() {
        clear();
        if (channel != null && !folder.cutBack(channel, durableBytes, forcing)) {
            channel = null;
            chain.unsure();
        }
        forcing = false;
    }

    private void roll() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        chain.begin(number + 1); // Before the segment: one that has none is then somebody's deed.
        durableBytes = 0; // Before there is a file that it would be too much of.
        FileChannel next = folder.create(number + 1);
        number++;
        channel = next;
    }

    SegmentFolder.Own own() {
        return folder.own(durableBytes);
    }

    void retire(long keepBytesMax, Duration keepMax, Instant now) {
        try {
            List<Long> past = folder.past(keepBytesMax, keepMax, now);
            if (!past.isEmpty()) {
                chain.retire(past.getLast());
            }
            for (long gone : past) {
                folder.delete(gone);
                chain.delete(gone);
                LOG.info("Segment {} of the journal was deleted: it is past what is kept", gone);
            }
        } catch (IOException e) {
            LOG.warn("Old segments of the journal cannot be deleted: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try (folder;
                chain) {
            if (channel != null) {
                channel.close();
            }
        }
    }
}
