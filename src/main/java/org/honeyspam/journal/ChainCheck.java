package org.honeyspam.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.honeyspam.journal.ChainFile.Marked;
import org.honeyspam.journal.Damage.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Proves a journal whole by its chain, also while a node writes it, or says what of it is not as it
 * was written. It changes nothing.
 */
public final class ChainCheck {
    private static final int TRIES = 3;

    private final Path path;
    private final @Nullable ChainKey key;
    private final @Nullable String mark;
    private final Steps steps;

    private Findings findings = new Findings();
    private boolean markSeen;
    private boolean keyFits;
    private long retired;
    private long lines;
    private long unlinkedBytes;
    private long bytesLeft;

    /** Is told now and then how far it is. */
    public interface Steps {
        void at(long lines, long bytesLeft);
    }

    /**
     * What was found.
     *
     * @param chained whether there is any chain
     * @param first segment that there is
     * @param lines that are linked
     * @param retired up to which segments were deleted, being past what is kept; 0 for none
     * @param unlinkedBytes at the end, that no link covers yet
     * @param head the newest mark; empty if there is none
     * @param markSeen whether the mark that was asked for is in it
     * @param keyFits false if there are records and none was marked under the key
     */
    public record Report(
            boolean chained,
            long first,
            int segments,
            long lines,
            long retired,
            long unlinkedBytes,
            String head,
            boolean markSeen,
            boolean keyFits,
            Findings findings) {}

    /**
     * @param key null to take the marks as they are, so that a forger is not found
     * @param mark that must be in the chain; null for none
     */
    public ChainCheck(Path folder, @Nullable ChainKey key, @Nullable String mark, Steps steps) {
        this.path = folder;
        this.key = key;
        this.mark = mark;
        this.steps = steps;
    }

