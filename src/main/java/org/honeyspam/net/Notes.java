package org.honeyspam.net;

import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;

/** Writes down what is noted of one conversation; some of it is waited for. */
final class Notes {
    /** Events of one connection that may wait for the disk: a flood does not fill the queue. */
    private static final int AHEAD_MAX = 64;

    private final Runner runner;
    private long count;

    Notes(Runner runner) {
        this.runner = runner;
    }

    /** What became of one. */
    enum Taken {
        YES,
        /** It will be told when it is on disk. */
        LATER,
        /** The journal is full. */
        NO
    }

    /**
     * @param bounded whether the peer is there, so that he can be made to wait
     * @param done is told, on whatever thread, if it was taken to be waited for
     */
    Taken note(Action.Note note, Peer about, boolean bounded, Runnable done) {
        var entry = new Entry(runner.clock().instant(), about, note.event());
        boolean held = bounded && (note.first() || ++count % AHEAD_MAX == 0);
        if (held) {
            return runner.journal().offer(entry, done) ? Taken.LATER : Taken.NO;
        }
        return runner.journal().offer(entry) ? Taken.YES : Taken.NO;
    }
}
