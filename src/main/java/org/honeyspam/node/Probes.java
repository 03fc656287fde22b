package org.honeyspam.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.honeyspam.journal.Journal;
import org.honeyspam.probe.ProbeRelease;

/** Starts the probe release with all that is ours, so that nothing is sent there. */
final class Probes {
    private Probes() {}

    static ProbeRelease start(
            Configuration configuration, List<Node.Bound> bound, Journal journal, Clock clock)
            throws IOException {
        return ProbeRelease.start(
                configuration.probe(), place(configuration, bound), journal, clock);
    }

    static ProbeRelease.Place place(Configuration configuration, List<Node.Bound> bound)
            throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        List<Node.Bound> relays =
                bound.stream().filter(b -> b.listener().service() == Service.RELAY).toList();
        VirtualHosts hosts = HostDraw.of(configuration);
        return new ProbeRelease.Place(
                data.probes(),
                data.journal(),
                data.mail(),
                domains(configuration),
                own(configuration, bound),
                (ip, port) -> host(relays, hosts, ip, port));
    }

    private static Set<String> domains(Configuration configuration) {
        Set<String> domains = new HashSet<>(configuration.bait().domains());
        configuration.sites().forEach(site -> domains.add(site.host()));
        configuration.listeners().forEach(listener -> domains.add(listener.host()));
        return domains;
    }

    private static Predicate<InetAddress> own(Configuration configuration, List<Node.Bound> bound)
            throws IOException {
        Set<InetAddress> addresses = addresses(configuration, bound);
        return ip -> addresses.contains(ip) || configuration.hosts().has(ip);
    }

    private static Set<InetAddress> addresses(Configuration configuration, List<Node.Bound> bound)
            throws IOException {
        Set<InetAddress> addresses = new HashSet<>();
        configuration.probe().publicAddresses().forEach(ip -> addresses.add(literal(ip)));
        for (Node.Bound port : bound) {
            InetSocketAddress at = port.address();
            addresses.add(at.getAddress());
            if (at.getAddress().isAnyLocalAddress()) {
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .forEach(addresses::add);
            }
        }
        return addresses;
    }

    private static InetAddress literal(String ip) {
        return InetAddress.ofLiteral(ip);
    }

    /** Where the ports have changed since, any relay's name is better than none. */
    private static String host(List<Node.Bound> relays, VirtualHosts hosts, String ip, int port) {
        VirtualHost own = hosts.at(literal(ip));
        if (own != null) {
            return own.name();
        }
        return relays.stream()
                .filter(relay -> relay.address().getPort() == port)
                .filter(
                        relay ->
                                relay.address().getAddress().isAnyLocalAddress()
                                        || IpText.of(relay.address().getAddress()).equals(ip))
                .findFirst()
                .or(() -> relays.stream().findFirst())
                .map(relay -> relay.listener().host())
                .orElse("localhost");
    }
}