    /** Whether there is anything in that folder that can be checked. */
    public static boolean isJournal(Path folder) throws IOException {
        if (!Files.exists(folder) && !Files.notExists(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        return !new SegmentFolder(folder, JournalFile.SUFFIX).numbers().isEmpty()
                || !new SegmentFolder(folder, Chain.SUFFIX).numbers().isEmpty();
    }

    /** How many bytes there are to be read. */
    public static long bytes(Path folder) throws IOException {
        return new SegmentFolder(folder, JournalFile.SUFFIX).bytes();
    }

    /**
     * Reads all of it.
     *
     * @throws IOException if there is no journal, or it cannot be read
     */
    public Report check() throws IOException {
        for (int i = 1; ; i++) {
            try {
                return checkOnce();
            } catch (NoSuchFileException e) {
                if (i == TRIES) { // Else past what is kept, since the folder was looked at.
                    throw e;
                }
            }
        }
    }

    private Report checkOnce() throws IOException {
        findings = new Findings();
        retired = 0;
        lines = 0;
        unlinkedBytes = 0;
        markSeen = false;
        keyFits = true;
        bytesLeft = bytes(path);
        var segments = new SegmentFolder(path, JournalFile.SUFFIX);
        var chains = new SegmentFolder(path, Chain.SUFFIX);
        List<Long> numbers = segments.numbers(); // Before the chains: no segment is before its own.
        List<Long> chained = chains.numbers();
        if (numbers.isEmpty() && chained.isEmpty()) {
            throw new NoSuchFileException(path.toString(), null, "there is no journal in it");
        }
        String head = chained.isEmpty() ? "" : follow(chains, chained);
        if (!chained.isEmpty()) {
            compare(segments, numbers, chains, chained);
        }
        return new Report(
                !chained.isEmpty(),
                numbers.isEmpty() ? 0 : numbers.getFirst(),
                numbers.size(),
                lines,
                retired,
                unlinkedBytes,
                head,
                markSeen,
                keyFits,
                findings);
    }

    /**
     * The newest mark, with its segment before it; nothing of it is proved.
     *
     * @throws IOException if there is no chain, or it cannot be read
     */
    public static String head(Path folder) throws IOException {
        var chains = new SegmentFolder(folder, Chain.SUFFIX);
        List<Long> numbers = chains.numbers();
        if (numbers.isEmpty()) {
            throw new IOException(folder + " has no chain, and so no mark");
        }
        long last = numbers.getLast();
        return last + ":" + ChainFile.read(chains.file(last)).head();
    }

    /** Whether each mark follows from the one before; returns the last one. */
    private String follow(SegmentFolder chains, List<Long> numbers) throws IOException {
        String before = null;
        long last = 0;
        keyFits = key == null || fits(key, chains, numbers);
        if (!keyFits) {
            changed(
                    chains.file(numbers.getFirst()),
                    0,
                    1,
                    "no record of the whole chain is marked under this key: either it is not the"
                            + " node's, or somebody without the node's made the chain anew");
        }
        for (long number : numbers) {
            Path file = chains.file(number);
            ChainFile chain = ChainFile.read(file);
            if (Files.size(file) > chain.bytes()) {
                findings.note(
                        "%s ends in the middle of a record, as after a kill"
                                .formatted(file.getFileName()));
            }
            boolean next = before != null && number == last + 1;
            begin(file, number, chain, next ? Objects.requireNonNull(before) : null);
            marks(file, chain);
            before = chain.head();
            last = number;
        }
        return last + ":" + before;
    }

    /** A key of which nothing was marked says nothing of any single record. */
    private static boolean fits(ChainKey key, SegmentFolder chains, List<Long> numbers)
            throws IOException {
        boolean any = false;
        for (long number : numbers) {
            ChainFile chain = ChainFile.read(chains.file(number));
            any |= !chain.records().isEmpty();
            String before = beginOf(chain);
            for (Marked one : chain.records()) {
                if (key.mark(before, one.text()).equals(one.mark())) {
                    return true;
                }
                before = one.mark();
            }
        }
        return !any;
    }

    private void begin(Path file, long number, ChainFile chain, @Nullable String before) {
        boolean begins =
                !chain.records().isEmpty()
                        && chain.records().getFirst().record() instanceof ChainRecord.Begin begin
                        && begin.number() == number;
        if (!begins) {
            changed(file, 0, 1, "it does not begin as the chain of this segment");
        } else if (before != null && !before.equals(beginOf(chain))) {
            Path earlier = new SegmentFolder(path, Chain.SUFFIX).file(number - 1);
            findings.add(
                    new Damage(
                            earlier.getFileName().toString(),
                            earlier.toFile().length(),
                            0,
                            Kind.CUT,
                            "the next one does not go on from its end: it was cut, or is an older copy"));
        }
    }

    private static String beginOf(ChainFile chain) {
        return !chain.records().isEmpty()
                        && chain.records().getFirst().record() instanceof ChainRecord.Begin begin
                ? begin.before()
                : ChainRecord.NONE;
    }

    private void marks(Path file, ChainFile chain) {
        String before = beginOf(chain);
        long offset = 0;
        long line = 0;
        for (Marked one : chain.records()) {
            line++;
            boolean right =
                    one.record() != null
                            && (key == null
                                    || !keyFits
                                    || key.mark(before, one.text()).equals(one.mark()));
            if (!right) {
                changed(file, offset, line, "the record is not one that the node made");
            }
            if (one.record() instanceof ChainRecord.Retired gone && right) {
                retired = Math.max(retired, gone.number());
            }
            if (one.record() instanceof ChainRecord.Gone gone) {
                missing(gone.number(), "the segment was missing when a node was started");
            }
            markSeen |= one.mark().equals(mark);
            before = one.mark();
            offset += one.text().length() + 1L + one.mark().length() + 1L;
        }
    }

    private void changed(Path file, long offset, long line, String text) {
        String name = file.getFileName().toString();
        findings.add(new Damage(name, offset, line, Kind.CHANGED, text));
    }

    private void missing(long number, String text) {
        String name = new SegmentFolder(path, JournalFile.SUFFIX).file(number).getFileName() + "";
        findings.add(new Damage(name, 0, 0, Kind.REMOVED, text));
    }

    /** Each segment with its chain file. */
    private void compare(
            SegmentFolder segments, List<Long> numbers, SegmentFolder chains, List<Long> chained)
            throws IOException {
        long first = chained.getFirst();
        boolean anew = beginOf(ChainFile.read(chains.file(first))).equals(ChainRecord.NONE);
        if (!anew && first - 1 > retired && !numbers.contains(first - 1)) {
            missing(
                    first - 1,
                    "it and those before it are gone, and not for being past what is kept");
        }
        long last = Math.max(chained.getLast(), numbers.isEmpty() ? 0 : numbers.getLast());
        long from = numbers.isEmpty() ? first : Math.min(first, numbers.getFirst());
        int unchained = 0;
        for (long number = Math.max(from, retired + 1); number <= last; number++) {
            boolean there = numbers.contains(number);
            if (chained.contains(number)) {
                pair(segments.file(number), chains.file(number), number, there);
            } else if (number < first && anew) {
                unchained += there ? 1 : 0;
            } else if (there) {
                lone(number, chains, chained);
            } else if (number > first) {
                missing(number, "the segment and its chain are missing");
            }
        }
        if (unchained > 0) {
            findings.noteUnproved(
                    "nothing is proved of %d segments before %010d: they were written when there was no chain, or all their chain files were removed"
                            .formatted(unchained, first));
        }
    }

    private void pair(Path file, Path chainFile, long number, boolean there) throws IOException {
        ChainFile chain = ChainFile.read(chainFile);
        Links links = chain.links();
        if (links.adopts() && !beginOf(chain).equals(ChainRecord.NONE)) {
            changed(chainFile, 0, 1, "the chain of this segment was gone when a node was started");
        }
        if (!there && links.linked() > 0) {
            missing(number, "the segment is missing");
        } else if (there) {
            try (FileChannel segment = FileChannel.open(file, StandardOpenOption.READ)) {
                var check = new SegmentCheck(file, links, findings, this::read);
                check.check(segment);
                lines += check.lines();
                unlinkedBytes += check.unlinkedBytes();
            }
        }
    }

    /** A segment without a chain: those of its neighbours tell whether there was one. */
    private void lone(long number, SegmentFolder chains, List<Long> chained) throws IOException {
        boolean goneOnFrom =
                chained.contains(number + 1)
                        && !beginOf(ChainFile.read(chains.file(number + 1)))
                                .equals(ChainRecord.NONE);
        boolean begun =
                chained.contains(number - 1)
                        && ChainFile.read(chains.file(number - 1)).links().isClosed();
        if (goneOnFrom || begun) {
            String why =
                    goneOnFrom
                            ? "that of the next segment goes on from it"
                            : "that of the segment before has ended, and another was begun";
            String text =
                    "the chain file is missing: %s. Nothing of the segment is proved"
                            .formatted(why);
            String name = chains.file(number).getFileName().toString();
            findings.add(new Damage(name, 0, 0, Kind.REMOVED, text));
        } else {
            String name = "%010d%s".formatted(number, JournalFile.SUFFIX);
            String text = "no chain knows this segment, or its chain was removed";
            findings.add(new Damage(name, 0, 0, Kind.INSERTED, text));
        }
    }

    private void read(long bytes) {
        bytesLeft -= bytes;
        steps.at(lines, Math.max(0, bytesLeft));
    }
}
