package org.honeyspam.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of numbered, append-only files: the journal's and the message store's. One process may
 * write; any may read. The oldest go when there are too many bytes or they are too old.
 */
public final class SegmentFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFolder.class);
    private static final String LOCK = "lock";

    private final Path folder;
    private final String suffix;
    private @Nullable FileChannel lock;
    private volatile long newest;
    private volatile long retired;

    /**
     * @param suffix of the files' names, with its dot
     */
    public SegmentFolder(Path folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    /** Makes the folder and keeps other writers out until {@link #close}. */
    public void lock() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another writer in this very process: the answer is the same.
        }
        if (taken == null) {
            channel.close();
            throw new IOException(folder + " is in use by another node");
        }
        lock = channel;
    }

    /** The numbers of the files that are there, in order. */
    public List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return numbers;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{10}" + suffix.replace(".", "\\.")))
                    .forEach(name -> numbers.add(Long.parseLong(name.substring(0, 10))));
        }
        numbers.sort(null);
        return numbers;
    }

    /** How many bytes the files have; 0 of one that just went. */
    public long bytes() throws IOException {
        return numbers().stream().mapToLong(number -> file(number).toFile().length()).sum();
    }

    public Path file(long number) {
        return folder.resolve("%010d%s".formatted(number, suffix));
    }

    /**
     * What the writer itself did to the folder, also what it is about to do.
     *
     * @param newest file that it made; 0 if none
     * @param durableBytes of the newest file; what is behind may be taken back
     * @param retired up to which files are past what is kept; 0 if none
     */
    public record Own(long newest, long durableBytes, long retired) {}

    /** What of all that changes here is our own deed. */
    public Own own(long durableBytes) {
        return new Own(newest, durableBytes, retired);
    }

    /** Opens a new file for appending; its name is on disk when this returns. */
    public FileChannel create(long number) throws IOException {
        newest = number;
        var owner = PosixFilePermissions.fromString("rw-------");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel channel =
                FileChannel.open(
                        file(number), options, PosixFilePermissions.asFileAttribute(owner));
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            channel.close();
            Files.delete(file(number));
            throw e;
        }
        return channel;
    }

    /** Opens a file for appending behind what is in it. */
    public FileChannel append(long number) throws IOException {
        newest = number;
        FileChannel channel =
                FileChannel.open(file(number), StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return channel;
    }

    /**
     * Cuts a file after its first bytes, keeps the rest beside it, and says how much that was.
     *
     * @return length of what was cut
     */
    public long cut(long number, long keepBytes) throws IOException {
        try (FileChannel channel = append(number)) {
            long torn = channel.size() - keepBytes;
            if (torn > 0) {
                Path beside =
                        folder.resolve(file(number).getFileName() + "." + keepBytes + ".torn");
                try (FileChannel out =
                        FileChannel.open(
                                beside,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
                    channel.transferTo(keepBytes, torn, out);
                } catch (IOException e) {
                    LOG.warn("{} cannot be kept: {}", beside, e.getMessage());
                }
                channel.truncate(keepBytes);
                channel.force(true);
            }
            return torn;
        }
    }

    /**
     * Cuts a file that is being written back to what is durable. False if it is closed and another
     * one must be begun: it could not be cut, or an fsync failed, after which what it holds is
     * anybody's guess.
     */
    public boolean cutBack(FileChannel channel, long durableBytes, boolean fsyncFailed) {
        try {
            channel.truncate(durableBytes).position(durableBytes);
            if (!fsyncFailed) {
                return true;
            }
            channel.close();
        } catch (IOException e) {
            LOG.error("A segment in {} cannot be cut back: {}", folder, e.getMessage());
        }
        return false;
    }

    /** The oldest files, past what is kept, in order; never the newest. */
    public List<Long> past(long keepBytesMax, Duration keepMax, Instant now) throws IOException {
        List<Long> numbers = numbers();
        int kept = numbers.size();
        long bytes = 0;
        boolean tooMuch = false;
        while (kept > 0 && !tooMuch) {
            Path file = file(numbers.get(kept - 1));
            bytes += Files.size(file);
            boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(keepMax));
            tooMuch = kept < numbers.size() && (bytes > keepBytesMax || old);
            kept -= tooMuch ? 0 : 1;
        }
        return numbers.subList(0, kept);
    }

    /** Deletes the oldest files, never the newest; returns the numbers that are gone. */
    public List<Long> retire(long keepBytesMax, Duration keepMax, Instant now) throws IOException {
        List<Long> gone = past(keepBytesMax, keepMax, now);
        for (long number : gone) {
            delete(number);
        }
        return gone;
    }

    /**
     * Deletes a file that is past what is kept: the oldest first, so that a kill leaves no hole.
     */
    public void delete(long number) throws IOException {
        retired = Math.max(retired, number);
        Files.delete(file(number));
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
