package org.honeyspam.net;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.honeyspam.config.Configuration.Limits;
import org.honeyspam.config.Network;
import org.honeyspam.config.Pace;
import org.jspecify.annotations.Nullable;

/** Who is met how quickly: by who he is, else by where he comes; and what all share. */
public final class Paces {
    private final List<Lane> ofSources;
    private final Predicate<InetAddress> listed;
    private final @Nullable Bandwidth in;
    private final @Nullable Bandwidth out;
    private final Regulars regulars;

    private Paces(
            List<Pace> paces,
            Predicate<InetAddress> listed,
            @Nullable Bandwidth in,
            @Nullable Bandwidth out,
            Regulars regulars) {
        this.ofSources =
                paces.stream()
                        .filter(pace -> pace.listed() || !pace.sources().isEmpty())
                        .map(Lane::of)
                        .toList();
        this.listed = listed;
        this.in = in;
        this.out = out;
        this.regulars = regulars;
    }

    /**
     * The paces of a node.
     *
     * @param listed who is on the blacklist
     */
    public static Paces of(List<Pace> paces, Limits limits, Predicate<InetAddress> listed) {
        return new Paces(
                paces,
                listed,
                Bandwidth.of(limits.bytesInPerSecondMax()),
                Bandwidth.of(limits.bytesOutPerSecondMax()),
                new Regulars());
    }

    /** Those under another configuration, to which nobody is new who is known here. */
    public Paces with(List<Pace> paces, Limits limits) {
        return new Paces(
                paces,
                listed,
                Bandwidth.of(limits.bytesInPerSecondMax(), in),
                Bandwidth.of(limits.bytesOutPerSecondMax(), out),
                regulars);
    }

    /**
     * How that source goes on over a lane; null if nothing slows it down.
     *
     * @param before how it went on until now
     */
    @Nullable Pacing meet(Lane lane, InetAddress source, @Nullable Pacing before) {
        Lane met = laneOf(lane, source);
        if (before != null) {
            before.moveTo(met);
            return before;
        }
        return met.pace().isNone() && in == null && out == null
                ? null
                : new Pacing(met, in, out, regulars.of(source));
    }

    /** Over which it really goes that comes to a lane. */
    private Lane laneOf(Lane lane, InetAddress source) {
        for (Lane own : ofSources) {
            if (isMeant(own.pace(), source)) {
                return own;
            }
        }
        return lane;
    }

    private boolean isMeant(Pace pace, InetAddress source) {
        for (Network network : pace.sources()) {
            if (network.contains(source)) {
                return true;
            }
        }
        return pace.listed() && listed.test(source);
    }
}
