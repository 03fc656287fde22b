package org.honeyspam.mail;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.SegmentFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that the store's thread appends to, and the index of all that is there. */
final class MailFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailFile.class);

    private final Path path;
    private final SegmentFolder folder;
    private volatile Configuration.Mail settings;
    private final HashIndex index = new HashIndex();
    private final ZstdCompressCtx compressor = MailSegment.compressor();
    private @Nullable FileChannel channel;
    private long number;
    private volatile long durableBytes;
    private boolean forcing;
    private boolean endsDamaged;

    private MailFile(Path path, Configuration.Mail settings) {
        this.path = path;
        this.folder = new SegmentFolder(path, MailSegment.SUFFIX);
        this.settings = settings;
    }

    static MailFile open(Path path, Configuration.Mail settings) throws IOException {
        var file = new MailFile(path, settings);
        try {
            file.read();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void read() throws IOException {
        folder.lock();
        List<Long> numbers = folder.numbers();
        for (long segment : numbers) {
            index(segment, segment == numbers.getLast());
        }
        if (!numbers.isEmpty()) {
            repair();
        }
    }

    void keep(Configuration.Mail newSettings) {
        settings = newSettings;
    }

    private void index(long segment, boolean verified) throws IOException {
        try (FileChannel read = reader(segment)) {
            var records = new Records(read, 0, verified);
            for (var found = records.next(); found != null; found = records.next()) {
                index.put(found.key(), Places.of(segment, found.offset()));
                if (records.damagedBytes() > 0) {
                    LOG.warn(
                            "{} is damaged: {} bytes from byte {} on hold no whole message",
                            folder.file(segment),
                            records.damagedBytes(),
                            found.offset() - records.damagedBytes());
                }
            }
            number = segment;
            durableBytes = records.end();
            endsDamaged = verified && records.endsDamaged();
        }
    }

    /** Only the last segment can be torn: the ones before were made durable before it began. */
    private void repair() throws IOException {
        long torn = folder.cut(number, durableBytes);
        if (torn > 0) {
            LOG.warn(
                    endsDamaged
                            ? "{} is damaged: {} bytes after byte {} hold no whole message; put aside"
                            : "{} ended in the middle of a write: {} bytes after byte {} were cut off",
                    folder.file(number),
                    torn,
                    durableBytes);
        }
        channel = folder.append(number);
    }

    /** Appends the message unless it is there; durable only after {@link #commit}. */
    void add(byte[] message, byte[] hash, String sha256) throws IOException {
        if (isThere(sha256)) {
            return;
        }
        FileChannel out = channel;
        if (out == null || out.position() >= settings.segmentBytesMax()) {
            out = roll();
        }
        long offset = out.position();
        ByteBuffer record = MailSegment.record(message, hash, compressor);
        while (record.hasRemaining()) {
            out.write(record);
        }
        index.put(Places.key(sha256), Places.of(number, offset));
    }

    private boolean isThere(String sha256) throws IOException {
        long place = index.get(Places.key(sha256));
        if (place == HashIndex.ABSENT || !Files.exists(folder.file(Places.segment(place)))) {
            return false;
        }
        try (FileChannel read = reader(Places.segment(place))) {
            var header = MailSegment.header(read, Places.offset(place));
            return header != null
                    && header.sha256().equals(sha256)
                    && MailSegment.intact(read, header);
        }
    }

    void commit() throws IOException {
        if (channel != null) {
            forcing = true;
            channel.force(false);
            forcing = false;
            durableBytes = channel.position();
        }
    }

    /** Takes back what was not made durable. */
    void rollBack() {
        if (channel != null && !folder.cutBack(channel, durableBytes, forcing)) {
            channel = null;
        }
        forcing = false;
    }

    private FileChannel roll() throws IOException {
        if (channel != null) {
            commit();
            channel.close();
            channel = null;
        }
        durableBytes = 0; // Before there is a file that it would be too much of.
        FileChannel next = folder.create(number + 1);
        number++;
        channel = next;
        return next;
    }

    SegmentFolder.Own own() {
        return folder.own(durableBytes);
    }

    boolean hasSpace() throws IOException {
        return Files.getFileStore(path).getUsableSpace() >= settings.diskFreeBytesMin();
    }

    void retire(Instant now) {
        try {
            for (long gone : folder.retire(settings.keepBytesMax(), settings.keepMax(), now)) {
                LOG.info("Segment {} of the mail was deleted: it is past what is kept", gone);
            }
        } catch (IOException e) {
            LOG.warn("Old segments of the mail cannot be deleted: {}", e.getMessage());
        }
    }

    private FileChannel reader(long segment) throws IOException {
        return FileChannel.open(folder.file(segment), StandardOpenOption.READ);
    }

    @Override
    public void close() throws IOException {
        compressor.close();
        if (channel != null) {
            channel.close();
        }
        folder.close();
    }
}
