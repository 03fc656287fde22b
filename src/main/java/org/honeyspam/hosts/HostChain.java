package org.honeyspam.hosts;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.hosts.VirtualHost.Offered;

/** The rules for what comes to virtual hosts of one family: what is open, and what else is said. */
final class HostChain {
    private static final String ERRORS_4 =
            "icmp type { destination-unreachable, time-exceeded, parameter-problem } accept";
    private static final String ERRORS_6 =
            "meta l4proto ipv6-icmp icmpv6 type != { echo-request } accept";

    private final VirtualHosts hosts;
    private final Family family;
    private final AddressSets sets;
    private final List<String> open = new ArrayList<>();
    private final List<String> filters = new ArrayList<>();

    /**
     * @param sets that those of this chain are added to
     */
    HostChain(VirtualHosts hosts, Family family, AddressSets sets) {
        this.hosts = hosts;
        this.family = family;
        this.sets = sets;
    }

    String name() {
        return "hosts_" + family.digit();
    }

    /** By which rule it is come to. */
    String way() {
        return "%s daddr @networks_%s goto %s".formatted(family.word(), family.digit(), name());
    }

    /** The rules, in order. */
    List<String> rules(List<Listener> listeners) {
        hosts.networks().stream()
                .filter(family::has)
                .filter(network -> hosts.networks().stream().noneMatch(n -> isWithin(network, n)))
                .forEach(n -> sets.addNetwork("networks_" + family.digit(), family, n.source()));
        told();
        int number = 0;
        for (Plot plot : hosts.plots()) {
            number++;
            if (!plot.isSmall() && family.has(plot.network())) {
                untold(plot, number);
            }
        }
        listeners(listeners);
        List<String> rules = new ArrayList<>();
        // The machine itself asks a host from that host's own address, where no port is open.
        rules.add("iif lo %s saddr @networks_%c accept".formatted(family.word(), family.digit()));
        rules.add(family.digit() == '4' ? ERRORS_4 : ERRORS_6);
        rules.addAll(open);
        rules.addAll(filters);
        rules.add("meta l4proto { icmp, ipv6-icmp } accept");
        rules.add("meta l4proto tcp reject with tcp reset");
        rules.add("reject with icmpx port-unreachable");
        return rules;
    }

    private static boolean isWithin(Network network, Network wider) {
        return wider.bits() < network.bits() && wider.contains(network.prefix());
    }

    /** Hosts that are each an element. */
    private void told() {
        String filtering = "filter_" + family.digit();
        hosts.all()
                .filter(host -> family.has(host.address()))
                .forEach(
                        host -> {
                            String address = IpText.of(host.address());
                            for (Offered offered : host.services()) {
                                sets.add(openAt(offered.port()), family, address);
                            }
                            if (host.filters()) {
                                sets.add(filtering, family, address);
                            }
                        });
        String to = family.word() + " daddr @";
        for (int port : hosts.ports()) {
            if (sets.has(openAt(port))) {
                open.add("tcp dport %d %s%s accept".formatted(port, to, openAt(port)));
            }
        }
        if (sets.has(filtering)) {
            filters.add("%s%s drop".formatted(to, filtering));
        }
    }

    private String openAt(int port) {
        return "tcp%d_%s".formatted(port, family.digit());
    }

    /** A network whose hosts are known by the last 16 bits of their address. */
    private void untold(Plot plot, int number) {
        String apart = "apart_" + family.digit();
        hosts.singlesApart()
                .map(VirtualHost::address)
                .filter(family::has)
                .forEach(address -> sets.add(apart, family, IpText.of(address)));
        String word = family.word();
        String but = sets.has(apart) ? " %s daddr != @%s".formatted(word, apart) : "";
        String to =
                "%1$s daddr %2$s%3$s %1$s daddr & %4$s @"
                        .formatted(word, plot.network().source(), but, family.mask());
        String of = "_of_" + number;
        String filtering = "filter_" + family.digit() + of;
        for (int cell = 0; cell < plot.cells(); cell++) {
            Plot.Draw draw = plot.draw(cell);
            for (Offered offered : draw.services()) {
                sets.add(openAt(offered.port()) + of, family, family.masked(cell));
            }
            if (draw.filters()) {
                sets.add(filtering, family, family.masked(cell));
            }
        }
        for (int port : hosts.ports()) {
            if (sets.has(openAt(port) + of)) {
                open.add("tcp dport %d %s%s accept".formatted(port, to, openAt(port) + of));
            }
        }
        if (sets.has(filtering)) {
            filters.add("%s%s drop".formatted(to, filtering));
        }
    }

    /** What stands on an address of the networks by itself is open as well. */
    private void listeners(List<Listener> listeners) {
        for (Listener listener : listeners) {
            for (String text : listener.addresses()) {
                InetAddress address = IpText.read(text);
                boolean ours = address != null && family.has(address) && hosts.at(address) != null;
                if (!ours || listener.port() == 0) {
                    continue;
                }
                String there =
                        "dport %d %s daddr %s accept"
                                .formatted(listener.port(), family.word(), text);
                open.add("tcp " + there);
                if (listener.service() == Service.DNS) {
                    open.add("udp " + there);
                }
            }
        }
    }
}
