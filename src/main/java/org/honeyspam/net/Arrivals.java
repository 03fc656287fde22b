package org.honeyspam.net;

import java.util.concurrent.TimeUnit;

/**
 * How many were let in during the second before this one: of all, and of the network that had most.
 * Guarded by {@link Admission}.
 */
final class Arrivals {
    private final long startNanos;
    private long second;
    private int all;
    private int allBefore;
    private int mostBefore;
    private Counts<Long> networks = new Counts<>();

    Arrivals(long nowNanos) {
        startNanos = nowNanos;
    }

    void arrived(long nowNanos) {
        turn(nowNanos);
        all++;
    }

    /** One who arrived is of that network. */
    void settled(long network, long nowNanos) {
        turn(nowNanos);
        networks.add(network);
    }

    int all(long nowNanos) {
        turn(nowNanos);
        return allBefore;
    }

    int ofOneNetwork(long nowNanos) {
        turn(nowNanos);
        return mostBefore;
    }

    private void turn(long nowNanos) {
        long at = TimeUnit.NANOSECONDS.toSeconds(nowNanos - startNanos);
        if (at != second) {
            boolean next = at == second + 1;
            allBefore = next ? all : 0;
            mostBefore = next ? networks.most() : 0;
            all = 0;
            networks = new Counts<>();
            second = at;
        }
    }
}
