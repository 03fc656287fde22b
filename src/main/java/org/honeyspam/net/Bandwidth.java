package org.honeyspam.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * So many bytes a second, shared by all who send over it: each is told how long he has to wait, in
 * the order in which they ask.
 */
final class Bandwidth {
    /** What nobody used may be caught up with for as long. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final long bytesPerSecond;
    private final double nanosOfByte;
    private final AtomicLong freeNanos = new AtomicLong(System.nanoTime());

    Bandwidth(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        nanosOfByte = (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** Of so many bytes a second; null if there is no bound. */
    static @Nullable Bandwidth of(long bytesPerSecondMax) {
        return bytesPerSecondMax == 0 ? null : new Bandwidth(bytesPerSecondMax);
    }

    /** The same where nothing changes, so that what is booked stays so. */
    static @Nullable Bandwidth of(long bytesPerSecondMax, @Nullable Bandwidth before) {
        return before != null && before.bytesPerSecond == bytesPerSecondMax
                ? before
                : of(bytesPerSecondMax);
    }

    /** Books that many bytes, and says after how many nanoseconds the first of them may go. */
    long book(int bytes) {
        return book(bytes, System.nanoTime());
    }

    long book(int bytes, long nowNanos) {
        long cost = (long) (bytes * nanosOfByte);
        return Math.max(0, freeAfter(cost, nowNanos) - cost);
    }

    /** The same, and after how many the last of them is there. */
    long bookThrough(int bytes) {
        return Math.max(0, freeAfter((long) (bytes * nanosOfByte), System.nanoTime()));
    }

    private long freeAfter(long cost, long nowNanos) {
        return freeNanos.updateAndGet(at -> nowNanos + Math.max(at - nowNanos, -BURST_NANOS) + cost)
                - nowNanos;
    }

    /** How many bytes go in that time, at least one. */
    int bytesIn(long nanos) {
        return Math.clamp((long) (nanos / nanosOfByte), 1, Integer.MAX_VALUE);
    }
}
