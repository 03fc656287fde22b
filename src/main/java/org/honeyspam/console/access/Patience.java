package org.honeyspam.console.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/** Bounds how often somebody may try to log in, each network for itself and all together. */
public final class Patience {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int TRIES_OF_ONE_MAX = 10;
    private static final int TRIES_OF_ALL_MAX = 100;
    private static final int NETWORKS_MAX = 1_000;

    private final InstantSource clock;
    private final Map<Network, Tries> byNetwork = new LinkedHashMap<>();
    private final LinkedHashMap<Network, Boolean> known = new LinkedHashMap<>();
    private Tries all = new Tries(Instant.MIN, 0);

    private record Tries(Instant since, int failed) {
        private boolean isOver(Instant now) {
            return since.isBefore(now.minus(WINDOW));
        }

        private Tries more(Instant now) {
            return isOver(now) ? new Tries(now, 1) : new Tries(since, failed + 1);
        }
    }

    public Patience(InstantSource clock) {
        this.clock = clock;
    }

    /** How long he has to wait before he may try; null if he may now. */
    public synchronized @Nullable Duration wait(InetAddress source) {
        Instant now = clock.instant();
        Tries his = byNetwork.get(Network.ofVisitor(source));
        Duration forHis = his == null ? null : left(his, TRIES_OF_ONE_MAX, now);
        // Whoever floods us with tries does not keep those out who have been in before.
        boolean counted = forHis == null && !known.containsKey(Network.ofVisitor(source));
        return counted ? left(all, TRIES_OF_ALL_MAX, now) : forHis;
    }

    private static @Nullable Duration left(Tries tries, int most, Instant now) {
        boolean spent = !tries.isOver(now) && tries.failed() >= most;
        return spent ? Duration.between(now, tries.since().plus(WINDOW)).plusSeconds(1) : null;
    }

    /** He tried, and it was wrong. */
    public synchronized void failed(InetAddress source) {
        Instant now = clock.instant();
        Network his = Network.ofVisitor(source);
        Tries before = byNetwork.getOrDefault(his, new Tries(Instant.MIN, 0));
        byNetwork.put(his, before.more(now));
        all = all.more(now);
        bound(byNetwork);
    }

    private static void bound(Map<Network, ?> networks) {
        if (networks.size() > NETWORKS_MAX) {
            networks.remove(networks.keySet().iterator().next());
        }
    }

    /** He tried, and it was right. */
    public synchronized void succeeded(InetAddress source) {
        byNetwork.remove(Network.ofVisitor(source));
        known.putLast(Network.ofVisitor(source), true);
        bound(known);
    }
}
