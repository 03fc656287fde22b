package org.honeyspam.net;

import java.util.concurrent.TimeUnit;
import org.honeyspam.journal.JournalEvent;

/** What the end of a session is recorded with: why, how long, how much either way. */
final class Tally {
    private static final String FAULT = "fault";

    private final long openedNanos = System.nanoTime();
    private String reason = "peer";
    private long receivedBytes;
    private long sentBytes;
    private long heldNanos;
    private long heldSinceNanos;
    private boolean held;

    void received(int bytes) {
        receivedBytes += bytes;
    }

    void sent(int bytes) {
        sentBytes += bytes;
    }

    /** From now on the peer waits because we want him to. */
    void holds() {
        held = true;
        heldSinceNanos = System.nanoTime();
    }

    /** Whether he waits because we want him to. */
    boolean isHeld() {
        return held;
    }

    /** No longer. */
    void goesOn() {
        if (held) {
            held = false;
            heldNanos += System.nanoTime() - heldSinceNanos;
        }
    }

    /** The last reason counts, but nothing covers up a fault. */
    void endsBecause(String newReason) {
        reason = reason.equals(FAULT) ? FAULT : newReason;
    }

    void endsByFault() {
        reason = FAULT;
    }

    JournalEvent closed() {
        goesOn();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNanos);
        long heldMillis = TimeUnit.NANOSECONDS.toMillis(heldNanos);
        return new JournalEvent.SessionClosed(reason, receivedBytes, sentBytes, millis, heldMillis);
    }
}
