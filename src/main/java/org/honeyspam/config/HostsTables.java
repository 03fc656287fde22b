package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.many;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.honeyspam.config.Hosts.Share;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;

/** The keys of virtual hosts: whole networks by rule, and single ones. */
final class HostsTables {
    private static final int ALL = 100;

    private HostsTables() {}

    static Table hosts() {
        return many(
                "hosts",
                "Networks in which every address is a host of its own, drawn by this rule from the key. Repeat the table for each rule.",
                key(
                        "networks",
                        Kind.listOf(Kind.prefix()),
                        null,
                        "Networks or single addresses that lead here (honeyspam hosts plan)."),
                key(
                        "mix",
                        Kind.listOf(HostsKind.share()),
                        List.of("30% relay sendmail", "20% proxy squid", "rest web"),
                        "What hosts offer: of a|b each host has one; without a port the usual one."),
                key(
                        "domains",
                        Kind.listOf(Kind.hostName()),
                        List.of(),
                        "Domains of yours below which they have their names; none for all of them."),
                key(
                        "closed",
                        HostsKind.closed(true),
                        "reject",
                        "How ports look that a host does not offer."),
                key(
                        "bind",
                        Kind.choice(List.of("anyip", "freebind", "transparent")),
                        "anyip",
                        "How the machine takes them: by a local route; freebind: listeners on them may open before it; transparent: by a mark (CAP_NET_ADMIN)."),
                PaceTable.ofListener());
    }

    static Table host() {
        return many(
                "host",
                "One host as you want it, within a network of [[hosts]] or outside. Repeat the table for each.",
                key("address", HostKind.address(), null, "Its address, which leads here."),
                key("name", Kind.hostName(), null, "Its name, below a domain of yours."),
                key("services", HostsKind.services(), List.of(), "What it offers; none: nothing."),
                key(
                        "closed",
                        HostsKind.closed(false),
                        "reject",
                        "How ports look that it does not offer."),
                PaceTable.ofListener());
    }

    static Hosts of(Map<String, List<Read>> tables) {
        List<String> all = CrossCheck.domains(tables);
        return new Hosts(
                tables.getOrDefault("hosts", List.of()).stream().map(h -> block(h, all)).toList(),
                tables.getOrDefault("host", List.of()).stream().map(HostsTables::single).toList());
    }

    private static Hosts.Block block(Read hosts, List<String> all) {
        List<String> domains = hosts.texts("domains");
        return new Hosts.Block(
                hosts.texts("networks").stream().map(Network::of).toList(),
                whole(shares(hosts)),
                domains.isEmpty() ? all : domains,
                (int) hosts.number("closed"),
                Hosts.Bind.valueOf(hosts.text("bind").toUpperCase(Locale.ROOT)),
                hosts.text("pace"));
    }

    static List<Share> shares(Read hosts) {
        return ((List<?>) hosts.value("mix")).stream().map(Share.class::cast).toList();
    }

    /** The rest gets what the others leave. */
    private static List<Share> whole(List<Share> shares) {
        int given = shares.stream().mapToInt(share -> Math.max(0, share.percent())).sum();
        List<Share> whole = new ArrayList<>();
        for (Share share : shares) {
            boolean rest = share.percent() == Share.REST;
            whole.add(rest ? new Share(ALL - given, share.offers()) : share);
        }
        return List.copyOf(whole);
    }

    private static Hosts.Single single(Read host) {
        return new Hosts.Single(
                InetAddress.ofLiteral(host.text("address")),
                host.text("name"),
                offers(host),
                host.number("closed") > 0,
                host.text("pace"));
    }

    static List<Hosts.Offer> offers(Read host) {
        return ((List<?>) host.value("services")).stream().map(Hosts.Offer.class::cast).toList();
    }
}
