package org.honeyspam.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Use;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in, and who has to go for him. Bounds hold for all connections, each door,
 * each source address and its network, and for how fast they come. Where there is no room, somebody
 * is shed ({@link Crowd} says who); nobody is shed for a network that has more inside than his own.
 */
final class Admission {
    static final String TOO_MANY = "too_many";
    static final String TOO_MANY_OF_SERVICE = "too_many_of_service";
    static final String TOO_MANY_FROM_SOURCE = "too_many_from_source";
    static final String TOO_MANY_FROM_NETWORK = "too_many_from_network";
    static final String TOO_FAST = "too_fast";
    static final String TOO_FAST_FROM_NETWORK = "too_fast_from_network";

    /** After a pause so many seconds' worth may come at once. */
    private static final int BURST_SECONDS = 2;

    /** Networks whose rate is told apart: 256 KB. */
    private static final int NETWORKS = 16_384;

    /** The rate of all is that of one network. */
    private static final long ALL = -1;

    private Bounds bounds;
    private final ArrivalRate rate;
    private final ArrivalRate networkRate;
    private final Map<InetAddress, Integer> sources = new HashMap<>();
    private final Map<Long, Integer> networks = new HashMap<>();
    private final Map<String, Long> refused = new HashMap<>();
    private final Set<Crowd> crowds = new LinkedHashSet<>();
    private final long startNanos = System.nanoTime();
    private int all;
    private long second;
    private int ofThisSecond;
    private int ofLastSecond;
    private int leaving;
    private long shed;

    Admission(Bounds bounds) {
        this.bounds = bounds;
        this.rate = new ArrivalRate(1, bounds.perSecond(), BURST_SECONDS * bounds.perSecond());
        int perSecond = bounds.networkPerSecond();
        this.networkRate = new ArrivalRate(NETWORKS, perSecond, BURST_SECONDS * perSecond);
    }

    /** Other bounds, for whoever comes from now on. */
    synchronized void bound(Bounds newBounds) {
        bounds = newBounds;
        rate.bound(bounds.perSecond(), BURST_SECONDS * bounds.perSecond());
        int perSecond = bounds.networkPerSecond();
        networkRate.bound(perSecond, BURST_SECONDS * perSecond);
    }

    /** Another bound for all who come in by one door. */
    synchronized void bound(Crowd crowd, int max) {
        crowd.bound(max);
    }

    /**
     * Lets a connection in: null, or why not.
     *
     * @param bounded whether he may have so many and no more
     */
    synchronized @Nullable String enter(Place place, InetAddress source, boolean bounded) {
        long network = Prefix.of(source);
        String refusal = bounded ? ofHisOwn(source, network) : null;
        if (refusal == null) {
            refusal = room(place.crowd, of(network));
        }
        if (refusal == null) {
            arrived(place);
            settled(place, source, network, bounded);
        }
        return counted(refusal);
    }

    /** Takes a place for one whose source is not known yet: null, or why not. */
    synchronized @Nullable String arrive(Place place) {
        String refusal = room(place.crowd, 0);
        if (refusal == null) {
            arrived(place);
        }
        return counted(refusal);
    }

    /** Says whose the place is that was taken: null, or why he loses it. */
    synchronized @Nullable String settle(Place place, InetAddress source, boolean bounded) {
        long network = Prefix.of(source);
        String refusal = bounded ? ofHisOwn(source, network) : null;
        if (refusal == null) {
            settled(place, source, network, bounded);
        } else {
            leave(place);
        }
        return counted(refusal);
    }

    private @Nullable String ofHisOwn(InetAddress source, long network) {
        if (!networkRate.take(network)) {
            return TOO_FAST_FROM_NETWORK;
        } else if (sources.getOrDefault(source, 0) >= bounds.source()) {
            return TOO_MANY_FROM_SOURCE;
        }
        return of(network) >= bounds.network() ? TOO_MANY_FROM_NETWORK : null;
    }

    private int of(long network) {
        return networks.getOrDefault(network, 0);
    }

    private @Nullable String room(Crowd crowd, int ofNetwork) {
        if (!rate.take(ALL)) {
            return TOO_FAST;
        } else if (crowd.isFull() && !shed(crowd, ofNetwork)) {
            return TOO_MANY_OF_SERVICE;
        }
        return all >= bounds.all() && !shed(heaviest(), ofNetwork) ? TOO_MANY : null;
    }

