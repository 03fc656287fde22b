package org.honeyspam.share;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.honeyspam.config.Network;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/** As what a source is told when the listed networks around it count as well. */
final class Around {
    private final BlacklistCopy copy;
    private final Map<Network, Set<SourceKind>> networks = new HashMap<>();
    private final Collection<Integer> lengths = new TreeSet<>();

    Around(BlacklistCopy copy) {
        this.copy = copy;
        for (Listing listing : copy.listings()) {
            if (!listing.isAddress()) {
                Network network = Network.of(listing.source()).clean();
                lengths.add(network.bits());
                networks.computeIfAbsent(network, _ -> EnumSet.noneOf(SourceKind.class))
                        .addAll(copy.told(listing));
            }
        }
    }

    Set<SourceKind> told(Listing listing) {
        Set<SourceKind> all = EnumSet.noneOf(SourceKind.class);
        all.addAll(copy.told(listing));
        Network own = listing.range();
        for (int bits : lengths) {
            if (bits < own.bits()) {
                Network wider = new Network(own.prefix(), bits).clean();
                all.addAll(networks.getOrDefault(wider, Set.of()));
            }
        }
        return all;
    }
}
