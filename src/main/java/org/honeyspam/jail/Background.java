package org.honeyspam.jail;

/** A thread gives up its turn: it works while the others leave the processors to it. */
public final class Background {
    private static final long PRIO_PROCESS = 0;
    private static final long THIS_THREAD = 0;

    /** A tenth of what another thread is given that wants the same processor: sched(7). */
    static final int NICE = 10;

    private Background() {}

    /** This thread does from now on, and those that it starts; false if the kernel refuses it. */
    public static boolean begin() {
        return Kernel.call(Syscall.SETPRIORITY, PRIO_PROCESS, THIS_THREAD, NICE) == 0;
    }
}
