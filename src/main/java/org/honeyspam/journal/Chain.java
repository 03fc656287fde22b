package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.honeyspam.dialogue.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes beside each segment what proves later that it is whole: a file of links, each over the
 * bytes since the last one, and each marked under the key and the mark before it. It lags behind
 * the journal by seconds and never keeps it from going on. For the journal's thread.
 */
final class Chain implements AutoCloseable {
    static final String SUFFIX = ".chain";

    /** A link is made when so much is not linked yet, or for so long. */
    static final long LINK_BYTES = 256 * 1024;

    private static final Duration LINK_EVERY = Duration.ofSeconds(5);
    private static final Duration FORCE_EVERY = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

    private final SegmentFolder files;
    private final ChainKey key;
    private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
    private final List<ChainRecord> owed = new ArrayList<>();
    private final MessageDigest piece = Sha256.begin();
    private final LineTags tags = new LineTags();
    private @Nullable FileChannel channel;
    private long number;
    private long position;
    private String head = ChainRecord.NONE;
    private long written;
    private long linked;
    private long unlinkedSince;
    private long forcedAt = System.nanoTime();
    private boolean ended;
    private boolean failing;

    private Chain(Path folder, ChainKey key) {
        this.files = new SegmentFolder(folder, SUFFIX);
        this.key = key;
    }

    /**
     * The end of the journal as it was found.
     *
     * @param number of the last segment; 0 if there is none
     * @param bytes of it, once what was torn is put aside
     * @param torn how much that was
     */
    record Found(Path segment, long number, long bytes, long torn) {}

    /** Goes on with the chain where it ended; what it finds amiss becomes part of it. */
    static Chain open(Path folder, ChainKey key, Found found) throws IOException {
        var chain = new Chain(folder, key);
        List<Long> numbers = chain.files.numbers();
        for (long number : numbers) {
            if (number > found.number()) {
                chain.putAside(number);
            }
        }
        if (found.number() == 0) {
            return chain;
        }
        if (numbers.contains(found.number())) {
            chain.goOn(found);
        } else {
            chain.head = chain.headBefore(found.number(), numbers);
            chain.create(found.number());
            chain.record(new ChainRecord.Adopted(found.bytes()));
            chain.linked = found.bytes();
            chain.written = found.bytes();
        }
        chain.payOwed();
        return chain;
    }

    private String headBefore(long next, List<Long> numbers) throws IOException {
        List<Long> before = numbers.stream().filter(number -> number < next).toList();
        return before.isEmpty()
                ? ChainRecord.NONE
                : ChainFile.read(files.file(before.getLast())).head();
    }

    /** A chain without its segment: it was about to be begun, or somebody took the segment away. */
    private void putAside(long gone) throws IOException {
        Path file = files.file(gone);
        if (ChainFile.read(file).links().linked() > 0) {
            LOG.error("Segment {} of the journal is gone, of which there is a chain", gone);
            owed.add(new ChainRecord.Gone(gone));
            Path aside = file.resolveSibling(file.getFileName() + ".torn");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(file);
        }
    }

    private void goOn(Found found) throws IOException {
        ChainFile file = ChainFile.read(files.file(found.number()));
        Links links = file.links();
        number = found.number();
        head = file.head();
        position = file.bytes();
        channel = files.append(number).truncate(position);
        linked = links.linked();
        if (linked > found.bytes()) {
            long from = links.pieceAt(found.bytes());
            LOG.error("{} ends before what was linked of it", found.segment());
            record(new ChainRecord.Lost(from, found.bytes(), linked));
            linked = from;
        }
        if (found.torn() > 0) {
            record(new ChainRecord.Torn(found.bytes(), found.torn()));
        }
        written = linked;
        if (linked < found.bytes()) {
            read(found.segment(), found.bytes());
            link(true);
        }
    }

