package org.honeyspam.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.watch.FileChange.Kind;

/** What was found since it was last told: a bounded number each for itself, of the rest a count. */
public final class Changes {
    private static final int OF_RECORD_MAX = 10;

    private final int toldMax;
    private final List<FileChange> told = new ArrayList<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long unwatched;

    Changes(int toldMax) {
        this.toldMax = toldMax;
    }

    void add(FileChange change) {
        counts.merge(change.kind(), 1L, Long::sum);
        // Nobody hides what he does to the record behind a heap of other files.
        if (told.size() < toldMax + (change.isOfRecord() ? OF_RECORD_MAX : 0)) {
            told.add(change);
        }
    }

    /** More files, or folders with all that is in them, than are watched. */
    void addUnwatched(long files) {
        unwatched += files;
        counts.merge(Kind.NEW, files, Long::sum);
    }

    public List<FileChange> told() {
        return List.copyOf(told);
    }

    /** How many there were of each kind, also of those that are not told for themselves. */
    public Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many are not told each for itself. */
    public long more() {
        return count() - told.size();
    }

    /** How many files and folders are too many to be watched. */
    public long unwatched() {
        return unwatched;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }
}
