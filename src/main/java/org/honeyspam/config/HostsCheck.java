package org.honeyspam.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Hosts.Share;
import org.honeyspam.config.TableReader.Read;

/** Finds what is wrong between virtual hosts, and between them and what else is configured. */
final class HostsCheck {
    private static final int ALL = 100;

    /** Names of hosts stand before a domain: three labels, of which one may hold 24 digits. */
    private static final int DOMAIN_CHARACTERS_MAX = 160;

    private final Map<String, List<Read>> tables;
    private final List<String> domains;
    private final List<Mistake> mistakes = new ArrayList<>();

    private HostsCheck(Map<String, List<Read>> tables) {
        this.tables = tables;
        this.domains = CrossCheck.domains(tables);
    }

    static List<Mistake> of(Map<String, List<Read>> tables) {
        var check = new HostsCheck(tables);
        List<Network> networks = new ArrayList<>();
        for (Read hosts : check.all("hosts")) {
            check.networks(hosts, networks);
            check.shares(hosts);
            check.domains(hosts);
        }
        check.singles();
        check.listeners();
        check.ranges(networks);
        return check.mistakes;
    }

    private List<Read> all(String table) {
        return tables.getOrDefault(table, List.of());
    }

    private void networks(Read hosts, List<Network> before) {
        List<String> named = hosts.texts("networks");
        if (named.isEmpty()) {
            mistakes.add(hosts.wrong("networks", "there is none", "at least one network"));
        }
        for (String text : named) {
            Network network = Network.of(text);
            for (Network other : before) {
                if (network.overlaps(other)) {
                    String what =
                            "%s and %s have addresses in common"
                                    .formatted(network.text(), other.text());
                    mistakes.add(hosts.wrong("networks", what, "each address in one network"));
                    break;
                }
            }
            before.add(network);
        }
    }

    private void shares(Read hosts) {
        List<Share> shares = HostsTables.shares(hosts);
        long rests = shares.stream().filter(share -> share.percent() == Share.REST).count();
        int given = shares.stream().mapToInt(share -> Math.max(0, share.percent())).sum();
        if (rests > 1) {
            mistakes.add(hosts.wrong("mix", "\"rest\" is there twice", "one \"rest\""));
        } else if (given > ALL) {
            mistakes.add(hosts.wrong("mix", "these are %d %%".formatted(given), "100 % at most"));
        } else if (rests == 0 && given < ALL) {
            String what = "these are %d %%".formatted(given);
            mistakes.add(hosts.wrong("mix", what, "100 %, or a share \"rest\""));
        } else if (rests == 1 && given == ALL) {
            mistakes.add(hosts.wrong("mix", "nothing is left for the rest", "less than 100 %"));
        }
    }

    private void domains(Read hosts) {
        List<String> named = hosts.texts("domains");
        for (String domain : named) {
            if (!domains.contains(domain)) {
                String what = "%s is none of your domains".formatted(Kind.quoted(domain));
                mistakes.add(hosts.wrong("domains", what, "of " + String.join(", ", domains)));
            }
        }
        for (String domain : named.isEmpty() ? domains : named) {
            if (domain.length() > DOMAIN_CHARACTERS_MAX) {
                String what = "%s is too long to name hosts below".formatted(Kind.quoted(domain));
                mistakes.add(hosts.wrong("domains", what, "shorter ones"));
            }
        }
    }

    private void singles() {
        Set<InetAddress> addresses = new HashSet<>();
        Map<String, String> names = new HashMap<>();
        all("listener").forEach(one -> names.put(one.text("host"), "a listener"));
        all("site").forEach(one -> names.put(one.text("host"), "a site"));
        for (Read host : all("host")) {
            String name = host.text("name");
            if (!addresses.add(InetAddress.ofLiteral(host.text("address")))) {
                mistakes.add(host.wrong("address", "it is there twice", "each address once"));
            }
            String other = names.put(name, "another host");
            if (other != null) {
                mistakes.add(host.wrong("name", other + " is called so", "a name of its own"));
            }
            if (domains.stream().noneMatch(domain -> name.endsWith("." + domain))) {
                String what = "%s is below none of your domains".formatted(Kind.quoted(name));
                String right = "a name below one of " + String.join(", ", domains);
                mistakes.add(host.wrong("name", what, right));
            }
        }
    }

    /** A listener on a network's address goes before the host; one on a named host is a mistake. */
    private void listeners() {
        for (Read host : all("host")) {
            for (Read listener : all("listener")) {
                long port = listener.number("port");
                boolean same =
                        HostsTables.offers(host).stream()
                                .flatMap(Hosts.Offer::ports)
                                .anyMatch(one -> one == port);
                if (same && listener.texts("addresses").contains(host.text("address"))) {
                    String what =
                            "port %d of %s is that of a [[host]]"
                                    .formatted(port, host.text("address"));
                    mistakes.add(listener.wrong("addresses", what, "another address or port"));
                }
            }
        }
    }

    /** A name whose address is drawn would lead to hosts that are not called so. */
    private void ranges(List<Network> networks) {
        for (Read dns : all("dns")) {
            for (String text : dns.texts("ranges")) {
                Network range = Network.of(text);
                if (networks.stream().anyMatch(range::overlaps)) {
                    String what = "addresses of %s are virtual hosts".formatted(text);
                    mistakes.add(dns.wrong("ranges", what, "without it: they have names anyway"));
                }
            }
        }
    }
}
