package org.honeyspam.dns;

import java.time.Instant;

/** So much a second and no more; what is over is for the caller to count. */
final class Ration {
    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int taken;

    Ration(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one, if there is one left of that second. */
    synchronized boolean take(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            taken = 0;
        }
        return taken++ < perSecond;
    }
}
