package org.honeyspam.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rings once when its time has come. A new time costs nothing while it lies behind the old one: a
 * busy session moves its deadline with every command, and a timer a command would be the dearest
 * part of it.
 */
final class Alarm {
    private final EventExecutor loop;
    private final Runnable bell;
    private @Nullable ScheduledFuture<?> timer;
    private long timerNanos;
    private long dueNanos;
    private boolean set;

    Alarm(EventExecutor loop, Runnable bell) {
        this.loop = loop;
        this.bell = bell;
    }

    void set(Duration limit) {
        long now = System.nanoTime();
        dueNanos = now + limit.toNanos();
        set = true;
        if (timer == null || timerNanos - dueNanos > 0) {
            start(now);
        }
    }

    void cancel() {
        set = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void start(long now) {
        if (timer != null) {
            timer.cancel(false);
        }
        timerNanos = dueNanos;
        timer = loop.schedule(this::check, dueNanos - now, TimeUnit.NANOSECONDS);
    }

    private void check() {
        timer = null;
        if (!set) {
            return;
        }
        long now = System.nanoTime();
        if (dueNanos - now > 0) {
            start(now);
        } else {
            set = false;
            bell.run();
        }
    }
}
