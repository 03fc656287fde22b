package org.honeyspam.node;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.dns.Visitors;
import org.jspecify.annotations.Nullable;

/** Remembers which of the addresses in our ranges were visited when; of each the last time. */
public final class Visits implements Visitors {
    private static final int ADDRESSES_MAX = 100_000;

    private final List<Network> ranges;
    private final Instant since;
    private @Nullable Instant last;

    private final Map<InetAddress, Instant> byAddress = Bounded.byAge(ADDRESSES_MAX);

    public Visits(List<Network> ranges, Instant since) {
        this.ranges = List.copyOf(ranges);
        this.since = since;
    }

    /** Somebody came to that address. */
    public void visited(InetAddress address, Instant when) {
        if (ranges.stream().anyMatch(range -> range.contains(address))) {
            synchronized (this) {
                Instant before = byAddress.remove(address);
                boolean later = before == null || when.isAfter(before);
                byAddress.put(
                        address, later ? when : before); // Now it is the last to be forgotten.
                last = last == null || when.isAfter(last) ? when : last;
            }
        }
    }

    @Override
    public synchronized @Nullable Instant lastVisit(InetAddress address) {
        return byAddress.get(address);
    }

    @Override
    public synchronized @Nullable Instant lastVisitOfAny() {
        return last;
    }

    @Override
    public Instant since() {
        return since;
    }
}
