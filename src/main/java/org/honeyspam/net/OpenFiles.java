package org.honeyspam.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How the files that a process may have open are shared out: what the node needs for itself is kept
 * back, so that journal, mail and views never lack one however many visitors there are.
 *
 * @param max how many the system allows (ulimit -n)
 * @param own how many the node has open for itself
 */
record OpenFiles(long max, long own) {
    private static final long RESERVE_MIN = 48;
    private static final long RESERVE_MAX = 1_024;

    /** As it is now, with nobody inside. */
    static OpenFiles now() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? new OpenFiles(os.getMaxFileDescriptorCount(), os.getOpenFileDescriptorCount())
                : plenty();
    }

    /** Where nothing is known of a bound. */
    static OpenFiles plenty() {
        return new OpenFiles(Integer.MAX_VALUE, 0);
    }

    /** What is kept back: files that the node opens later, viewers of the console, farewells. */
    long reserve() {
        return Math.clamp(max / 8, RESERVE_MIN, RESERVE_MAX);
    }

    int connectionsMax() {
        return Math.clamp(max - own - reserve(), 1, Integer.MAX_VALUE);
    }

    /** Of the reserve, for those who are not let in but hear why, and as many who were shed. */
    int spare() {
        return (int) (reserve() / 4);
    }
}
