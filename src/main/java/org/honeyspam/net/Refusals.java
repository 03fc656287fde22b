package org.honeyspam.net;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/**
 * Records who was not let in: a few each for himself, the rest as sums, so that a flood fills
 * neither the journal nor its queue, and yet nobody is left uncounted.
 */
final class Refusals {
    /** How often sums are written. */
    static final Duration SUM_EVERY = Duration.ofSeconds(10);

    private static final int NETWORKS = 4_096;
    private static final int TOLD_PER_SECOND = 50;
    private static final int TOLD_OF_NETWORK_PER_SECOND = 10;
    private static final int BURST_SECONDS = 2;

    /** Sums at once; what would be one more is added to that of everybody else. */
    private static final int SUMS_MAX = 1_000;

    private static final String EVERYWHERE = "everywhere";

    private final Journal journal;
    private final Clock clock;
    private final ArrivalRate rate =
            new ArrivalRate(1, TOLD_PER_SECOND, BURST_SECONDS * TOLD_PER_SECOND);
    private final ArrivalRate networkRate =
            new ArrivalRate(
                    NETWORKS,
                    TOLD_OF_NETWORK_PER_SECOND,
                    BURST_SECONDS * TOLD_OF_NETWORK_PER_SECOND);
    private final Map<Sum, Long> sums = new LinkedHashMap<>();

    private record Sum(String service, String reason, String network) {}

    Refusals(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Records one; cheap, and never waits. */
    synchronized void add(Peer peer, String reason) {
        if (!told(peer, reason)) {
            InetAddress source = peer.source().ip();
            var own = new Sum(peer.service(), reason, Prefix.text(source));
            boolean room = sums.size() < SUMS_MAX || sums.containsKey(own);
            var sum = room ? own : new Sum(peer.service(), reason, EVERYWHERE);
            sums.merge(sum, 1L, Long::sum);
        }
    }

    private boolean told(Peer peer, String reason) {
        return networkRate.take(Prefix.of(peer.source().ip()))
                && rate.take(0)
                && journal.hasRoom()
                && offer(peer, new JournalEvent.SessionRefused(reason));
    }

    private boolean offer(@Nullable Peer peer, JournalEvent event) {
        return journal.offer(new Entry(clock.instant(), peer, event));
    }

    /** Writes the sums, as far as the journal takes them; the others grow on. */
    synchronized void sumUp() {
        sums.entrySet().removeIf(sum -> offer(null, event(sum.getKey(), sum.getValue())));
    }

    private static JournalEvent event(Sum sum, long count) {
        return new JournalEvent.SessionsRefused(sum.reason(), sum.service(), sum.network(), count);
    }
}