    private int lastSecond() {
        long at = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        if (at != second) {
            ofLastSecond = at == second + 1 ? ofThisSecond : 0;
            ofThisSecond = 0;
            second = at;
        }
        return ofLastSecond;
    }

    private @Nullable String counted(@Nullable String refusal) {
        if (refusal != null) {
            refused.merge(refusal, 1L, Long::sum);
        }
        return refusal;
    }

    private void arrived(Place place) {
        all++;
        lastSecond();
        ofThisSecond++;
        place.crowd.arrive();
        crowds.add(place.crowd);
        place.stand = Place.Stand.SPARED;
    }

    private void settled(Place place, InetAddress source, long network, boolean bounded) {
        sources.merge(source, 1, Integer::sum);
        networks.merge(network, 1, Integer::sum);
        place.source = source;
        if (bounded) { // Of others many visitors come over one connection.
            place.crowd.settle(place, network);
        }
    }

    /** The door that the network with most came in by. */
    private @Nullable Crowd heaviest() {
        Crowd heaviest = null;
        for (Crowd crowd : crowds) {
            if (heaviest == null || crowd.weight() > heaviest.weight()) {
                heaviest = crowd;
            }
        }
        return heaviest;
    }

    private boolean shed(@Nullable Crowd crowd, int forOneOf) {
        Place next = crowd == null ? null : crowd.next();
        if (next == null || next.source == null || leaving >= bounds.leaving()) {
            return false;
        } else if (of(Prefix.of(next.source)) < forOneOf) {
            return false;
        }
        forget(next);
        next.leaving = true;
        leaving++;
        shed++;
        next.end();
        return true;
    }

    /** Sheds so many, if so many can be: there is no file left for another connection. */
    synchronized void makeRoom(int connections) {
        boolean more = true;
        for (int i = 0; more && i < connections; i++) {
            more = shed(heaviest(), 0);
        }
    }

    /** One inside stands otherwise; whoever was told to go stands no more. */
    synchronized void move(Place place, Place.Stand stand) {
        if (place.stand != Place.Stand.OUT) {
            place.crowd.move(place, stand);
        }
    }

    /** Who was told to go had begun a message meanwhile, and stays. */
    synchronized void stays(Place place) {
        InetAddress source = place.source;
        if (place.leaving && source != null) {
            place.leaving = false;
            leaving--;
            shed--;
            arrived(place);
            settled(place, source, Prefix.of(source), true);
        }
    }

    /** Frees a place; the second time it makes no difference. */
    synchronized void leave(Place place) {
        if (place.leaving) {
            place.leaving = false;
            leaving--;
        } else if (place.stand != Place.Stand.OUT) {
            forget(place);
        }
    }

    private void forget(Place place) {
        all--;
        place.crowd.leave(place);
        place.stand = Place.Stand.OUT;
        InetAddress source = place.source;
        if (source != null) {
            sources.computeIfPresent(source, (ip, n) -> n == 1 ? null : n - 1);
            networks.computeIfPresent(Prefix.of(source), (ip, n) -> n == 1 ? null : n - 1);
        }
        if (place.crowd.inside() == 0) {
            crowds.remove(place.crowd);
        }
    }

    synchronized Use all() {
        return new Use(all, bounds.all(), refused(TOO_MANY));
    }

    /** Those who were let in during the second before this one; and how often one came too fast. */
    synchronized Use arrivals() {
        long tooFast = refused(TOO_FAST) + refused(TOO_FAST_FROM_NETWORK);
        return new Use(lastSecond(), bounds.perSecond(), tooFast);
    }

    /** Of one door. */
    synchronized Use of(Crowd crowd) {
        return new Use(crowd.inside(), Math.min(crowd.max(), bounds.all()), 0);
    }

    /** Of the source with the most connections. */
    synchronized Use ofOneSource() {
        return new Use(most(sources), bounds.source(), refused(TOO_MANY_FROM_SOURCE));
    }

    /** Of the network with the most connections. */
    synchronized Use ofOneNetwork() {
        return new Use(most(networks), bounds.network(), refused(TOO_MANY_FROM_NETWORK));
    }

    private static int most(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(n -> n).max().orElse(0);
    }

    /** How often one was turned away for that reason. */
    synchronized long refused(String reason) {
        return refused.getOrDefault(reason, 0L);
    }

    /** Those who were told to go and are still there; and how many were told so since the start. */
    synchronized Use shed() {
        return new Use(leaving, bounds.leaving(), shed);
    }

    synchronized int inside() {
        return all;
    }
}
