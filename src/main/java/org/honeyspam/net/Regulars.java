package org.honeyspam.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.honeyspam.config.Network;

/** How many answers each source got lately: who is new is met quickly. Bounded, the oldest go. */
final class Regulars {
    private static final int REMEMBERED_MAX = 50_000;
    private static final long FORGOTTEN_NANOS = Duration.ofDays(1).toNanos();

    private final SequencedMap<Network, Known> known = new LinkedHashMap<>(64, 0.75f, true);

    /** One source; counted by the loops of its conversations, where a lost count matters little. */
    static final class Known {
        private volatile int answers;
        private long seenNanos;

        /** Counts an answer. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // See above.
        void answered() {
            answers++;
        }

        /** How much he is slowed down: from nought, for who is new, towards one. */
        double share(int quickAnswers) {
            int n = answers;
            return n <= quickAnswers ? 0 : 1 - (double) quickAnswers / n;
        }
    }

    synchronized Known of(InetAddress source) {
        long now = System.nanoTime();
        Known one = known.computeIfAbsent(Network.ofVisitor(source), _ -> new Known());
        if (one.seenNanos != 0 && now - one.seenNanos > FORGOTTEN_NANOS) {
            one.answers = 0;
        }
        one.seenNanos = now;
        if (known.size() > REMEMBERED_MAX) {
            known.pollFirstEntry();
        }
        return one;
    }

    synchronized int size() {
        return known.size();
    }
}
