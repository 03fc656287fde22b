package org.honeyspam.dns;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Bounds how much of the same is sent to one network, so that nobody can turn us on a victim by a
 * forged source: as BIND's response rate limiting, every second answer beyond the bound is an
 * invitation to come by TCP, the rest is silence.
 */
final class RateLimit {
    /** Seconds in which a network pays off what it asked for too much. */
    private static final int WINDOW_SECONDS = 15;

    private static final int SLIP = 2;
    private static final int SETS = 1 << 13;
    private static final int WAYS = 4;
    private static final int BITS_4 = 24;
    private static final int BITS_6 = 56;

    private final int perSecond;
    private final long secret;
    private final long[] who = new long[SETS * WAYS];
    private final int[] balance = new int[SETS * WAYS];
    private final int[] second = new int[SETS * WAYS];
    private final int[] over = new int[SETS * WAYS];

    /** What may be sent. */
    enum Verdict {
        ANSWER,
        TRUNCATED,
        SILENCE
    }

    /**
     * @param perSecond answers to one network for one thing
     * @param secret that keeps others from knowing who shares a place with whom
     */
    RateLimit(int perSecond, long secret) {
        this.perSecond = perSecond;
        this.secret = secret;
    }

    /** One more answer is due; what becomes of it. */
    synchronized Verdict of(InetAddress source, int what, Instant now) {
        int time = (int) now.getEpochSecond();
        int at = place(mixed(network(source), what), time);
        if (balance[at] > 0) {
            balance[at]--;
            over[at] = 0;
            return Verdict.ANSWER;
        }
        balance[at] = Math.max(balance[at] - 1, -perSecond * WINDOW_SECONDS);
        return ++over[at] % SLIP == 0 ? Verdict.TRUNCATED : Verdict.SILENCE;
    }

    /** The place of that one, as of now; where all are taken, the one least lately used is. */
    private int place(long tag, int time) {
        int from = (int) (tag & SETS - 1) * WAYS;
        int oldest = from;
        for (int at = from; at < from + WAYS; at++) {
            if (who[at] == tag) {
                int gained = (int) Math.min((long) (time - second[at]) * perSecond, 1 << 30);
                balance[at] = Math.min(balance[at] + Math.max(gained, 0), perSecond);
                second[at] = time;
                return at;
            }
            oldest = second[at] < second[oldest] ? at : oldest;
        }
        who[oldest] = tag;
        balance[oldest] = perSecond;
        second[oldest] = time;
        over[oldest] = 0;
        return oldest;
    }

    private static long network(InetAddress source) {
        byte[] address = source.getAddress();
        return address.length == Integer.BYTES
                ? ByteBuffer.wrap(address).getInt() & -1 << Integer.SIZE - BITS_4
                : ByteBuffer.wrap(address).getLong() & -1L << Long.SIZE - BITS_6;
    }

    private long mixed(long network, int what) {
        long mixed = (network ^ secret) * 0x9e3779b97f4a7c15L + what;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
