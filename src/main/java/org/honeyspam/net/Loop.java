package org.honeyspam.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that all of a connection happens on, and the way back to it. */
record Loop(EventLoop thread) {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    ScheduledFuture<?> after(Duration wait, Runnable what) {
        return thread.schedule(what, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** From the threads of the disk. */
    void later(Runnable what) {
        try {
            thread.execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("A session ended before the disk answered");
        }
    }

    /** What is still to come would hold its session in memory until then. */
    static void cancel(@Nullable ScheduledFuture<?> later) {
        if (later != null) {
            later.cancel(false);
        }
    }
}
