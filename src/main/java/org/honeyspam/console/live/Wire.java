package org.honeyspam.console.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The last events, in a ring: one writes, any number read, nobody waits. Who reads too seldom is
 * told how many went by.
 */
public final class Wire {
    private static final int SLOTS = 8_192;

    private final AtomicReferenceArray<@Nullable Passing> ring = new AtomicReferenceArray<>(SLOTS);
    private volatile long next;

    /** An event, and how it is shown, which is the same for all who see it. */
    public static final class Passing {
        private final long number;
        private final Recorded event;
        private volatile @Nullable String row;

        Passing(long number, Recorded event) {
            this.number = number;
            this.event = event;
        }

        public Recorded event() {
            return event;
        }

        String row() {
            String made = row;
            if (made == null) {
                made = EventRow.of(event); // Perhaps by two at once: the same.
                row = made;
            }
            return made;
        }
    }

    /**
     * What came since somebody looked last.
     *
     * @param missed what went by meanwhile, and is no longer here
     * @param end where to go on
     */
    public record Seen(List<Passing> events, long missed, long end) {}

    /** Called by the one that writes. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Nobody else writes it.
    public void tell(Recorded event) {
        long number = next;
        ring.set((int) (number % SLOTS), new Passing(number, event));
        next = number + 1;
    }

    /** Where what is to come begins. */
    public long end() {
        return next;
    }

    /** What came from there on. */
    public Seen since(long from) {
        long end = next;
        long missed = Math.max(0, end - SLOTS - from);
        List<Passing> events = new ArrayList<>();
        for (long number = from + missed; number < end; number++) {
            Passing passing = ring.get((int) (number % SLOTS));
            if (passing != null && passing.number == number) {
                events.add(passing);
            } else {
                missed++; // Written over meanwhile.
            }
        }
        return new Seen(events, missed, end);
    }
}
