package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread does: long enough for a busy machine, never for ever. */
final class Await {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LOOK_EVERY_MILLIS = 5;

    private Await() {}

    static void until(String what, Callable<Boolean> there) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!there.call()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    static void opened(String what, CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).as(what).isTrue();
    }

    /** For a thread that is not the test's own, where an interrupt is nobody's wish. */
    static void quietly(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the test never opened the latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
