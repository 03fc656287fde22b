package org.honeyspam.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal in order, from a bookmark onwards, also while another process writes it. What
 * is not complete yet is not seen yet: calling again later sees it.
 */
public final class JournalReader implements AutoCloseable {
    private final SegmentFolder folder;
    private @Nullable LineFile file;
    private long segment;
    private long offset;
    private boolean skipped;

    /** A bookmark: a segment and a byte in it, where a line begins. */
    public record Position(long segment, long offsetBytes) {
        public static final Position START = new Position(0, 0);
    }

    public JournalReader(Path journalFolder, Position from) {
        this.folder = new SegmentFolder(journalFolder, JournalFile.SUFFIX);
        this.segment = from.segment();
        this.offset = from.offsetBytes();
    }

    /** The bookmark behind all that is there now. */
    public static Position end(Path journalFolder) throws IOException {
        var folder = new SegmentFolder(journalFolder, JournalFile.SUFFIX);
        List<Long> numbers = folder.numbers();
        if (numbers.isEmpty()) {
            return Position.START;
        }
        long last = numbers.getLast();
        return new Position(last, LineFile.tail(folder.file(last), "").endBytes());
    }

    /** How much there is behind the bookmark. */
    public static long bytesBehind(Path journalFolder, Position from) throws IOException {
        var folder = new SegmentFolder(journalFolder, JournalFile.SUFFIX);
        long bytes = 0;
        for (long number : folder.numbers()) {
            long read = number == from.segment() ? from.offsetBytes() : 0;
            try {
                bytes += number < from.segment() ? 0 : Files.size(folder.file(number)) - read;
            } catch (NoSuchFileException e) {
                // Past what is kept, since the folder was looked at.
            }
        }
        return bytes;
    }

    /** The next line as it is in the file, without its line feed; null if there is none yet. */
    public @Nullable String nextLine() throws IOException {
        while (true) {
            String line = lineOfSegment();
            if (line != null) {
                return line;
            }
            Long next = following();
            if (next == null) {
                return null;
            }
            // Now that there is a next segment this one is final: what came meanwhile is read
            // first.
            line = lineOfSegment();
            if (line != null) {
                return line;
            }
            close();
            segment = next;
            offset = 0;
        }
    }

    private @Nullable String lineOfSegment() throws IOException {
        if (file == null && folder.numbers().contains(segment)) {
            file = new LineFile(folder.file(segment), offset);
        }
        LineFile current = file;
        if (current == null) {
            return null;
        }
        String line = current.next();
        offset = current.offset();
        if (line == null) {
            close();
        }
        return line;
    }

    /** The next event; null if there is none yet. A line that is no event is passed over. */
    public @Nullable Recorded next() throws IOException {
        for (String line = nextLine(); line != null; line = nextLine()) {
            Recorded event = Lines.read(line);
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    /** Where reading goes on. */
    public Position position() {
        return new Position(segment, offset);
    }

    /** Whether retention had deleted what the bookmark pointed at, so that events are missing. */
    public boolean skipped() {
        return skipped;
    }

    private @Nullable Long following() throws IOException {
        List<Long> numbers = folder.numbers();
        skipped |= segment != 0 && !numbers.isEmpty() && numbers.getFirst() > segment;
        return numbers.stream().filter(number -> number > segment).findFirst().orElse(null);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
