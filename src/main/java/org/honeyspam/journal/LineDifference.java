package org.honeyspam.journal;

import java.util.Arrays;
import java.util.List;
import org.honeyspam.journal.Damage.Kind;

/**
 * Tells which lines are not those that were linked, by their tags. Lines that are the same again
 * end a difference, so each is told for itself.
 */
final class LineDifference {
    /** So many lines must be the same before it is over. */
    private static final int RUN = 3;

    /** How far apart, in lines, the two sides are looked for the same ones. */
    private static final int APART_MAX = 1_500;

    private final List<String> linked;
    private final List<String> there;
    private final boolean open;

    /**
     * @param open whether more may follow behind what was linked
     */
    LineDifference(List<String> linked, List<String> there, boolean open) {
        this.linked = linked;
        this.there = there;
        this.open = open;
    }

    /**
     * Takes a difference: from which of the lines that are there, what, and how many on each side.
     */
    interface Taker {
        void take(int line, Kind kind, int linkedLines, int thereLines);
    }

    /** Tells all of them, in order. */
    void each(Taker taker) {
        int i = 0;
        int j = 0;
        while (i < linked.size()) {
            if (j < there.size() && linked.get(i).equals(there.get(j))) {
                i++;
                j++;
                continue;
            }
            int[] apart = apart(i, j);
            tell(i, apart[0], j, apart[1], taker);
            i += apart[0];
            j += apart[1];
        }
        if (j < there.size() && !open) {
            taker.take(j, Kind.INSERTED, 0, there.size() - j);
        }
    }

    /** How many lines of each side belong to the difference that begins there. */
    private int[] apart(int i, int j) {
        for (int sum = 1; sum <= APART_MAX; sum++) {
            // The same number on both sides first: a change is more usual than the rest.
            for (int away = 0; away <= sum / 2 + 1; away++) {
                for (int p : new int[] {sum / 2 + away, sum / 2 - away}) {
                    if (p >= 0 && p <= sum && agree(i + p, j + sum - p)) {
                        return new int[] {p, sum - p};
                    }
                }
            }
        }
        int left = there.size() - j;
        return new int[] {linked.size() - i, open ? Math.min(linked.size() - i, left) : left};
    }

    private boolean agree(int i, int j) {
        if (i > linked.size() || j > there.size()) {
            return false;
        }
        int run = Math.min(RUN, linked.size() - i);
        if (run == 0) {
            return false; // The end agrees with anything.
        }
        return j + run <= there.size()
                && linked.subList(i, i + run).equals(there.subList(j, j + run));
    }

    private void tell(int i, int linkedLines, int j, int thereLines, Taker taker) {
        Kind kind;
        if (linkedLines == 0) {
            kind = Kind.INSERTED;
        } else if (thereLines == 0) {
            kind = j == there.size() ? Kind.CUT : Kind.REMOVED;
        } else {
            kind = isSame(i, linkedLines, j, thereLines) ? Kind.REORDERED : Kind.CHANGED;
        }
        taker.take(j, kind, linkedLines, thereLines);
    }

    private boolean isSame(int i, int linkedLines, int j, int thereLines) {
        Object[] before = linked.subList(i, i + linkedLines).toArray();
        Object[] after = there.subList(j, j + thereLines).toArray();
        Arrays.sort(before);
        Arrays.sort(after);
        return Arrays.equals(before, after);
    }
}
