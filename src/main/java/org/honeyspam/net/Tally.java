package org.honeyspam.net;

import java.util.concurrent.TimeUnit;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/** What the end of a session is recorded with: why, how long, how much either way. */
final class Tally {
    private static final String FAULT = "fault";

    private final long openedNanos = System.nanoTime();
    private String reason = "peer";
    private long receivedBytes;
    private long sentBytes;
    private long heldNanos;
    private long heldSinceNanos;
    private long workedNanos;
    private @Nullable String pace;

    void received(int bytes) {
        receivedBytes += bytes;
    }

    void sent(int bytes) {
        sentBytes += bytes;
    }

    /** From now on the peer waits because we want him to. */
    void holds() {
        heldSinceNanos = System.nanoTime() | 1; // Nought says that he is not held.
    }

    /** So long the loop was busy with him. */
    void works(long nanos) {
        workedNanos += nanos;
    }

    /** He was met at that pace. */
    void goesAt(@Nullable String name) {
        pace = name;
    }

    /** Whether he waits because we want him to. */
    boolean isHeld() {
        return heldSinceNanos != 0;
    }

    /** No longer. */
    void goesOn() {
        if (isHeld()) {
            heldNanos += System.nanoTime() - heldSinceNanos;
            heldSinceNanos = 0;
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
        long workMicros = TimeUnit.NANOSECONDS.toMicros(workedNanos);
        return new JournalEvent.SessionClosed(
                reason, receivedBytes, sentBytes, millis, heldMillis, workMicros, pace);
    }
}
