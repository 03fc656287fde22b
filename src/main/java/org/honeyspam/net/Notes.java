package org.honeyspam.net;

import java.time.Duration;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;

/** What one connection has to record, on its way to the journal: some of it is waited for. */
final class Notes {
    /** How long a full journal is left alone before an event is offered again. */
    private static final Duration RETRY = Duration.ofMillis(50);

    /** Events of one connection that may wait for the disk: a flood does not fill the queue. */
    private static final int AHEAD_MAX = 64;

    private final Journal journal;
    private final Loop loop;
    private long notes;

    /** What became of a note. */
    enum Fate {
        /** It is taken, and nobody waits. */
        TAKEN,
        /** It is taken, and must be on disk before anything else goes on. */
        AWAITED,
        /** There was no room; it has to be offered again. */
        NOT_TAKEN
    }

    Notes(Journal journal, Loop loop) {
        this.journal = journal;
        this.loop = loop;
    }

    /**
     * Offers an event.
     *
     * @param first whether it must be on disk before anything else goes on
     * @param gone whether nobody is there any more who could be made to wait
     * @param resume called on the loop when it goes on, unless it does at once
     */
    Fate offer(Entry entry, boolean first, boolean gone, Runnable resume) {
        boolean awaited = !gone && (first || ++notes % AHEAD_MAX == 0);
        boolean taken =
                awaited ? journal.offer(entry, () -> loop.later(resume)) : journal.offer(entry);
        if (!taken) {
            loop.after(RETRY, resume);
            return Fate.NOT_TAKEN;
        }
        return awaited ? Fate.AWAITED : Fate.TAKEN;
    }
}
