package org.honeyspam.node;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHost.Offered;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.net.Reception;
import org.honeyspam.net.Receptions;
import org.jspecify.annotations.Nullable;

/**
 * Meets whoever comes to a virtual host. Its services are made when somebody comes; those that were
 * visited last are kept at hand.
 */
final class HostReceptions {
    /** A site is the largest of them, some 60 KB. */
    static final int KEPT_MAX = 512;

    /** So many are counted one by one: an address each. */
    private static final int VISITED_MAX = 4096;

    private static final int NETWORKS_TOLD_MAX = 4;

    private final VirtualHosts hosts;
    private final Set<InetAddress> visited = new HashSet<>();
    private final BiFunction<VirtualHost, Offered, Reception> services;
    private final Map<Endpoint, Reception> kept = Bounded.byUse(KEPT_MAX);

    HostReceptions(VirtualHosts hosts, BiFunction<VirtualHost, Offered, Reception> services) {
        this.hosts = hosts;
        this.services = services;
    }

    boolean isEmpty() {
        return hosts.isEmpty();
    }

    /**
     * Those of a port.
     *
     * @param service what the port is for
     * @param elsewhere at addresses that are no virtual host's; null if nobody is there
     */
    Receptions at(int port, String service, @Nullable Reception elsewhere) {
        return new Receptions() {
            @Override
            public @Nullable Reception at(InetAddress local) {
                return reception(new Endpoint(local, port), elsewhere);
            }

            @Override
            public String service() {
                return service;
            }

            @Override
            public int connectionsMax() {
                return elsewhere == null ? Integer.MAX_VALUE : elsewhere.connectionsMax();
            }
        };
    }

    private @Nullable Reception reception(Endpoint at, @Nullable Reception elsewhere) {
        synchronized (kept) {
            Reception known = kept.get(at);
            if (known != null) {
                return known;
            }
        }
        VirtualHost host = hosts.at(at.ip());
        if (host == null) {
            return elsewhere;
        }
        Offered offered = host.at(at.port());
        if (offered == null) {
            return null;
        }
        Reception made = services.apply(host, offered); // Takes its time; others go on.
        synchronized (kept) {
            kept.put(at, made);
            if (visited.size() < VISITED_MAX) {
                visited.add(at.ip());
            }
        }
        return made;
    }

    /** How many there are, and how many of them somebody came to. */
    String counted() {
        List<String> whole =
                hosts.areas().stream()
                        .filter(area -> !area.listed())
                        .map(area -> area.network().text())
                        .toList();
        String more = whole.size() > NETWORKS_TOLD_MAX ? " ..." : "";
        String all =
                whole.stream()
                        .limit(NETWORKS_TOLD_MAX)
                        .collect(Collectors.joining(", ", "all of ", more));
        int count;
        synchronized (kept) {
            count = visited.size();
        }
        String orMore = count == VISITED_MAX ? " or more" : "";
        String told = hosts.told() + (whole.isEmpty() ? "" : " and " + all);
        String these = hosts.told() == 0 && !whole.isEmpty() ? all : told;
        return "%s, %d%s visited".formatted(these, count, orMore);
    }
}