    private void read(Path segment, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (FileChannel in = FileChannel.open(segment)) {
            int read = 0;
            while (written < to && read >= 0) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, to - written));
                read = in.read(buffer, written);
                tags.add(buffer.flip());
                take(buffer.flip());
            }
        }
    }

    private void take(ByteBuffer bytes) {
        if (written == linked) {
            unlinkedSince = System.nanoTime();
        }
        written += bytes.remaining();
        piece.update(bytes);
    }

    /** Learns of lines that are durable now. */
    void wrote(byte[] lines, LineTags theirs) {
        take(ByteBuffer.wrap(lines));
        tags.add(theirs);
        linkIfDue();
    }

    /** Links what has not been linked for some time, or is much. */
    void linkIfDue() {
        long waited = System.nanoTime() - unlinkedSince;
        boolean due = written - linked >= LINK_BYTES || waited >= LINK_EVERY.toNanos();
        if (due) {
            linkRest();
        }
    }

    private void linkRest() {
        if (isWritten()) {
            linkAll();
        }
    }

    /** Links the rest even if that waits for room on the disk, so that it comes before an end. */
    private void linkAll() {
        if (written > linked) {
            link(false);
        }
    }

    /** Whether all of it is in the file; else it is tried first: no more than one link waits. */
    private boolean isWritten() {
        if (unwritten.size() > 0) {
            write();
        }
        return unwritten.size() == 0;
    }

    private void link(boolean found) {
        String digest = HexFormat.of().formatHex(piece.digest());
        record(new ChainRecord.Link(written, digest, tags.text(), found));
        tags.clear();
        linked = written;
    }

    private void record(ChainRecord record) {
        String text = record.text();
        head = key.mark(head, text);
        unwritten.writeBytes((text + " " + head + "\n").getBytes(US_ASCII));
        write();
    }

    private void payOwed() {
        owed.forEach(this::record);
        owed.clear();
    }

    private void write() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(unwritten.toByteArray());
            FileChannel out = channel;
            if (out == null) {
                return;
            }
            out.position(position); // Over what came of a try before.
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            position += bytes.position();
            unwritten.reset();
            if (System.nanoTime() - forcedAt > FORCE_EVERY.toNanos()) {
                forcedAt = System.nanoTime();
                out.force(false);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("The chain of the journal cannot be written: {}", e.getMessage());
            }
            failing = true;
        }
    }

    /**
     * Begins the file of the next segment, once that of the one before is on disk whole.
     *
     * @throws IOException if it cannot; it can be tried again
     */
    void begin(long next) throws IOException {
        if (number == next && channel != null) {
            flush();
            return;
        }
        if (number != 0) {
            linkAll();
            if (channel != null && !ended) {
                ended = true; // Said once, however often this is tried.
                record(new ChainRecord.End(linked));
            }
            flush();
            closeFile();
        }
        create(next);
        payOwed();
        flush();
    }

    private void create(long next) throws IOException {
        channel = files.create(next);
        number = next;
        position = 0;
        written = 0;
        linked = 0;
        ended = false;
        record(new ChainRecord.Begin(next, head));
    }

    /** A write failed, and what is behind that byte of the segment is anybody's guess. */
    void unsure() {
        linkAll();
        ended = true;
        record(new ChainRecord.Unsure(written));
    }

    /**
     * What is up to that segment is about to be deleted.
     *
     * @throws IOException if that cannot be said, so that it must not be done
     */
    void retire(long last) throws IOException {
        if (channel == null) {
            throw new IOException("no segment is open");
        }
        record(new ChainRecord.Retired(last));
        flush();
    }

    /** Deletes the file of a segment that is gone. */
    void delete(long gone) throws IOException {
        Files.deleteIfExists(files.file(gone));
    }

    private void flush() throws IOException {
        if (!isWritten()) {
            throw new IOException("the chain of the journal cannot be written");
        }
        if (channel != null) {
            channel.force(false);
        }
    }

    private void closeFile() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    @Override
    public void close() throws IOException {
        linkRest();
        if (isWritten()) { // Else it was said, and the next start goes on from what is there.
            flush();
        }
        closeFile();
    }
}
