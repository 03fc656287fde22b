package org.honeyspam.jail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread gives up its turn: it works while the others leave the processors to it. */
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final long PRIO_PROCESS = 0;
    private static final long THIS_THREAD = 0;

    /** A tenth of what another thread is given that wants the same processor: sched(7). */
    static final int NICE = 10;

    private Background() {}

    /** The work of such a thread. What it starts gives up its turn as well. */
    public static Runnable of(Runnable work) {
        return () -> {
            if (Kernel.call(Syscall.SETPRIORITY, PRIO_PROCESS, THIS_THREAD, NICE) != 0) {
                LOG.debug("{} competes with the services", Thread.currentThread().getName());
            }
            work.run();
        };
    }
}
