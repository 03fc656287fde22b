package org.honeyspam.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many bytes a second, shared by all who send over it: each is told how long he has to wait, in
 * the order in which they ask.
 */
final class Line {
    /** What nobody used may be caught up with for as long. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final double nanosOfByte;
    private final AtomicLong freeNanos = new AtomicLong(System.nanoTime());

    Line(long bytesPerSecond) {
        nanosOfByte = (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** Books that many bytes, and says after how many nanoseconds they may go. */
    long book(int bytes) {
        return book(bytes, System.nanoTime());
    }

    long book(int bytes, long nowNanos) {
        long cost = (long) (bytes * nanosOfByte);
        long free =
                freeNanos.updateAndGet(
                        at -> Math.max(at - nowNanos, -BURST_NANOS) + nowNanos + cost);
        return Math.max(0, free - cost - nowNanos);
    }

    /** How many bytes go in that time, at least one. */
    int bytesIn(long nanos) {
        return Math.clamp((long) (nanos / nanosOfByte), 1, Integer.MAX_VALUE);
    }
}
