package org.honeyspam.intel;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.config.Network;

/** All that is listed at a time, to be looked through and to be asked for many addresses. */
public final class Listed {
    public static final Listed NOBODY = new Listed(List.of());

    private final List<Listing> all;
    private final Set<Network> networks = new HashSet<>();
    private final Set<Integer> lengths = new HashSet<>();

    /** The worst first. */
    public Listed(List<Listing> all) {
        this.all = List.copyOf(all);
        for (Listing listing : all) {
            Network range = listing.range().clean();
            networks.add(range);
            lengths.add(range.bits());
        }
    }

    /** The worst first. */
    public List<Listing> all() {
        return all;
    }

    /** Whether an address is listed, or a network that it is in. */
    public boolean has(InetAddress ip) {
        int bits = Network.of(ip).bits();
        return lengths.stream()
                .filter(length -> length <= bits)
                .anyMatch(length -> networks.contains(new Network(ip, length).clean()));
    }
}
