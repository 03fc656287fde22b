package org.honeyspam.hosts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Hosts;
import org.honeyspam.dialogue.Sha256;

/**
 * A table for nftables by which each virtual host has its own ports open, and all others closed or
 * filtered: one set of addresses a port, so that 65,536 hosts are a few rules. Their ports are open
 * nowhere else.
 */
final class Firewall {
    static final String TABLE = "honeyspam_hosts";

    /** Of packets that are to be taken though no address of theirs is the machine's. */
    static final int MARK = 0x4853;

    private static final int DIGEST_CHARACTERS = 32;
    private static final int RULE_INDENT = 8;

    private final String body;

    /**
     * @param listeners of which some may be on addresses of the hosts
     */
    Firewall(VirtualHosts hosts, List<Listener> listeners) {
        this.body = body(hosts, listeners);
    }

    /** A file for {@code nft -f}; it replaces what was loaded before. */
    String rules() {
        return """
                table inet %1$s
                delete table inet %1$s
                table inet %1$s {
                    comment "%2$s"
                %3$s}
                """
                .formatted(TABLE, digest(), body);
    }

    /** By what is loaded it can be told whether it is this. */
    String digest() {
        String hash = Sha256.hex(body.getBytes(US_ASCII));
        return "honeyspam " + hash.substring(0, DIGEST_CHARACTERS);
    }

    private static String body(VirtualHosts hosts, List<Listener> listeners) {
        var sets = new AddressSets();
        var chains = new StringBuilder();
        List<String> input = new ArrayList<>();
        input.add("type filter hook input priority filter; policy accept;");
        List<String> taken = new ArrayList<>();
        taken.add("type filter hook prerouting priority mangle; policy accept;");
        for (Family family : Family.ALL) {
            if (hosts.networks().stream().anyMatch(family::has)) {
                var chain = new HostChain(hosts, family, sets);
                chains.append(chain(chain.name(), chain.rules(listeners)));
                input.add(chain.way());
            }
            if (mark(hosts, family, sets)) {
                taken.add(
                        "%s daddr @marked_%s meta mark set 0x%x"
                                .formatted(family.word(), family.digit(), MARK));
            }
        }
        String ports = portsOfHostsAlone(hosts, listeners);
        if (!ports.isEmpty()) {
            input.add(elsewhere(ports));
        }
        if (taken.size() > 1) {
            chains.append(chain("taken", taken));
        }
        return sets.text() + chains.append(chain("input", input));
    }

    private static String portsOfHostsAlone(VirtualHosts hosts, List<Listener> listeners) {
        return hosts.portsBeside(listeners).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /**
     * Those ports are the hosts' socket's at every address, which is only to be met at theirs. A
     * listener or program that has one of the ports at an address is met there: what is asked for
     * is the socket that the kernel would give the packet to.
     */
    private static String elsewhere(String ports) {
        return "tcp dport { %s } tcp flags & (fin | syn | rst | ack) == syn socket wildcard 1 reject with tcp reset"
                .formatted(ports);
    }

    private static boolean mark(VirtualHosts hosts, Family family, AddressSets sets) {
        String set = "marked_" + family.digit();
        hosts.plots().stream()
                .filter(plot -> plot.bind() == Hosts.Bind.TRANSPARENT)
                .map(Plot::network)
                .filter(family::has)
                .forEach(network -> sets.addNetwork(set, family, network.source()));
        return sets.has(set);
    }

    private static String chain(String name, List<String> rules) {
        return "    chain %s {\n%s    }\n"
                .formatted(name, String.join("\n", rules).indent(RULE_INDENT));
    }
}
