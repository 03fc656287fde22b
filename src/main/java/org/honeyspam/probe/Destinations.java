package org.honeyspam.probe;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.honeyspam.config.Caps;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/** To whom mail may be sent: never to us, nor where only we could reach. */
final class Destinations {
    // IANA's special-purpose registries (RFC 6890), and ways to wrap such an address in another.
    private static final List<Network> NOT_PUBLIC =
            Stream.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/3",
                            "::/3",
                            "2001::/23",
                            "2001:db8::/32",
                            "2002::/16",
                            "3fff::/20",
                            "4000::/2",
                            "8000::/1")
                    .map(Network::of)
                    .toList();

    private final Caps caps;
    private final boolean allowPrivate;
    private final Own own;

    /** What is ours: domains with all below, and addresses. */
    record Own(Set<String> domains, Predicate<InetAddress> addresses) {}

    Destinations(Configuration.Probe settings, Own own) {
        this.caps = settings.caps();
        this.allowPrivate = settings.delivery().allowPrivate();
        this.own = own;
    }

    /** Why nothing may be sent to a domain; null if it may. */
    @Nullable String refusal(String domain) {
        if (any(domain, own.domains())) {
            return "own_domain";
        }
        if (any(domain, caps.deny())) {
            return "denied";
        }
        return caps.allow().isEmpty() || any(domain, caps.allow()) ? null : "not_allowed";
    }

    /** Whether a server at that address may be spoken to. */
    boolean mayReach(InetAddress ip) {
        return !own.addresses().test(ip)
                && !ip.isMulticastAddress()
                && !ip.isAnyLocalAddress()
                && (allowPrivate || NOT_PUBLIC.stream().noneMatch(net -> net.contains(ip)));
    }

    private static boolean any(String domain, Iterable<String> others) {
        for (String other : others) {
            if (Mailbox.within(domain, other)) {
                return true;
            }
        }
        return false;
    }
}
