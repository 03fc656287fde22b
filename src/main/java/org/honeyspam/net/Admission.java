package org.honeyspam.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
    private final Counts<InetAddress> sources = new Counts<>();
    private final Counts<Long> networks = new Counts<>();
    private final Map<String, Long> refused = new HashMap<>();
    private final Set<Crowd> crowds = new LinkedHashSet<>();
    private final Arrivals arrivals = new Arrivals(System.nanoTime());
    private int all;
    private long full;
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
            refusal = room(place.crowd, networks.of(network));
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
        } else if (sources.of(source) >= bounds.source()) {
            return TOO_MANY_FROM_SOURCE;
        }
        return networks.of(network) >= bounds.network() ? TOO_MANY_FROM_NETWORK : null;
    }

    private @Nullable String room(Crowd crowd, int ofNetwork) {
        if (!rate.take(ALL)) {
            return TOO_FAST;
        } else if (crowd.isFull()) {
            crowd.reached++;
            if (!shed(crowd, ofNetwork)) {
                crowd.turnedAway++;
                return TOO_MANY_OF_SERVICE;
            }
        }
        if (all < bounds.all()) {
            return null;
        }
        full++;
        return shed(heaviest(), ofNetwork) ? null : TOO_MANY;
    }

    private @Nullable String counted(@Nullable String refusal) {
        if (refusal != null) {
            refused.merge(refusal, 1L, Long::sum);
        }
        return refusal;
    }

    private void arrived(Place place) {
        all++;
        arrivals.arrived(System.nanoTime());
        place.crowd.arrive();
        crowds.add(place.crowd);
        place.stand = Place.Stand.SPARED;
    }

    private void settled(Place place, InetAddress source, long network, boolean bounded) {
        sources.add(source);
        networks.add(network);
        place.source = source;
        if (bounded) { // Of others many visitors come over one connection.
            place.crowd.settle(place, network);
            arrivals.settled(network, System.nanoTime());
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
        } else if (networks.of(Prefix.of(next.source)) < forOneOf) {
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
            sources.remove(source);
            networks.remove(Prefix.of(source));
        }
        if (place.crowd.inside() == 0) {
            crowds.remove(place.crowd);
        }
    }

    /** Of all; whoever found them full was turned away, or somebody was shed for him. */
    synchronized Use all() {
        return new Use(all, bounds.all(), full, refused(TOO_MANY));
    }

    /** Those who were let in during the second before this one; and how often one came too fast. */
    synchronized Use arrivals() {
        int now = arrivals.all(System.nanoTime());
        return new Use(now, bounds.perSecond(), refused(TOO_FAST));
    }

    /** The same, of the network from which most came. */
    synchronized Use arrivalsOfOneNetwork() {
        int now = arrivals.ofOneNetwork(System.nanoTime());
        return new Use(now, bounds.networkPerSecond(), refused(TOO_FAST_FROM_NETWORK));
    }

    /** Of one door, as of all. */
    synchronized Use of(Crowd crowd) {
        return new Use(crowd.inside(), crowd.max(), crowd.reached, crowd.turnedAway);
    }

    /** Of the source with the most connections. */
    synchronized Use ofOneSource() {
        return new Use(sources.most(), bounds.source(), refused(TOO_MANY_FROM_SOURCE));
    }

    /** Of the network with the most connections. */
    synchronized Use ofOneNetwork() {
        return new Use(networks.most(), bounds.network(), refused(TOO_MANY_FROM_NETWORK));
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
