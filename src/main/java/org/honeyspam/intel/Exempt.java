package org.honeyspam.intel;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/** Who is never listed, whatever he does; each with the reason. */
public final class Exempt {
    private final Map<InetAddress, String> addresses = new HashMap<>();
    private final List<Entry> networks = new ArrayList<>();

    private record Entry(Network network, String why) {}

    /** Adds a network; the first reason given is the one that is told. */
    public Exempt with(Network network, String why) {
        if (network.isAddress()) {
            return with(network.prefix(), why);
        }
        networks.add(new Entry(network, why));
        return this;
    }

    /** Adds what the configuration allows. */
    public Exempt withAllowed(Configuration.Blacklist settings) {
        for (String allowed : settings.allow()) {
            with(Network.of(allowed), "blacklist.allow has " + allowed);
        }
        return this;
    }

    /** Adds what was allowed by hand. */
    public Exempt withAllowed(List<Blocks.Decision> byHand) {
        for (Blocks.Decision decision : byHand) {
            if (decision.action() == Blocks.Action.ALLOW) {
                with(decision.range(), "allowed by hand: " + decision.reason());
            }
        }
        return this;
    }

    public Exempt with(InetAddress address, String why) {
        addresses.putIfAbsent(address, why);
        return this;
    }

    /** Why an address is never listed; null if it may be. */
    public @Nullable String why(InetAddress address) {
        String why = addresses.get(address);
        for (int i = 0; why == null && i < networks.size(); i++) {
            why = networks.get(i).network().contains(address) ? networks.get(i).why() : null;
        }
        return why;
    }

    /** Why some of a network is never listed; null if all of it may be. */
    public @Nullable String why(Network network) {
        for (Map.Entry<InetAddress, String> address : addresses.entrySet()) {
            if (network.contains(address.getKey())) {
                return address.getValue();
            }
        }
        for (Entry entry : networks) {
            if (entry.network().overlaps(network)) {
                return entry.why();
            }
        }
        return null;
    }
}
