package org.honeyspam.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Service;
import org.honeyspam.config.Dns;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What stands in the zones of the decoy domains: their hosts, mail servers and policies. */
final class Plan {
    private static final int MX_PREFERENCE = 10;
    private static final int MX_STEP = 10;

    private final Configuration configuration;
    private final Dns settings;
    private final List<InetAddress> machine;
    private final List<Name> domains;
    private final List<Name> mailServers;
    private final Set<Name> servers;
    private final Set<Name> hosts = new LinkedHashSet<>();

    /**
     * @param machine addresses of this machine, for listeners on all of them
     */
    Plan(Configuration configuration, List<InetAddress> machine) {
        this.configuration = configuration;
        this.settings = configuration.dns();
        this.machine = List.copyOf(machine);
        this.domains = configuration.bait().domains().stream().map(Plan::name).toList();
        this.mailServers = hosts(service -> service == Service.MX).toList();
        this.servers =
                new LinkedHashSet<>(settings.nameServers().stream().map(Plan::name).toList());
        if (servers.isEmpty()) {
            hosts(service -> service == Service.DNS).forEach(servers::add);
        }
        if (servers.isEmpty()) {
            servers.add(name("ns1." + configuration.bait().domains().getFirst()));
        }
        configuration.sites().forEach(site -> hosts.add(name(site.host())));
        hosts(service -> service != Service.DNS).forEach(hosts::add);
        hosts.removeAll(servers); // A name server's addresses are never drawn.
    }

    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalStateException("the configuration was checked", e);
        }
    }

    private Stream<Name> hosts(Predicate<Service> wanted) {
        return configuration.listeners().stream()
                .filter(listener -> wanted.test(listener.service()))
                .map(listener -> name(listener.host()))
                .distinct();
    }

    /** Names of those that answer. */
    List<Name> servers() {
        return List.copyOf(servers);
    }

    /** The decoy domains, then each host that is below none of them. */
    List<Name> apexes() {
        Set<Name> apexes = new LinkedHashSet<>(domains);
        List<Name> all = new ArrayList<>(hosts);
        hosts(service -> service == Service.DNS).filter(servers::contains).forEach(all::add);
        for (Name host : all) {
            if (domains.stream().noneMatch(host::subdomain)) {
                apexes.add(host);
            }
        }
        return List.copyOf(apexes);
    }

    /** The names of the addresses of the ranges; null if there are none. */
    @Nullable OwnNames ownNames() {
        return settings.ranges().isEmpty()
                ? null
                : new OwnNames(domains.getFirst(), settings.ranges());
    }

    /** Whether the zone is the nearest one that has the name. */
    private boolean isIn(Name apex, Name host) {
        return host.subdomain(apex)
                && apexes().stream()
                        .filter(host::subdomain)
                        .allMatch(other -> other.labels() <= apex.labels());
    }

    /** Hosts whose addresses are drawn, and as whom; the domain itself is where its site is. */
    Map<Name, String> drawn(Name apex) {
        var drawn = new LinkedHashMap<Name, String>();
        Name site = site(apex);
        if (domains.contains(apex) && site != null && !servers.contains(apex)) {
            drawn.put(apex, site.toString());
            if (settings.wildcards()) {
                drawn.put(name("*." + apex), site.toString());
            }
        }
        for (Name host : hosts) {
            if (isIn(apex, host)) {
                drawn.putIfAbsent(host, host.toString());
            }
        }
        return drawn;
    }

    private @Nullable Name site(Name apex) {
        for (Configuration.Site site : configuration.sites()) {
            if (name(site.domain()).equals(apex)) {
                return name(site.host());
            }
        }
        return hosts.isEmpty() ? null : hosts.iterator().next();
    }

    /** Records that stand fast, but for those of the authority. */
    Map<Name, List<Record>> fixed(Name apex) {
        var fixed = new LinkedHashMap<Name, List<Record>>();
        long ttl = settings.ttl().toSeconds();
        if (domains.contains(apex)) {
            add(fixed, exchangers(apex, apex));
            if (!settings.spf().isEmpty()) {
                add(fixed, List.of(new TXTRecord(apex, DClass.IN, ttl, settings.spf())));
            }
            for (String authority : settings.authorities()) {
                add(fixed, List.of(new CAARecord(apex, DClass.IN, ttl, 0, "issue", authority)));
            }
            if (settings.wildcards()) {
                add(fixed, exchangers(name("*." + apex), apex));
            }
            if (!settings.dmarc().isEmpty()) {
                Name policy = name("_dmarc." + apex);
                add(fixed, List.of(new TXTRecord(policy, DClass.IN, ttl, settings.dmarc())));
            }
        }
        for (Name server : servers) {
            if (isIn(apex, server)) {
                List<InetAddress> own = addresses(server.toString());
                add(fixed, DecoyZone.addresses(server, own, settings.ttl(), Type.ANY));
            }
        }
        delegations(apex).forEach(zone -> add(fixed, delegation(zone, ttl)));
        return fixed;
    }

    /** Addresses of a host, if they are not drawn: those of its listeners. */
    List<InetAddress> addresses(String host) {
        if (!settings.addresses().isEmpty()) {
            return settings.addresses().stream().map(InetAddress::ofLiteral).toList();
        }
        Name name = name(host);
        boolean site =
                configuration.sites().stream().anyMatch(one -> name(one.host()).equals(name));
        boolean further = servers.contains(name) && !isListeners(name);
        Set<InetAddress> found = new LinkedHashSet<>();
        for (Configuration.Listener listener : configuration.listeners()) {
            Service service = listener.service();
            boolean meant = site ? service == Service.WEB : further && service == Service.DNS;
            if (meant || name(listener.host()).equals(name)) {
                for (String address : listener.addresses()) {
                    found.addAll(
                            address.equals("*")
                                    ? machine
                                    : List.of(InetAddress.ofLiteral(address)));
                }
            }
        }
        return found.isEmpty() ? machine : List.copyOf(found);
    }

    /** Then it has that listener's addresses: registries compare them with the glue. */
    private boolean isListeners(Name server) {
        return hosts(service -> service == Service.DNS).anyMatch(server::equals);
    }

    /** Those below the domain, or those there are. */
    private List<Record> exchangers(Name owner, Name apex) {
        List<Name> own = mailServers.stream().filter(host -> host.subdomain(apex)).toList();
        List<Record> records = new ArrayList<>();
        int preference = MX_PREFERENCE;
        for (Name host : own.isEmpty() ? mailServers : own) {
            records.add(
                    new MXRecord(owner, DClass.IN, settings.ttl().toSeconds(), preference, host));
            preference += MX_STEP;
        }
        return records;
    }

    /** Zones of ours of which this one is the nearest above: where it is cut (RFC 1034, 4.2.1). */
    private List<Name> delegations(Name apex) {
        var dnsbl = configuration.dnsbl();
        return Stream.concat(
                        apexes().stream(),
                        Stream.of(dnsbl.zone(), dnsbl.httpZone())
                                .filter(zone -> !zone.isEmpty())
                                .map(Plan::name))
                .filter(zone -> !zone.equals(apex) && isIn(apex, new Name(zone, 1)))
                .toList();
    }

    private List<Record> delegation(Name zone, long ttl) {
        return servers.stream()
                .<Record>map(server -> new NSRecord(zone, DClass.IN, ttl, server))
                .toList();
    }

    private static void add(Map<Name, List<Record>> fixed, List<Record> records) {
        for (Record record : records) {
            List<Record> same = fixed.computeIfAbsent(record.getName(), none -> new ArrayList<>());
            Objects.requireNonNull(same).add(record);
        }
    }
}
