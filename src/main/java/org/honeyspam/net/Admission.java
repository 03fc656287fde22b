package org.honeyspam.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.honeyspam.config.Use;
import org.jspecify.annotations.Nullable;

/** Counts who is inside: a bound for all connections, and one for each source address. */
final class Admission {
    static final String TOO_MANY = "too_many";
    static final String TOO_MANY_FROM_SOURCE = "too_many_from_source";

    private int allMax;
    private int sourceMax;
    private final Map<InetAddress, Integer> inside = new HashMap<>();
    private int all;
    private long tooMany;
    private long tooManyFromSource;

    Admission(int allMax, int sourceMax) {
        this.allMax = allMax;
        this.sourceMax = sourceMax;
    }

    /** Other bounds, for whoever comes from now on. */
    synchronized void bound(int newAllMax, int newSourceMax) {
        allMax = newAllMax;
        sourceMax = newSourceMax;
    }

    /** Lets a connection in: null, or why not. */
    synchronized @Nullable String enter(InetAddress source) {
        String refusal = arrive();
        return refusal == null ? settle(source, true) : refusal;
    }

    /** Takes a place for one whose source is not known yet: null, or why not. */
    synchronized @Nullable String arrive() {
        if (all >= allMax) {
            tooMany++;
            return TOO_MANY;
        }
        all++;
        return null;
    }

    /**
     * Says whose the place is that was taken: null, or why he loses it.
     *
     * @param bounded whether he may have so many and no more
     */
    synchronized @Nullable String settle(InetAddress source, boolean bounded) {
        int mine = inside.getOrDefault(source, 0);
        if (bounded && mine >= sourceMax) {
            all--;
            tooManyFromSource++;
            return TOO_MANY_FROM_SOURCE;
        }
        inside.put(source, mine + 1);
        return null;
    }

    /** Frees a place that was never settled. */
    synchronized void turnAway() {
        all--;
    }

    synchronized void leave(InetAddress source) {
        inside.computeIfPresent(source, (ip, n) -> n == 1 ? null : n - 1);
        all--;
    }

    synchronized Use all() {
        return new Use(all, allMax, tooMany);
    }

    /** Of the source with the most connections. */
    synchronized Use ofOneSource() {
        int most = inside.values().stream().mapToInt(n -> n).max().orElse(0);
        return new Use(most, sourceMax, tooManyFromSource);
    }

    synchronized int inside() {
        return all;
    }
}
