package org.honeyspam.hosts;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Hosts;
import org.honeyspam.config.Network;

/** What a machine must be told so that it has virtual hosts: routes, and rules for nftables. */
public final class HostPlan {
    /** By whose name and mark packets are looked up that are to be taken without an address. */
    public static final int TABLE = Firewall.MARK;

    public static final String RULES = Firewall.TABLE;
    private final VirtualHosts hosts;
    private final Firewall firewall;

    /**
     * A command for the machine.
     *
     * @param network that it is for; the default route of a family, where that is meant
     * @param table of routes that it belongs to
     */
    public record Route(Network network, String table, String command) {}

    /**
     * @param listeners of the configuration
     */
    public HostPlan(VirtualHosts hosts, List<Listener> listeners) {
        this.hosts = hosts;
        this.firewall = new Firewall(hosts, listeners);
    }

    /** Networks that the kernel is to hold for its own. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        List<Network> taken = new ArrayList<>();
        for (VirtualHosts.Area area : hosts.areas()) {
            taken.add(area.network());
            if (area.bind() != Hosts.Bind.TRANSPARENT) {
                routes.add(local(area.network()));
            }
        }
        for (VirtualHost host : hosts.singles()) {
            if (taken.stream().noneMatch(network -> network.contains(host.address()))) {
                routes.add(local(Network.of(host.address())));
            }
        }
        for (String all : marked()) {
            Network network = Network.of(all);
            String of = word(network);
            String command =
                    "ip %sroute replace local default dev lo table %d".formatted(of, TABLE);
            routes.add(new Route(network, Integer.toString(TABLE), command));
        }
        return routes;
    }

    /** The commands by which marked packets are looked up in a table of their own. */
    public List<String> lookUps() {
        return marked().stream()
                .map(
                        all ->
                                "ip %srule add fwmark 0x%x lookup %d"
                                        .formatted(word(Network.of(all)), TABLE, TABLE))
                .toList();
    }

    private Set<String> marked() {
        Set<String> marked = new LinkedHashSet<>();
        for (VirtualHosts.Area area : hosts.areas()) {
            if (area.bind() == Hosts.Bind.TRANSPARENT) {
                boolean four = area.network().prefix() instanceof Inet4Address;
                marked.add(four ? "0.0.0.0/0" : "::/0");
            }
        }
        return marked;
    }

    private static Route local(Network network) {
        String command =
                "ip %sroute replace local %s dev lo".formatted(word(network), network.text());
        return new Route(network, "local", command);
    }

    private static String word(Network network) {
        return network.prefix() instanceof Inet4Address ? "" : "-6 ";
    }

    /** A file for {@code nft -f}. */
    public String rules() {
        return firewall.rules();
    }

    /** What the comment of the table says that {@link #rules} makes. */
    public String digest() {
        return firewall.digest();
    }
}
