package org.honeyspam.net;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Lets each network arrive so often a second and no more, with bursts. Of each only the time is
 * kept until which its allowance is used up, in a table that never grows: where many networks fall
 * onto one spot, the one that owes least is forgotten, so a flood of networks harms no newcomer.
 * Not for more than one thread at a time.
 */
final class ArrivalRate {
    private static final int WAYS = 8;

    private final int sets;
    private final long[] networks;
    private final long[] usedUntil;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final long startNanos = System.nanoTime() - 1;
    private long apartNanos;
    private long burstNanos;

    /**
     * @param spots of networks that are told apart
     */
    ArrivalRate(int spots, int perSecond, int burst) {
        sets = Math.ceilDiv(spots, WAYS);
        networks = new long[sets * WAYS];
        usedUntil = new long[sets * WAYS];
        bound(perSecond, burst);
    }

    /** So many a second on the long run, so many at once after a pause. */
    void bound(int perSecond, int burst) {
        apartNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        burstNanos = apartNanos * burst;
    }

    /** Whether one more of the network comes slowly enough now; if so he is counted. */
    boolean take(long network) {
        return take(network, System.nanoTime() - startNanos);
    }

    /**
     * The same, at a time.
     *
     * @param nowNanos at least 1, of a clock that never goes back
     */
    boolean take(long network, long nowNanos) {
        int spot = spot(network);
        boolean known = networks[spot] == network;
        long from = Math.max(nowNanos, known ? usedUntil[spot] : 0);
        if (from + apartNanos - nowNanos > burstNanos) {
            return false;
        }
        networks[spot] = network;
        usedUntil[spot] = from + apartNanos;
        return true;
    }

    /** Where the network is kept, or can be: in place of the one that owes least. */
    private int spot(long network) {
        int first = Math.floorMod(mixed(network ^ seed), sets) * WAYS;
        int least = first;
        for (int i = first; i < first + WAYS; i++) {
            if (networks[i] == network && usedUntil[i] != 0) {
                return i;
            }
            least = usedUntil[i] < usedUntil[least] ? i : least;
        }
        return least;
    }

    /** As SplitMix64 does: nobody outside knows the seed, so nobody can aim at a spot. */
    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
