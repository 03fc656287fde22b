package org.honeyspam.bait;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers that are never given twice, also not after a crash: blocks of them are reserved on disk
 * before the first one is used.
 */
public final class SerialSource implements AutoCloseable {
    static final long NONE = -1;
    private static final Logger LOG = LoggerFactory.getLogger(SerialSource.class);

    /** Pages wait while the disk takes a reservation; each stop loses what is left of one. */
    private static final int BLOCK = 8_192;

    /** More than a node gives in days; a key has numbers for some sixty such gaps. */
    private static final int SKIPPED = 1_000_000;

    private final @Nullable Path file;
    private long next;
    private long reservedEnd;
    private boolean refused;

    private SerialSource(@Nullable Path file, long next) {
        this.file = file;
        this.next = next;
        this.reservedEnd = next;
    }

    /** Goes on behind all numbers that may have been given. */
    public static SerialSource open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new SerialSource(file, 1);
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException("%s is damaged: it holds no number".formatted(file));
        }
        return new SerialSource(file, Long.parseLong(text));
    }

    /**
     * Leaves out so many numbers that none is given twice by who goes on from a copy of the file:
     * those that were given since it was made.
     */
    public static void skip(Path file) throws IOException {
        SerialSource source = open(file);
        if (!source.reserve(source.next + SKIPPED)) {
            throw new IOException(file + " cannot be written");
        }
    }

    /** Numbers that are forgotten with the process. */
    public static SerialSource inMemory() {
        return new SerialSource(null, 1);
    }

    /** The first of so many new numbers in a row; {@link #NONE} while the disk refuses. */
    synchronized long take(int count) {
        if (next + count > reservedEnd && !reserve(next + count + BLOCK)) {
            return NONE;
        }
        long first = next;
        next += count;
        return first;
    }

    /** All numbers given so far, by this process and those before it, are below. */
    synchronized long end() {
        return reservedEnd;
    }

    private boolean reserve(long end) {
        if (file != null) {
            try {
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(fresh, end + "\n");
                force(fresh);
                Files.move(
                        fresh,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                force(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                if (!refused) { // Once, not for every page that somebody asks for.
                    LOG.warn("No addresses can be made: {} cannot be written: {}", file, "" + e);
                }
                refused = true;
                return false;
            }
        }
        refused = false;
        reservedEnd = end;
        return true;
    }

    /** Puts a file, or the names in a folder, on disk. */
    static void force(@Nullable Path path) throws IOException {
        if (path == null) {
            return;
        }
        boolean folder = Files.isDirectory(path);
        var option = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        // Nothing is open between reservations.
    }
}
