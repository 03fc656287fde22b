package org.honeyspam.dns;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Dns;
import org.honeyspam.config.Dnsbl;
import org.honeyspam.config.Network;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** All zones of an installation, as its configuration has them. */
public final class Zones {
    private final Map<Name, Zone> byApex = new LinkedHashMap<>();
    private final List<ListZone> lists = new ArrayList<>();
    private final Dns settings;
    private final Ground ground;
    private final Plan plan;

    /**
     * What zones are made on.
     *
     * @param machine addresses of this machine, for listeners on all of them
     * @param key by which addresses are drawn
     * @param serial of all zones
     * @param hosts whose names and addresses they tell of, beside the others
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Ground(
            List<InetAddress> machine,
            byte[] key,
            Visitors visitors,
            Blocklist blocklist,
            long serial,
            VirtualHosts hosts) {
        public Ground {
            machine = List.copyOf(machine);
        }

        /** Without virtual hosts. */
        public Ground(
                List<InetAddress> machine,
                byte[] key,
                Visitors visitors,
                Blocklist blocklist,
                long serial) {
            this(machine, key, visitors, blocklist, serial, VirtualHosts.none());
        }
    }

    private Zones(Configuration configuration, Ground ground) {
        this.settings = configuration.dns();
        this.ground = ground;
        this.plan = new Plan(configuration, ground.machine());
    }

    public static Zones of(Configuration configuration, Ground ground) {
        var zones = new Zones(configuration, ground);
        zones.decoys();
        zones.reverse();
        zones.lists(configuration.dnsbl());
        return zones;
    }

    private void decoys() {
        var hosts = new DecoyZone.Hosts(plan::addresses, draw(), settings.addressTtl());
        for (Name apex : plan.apexes()) {
            OwnNames names = plan.ownNames();
            add(
                    new DecoyZone(
                            authority(apex),
                            hosts,
                            plan.fixed(apex),
                            plan.drawn(apex),
                            names != null && names.domain().equals(apex) ? names : null,
                            ground.hosts()));
        }
    }

    private @Nullable Draw draw() {
        List<Network> ranges = settings.ranges();
        if (ranges.isEmpty()) {
            return null;
        }
        var rules =
                new Draw.Rules(
                        ranges,
                        settings.addressesPerName(),
                        settings.addressTtl(),
                        settings.burntAfter());
        return new Draw(ground.key(), rules, ground.visitors());
    }

    private void reverse() {
        List<Network> networks = new ArrayList<>(settings.ranges());
        networks.addAll(ground.hosts().networks());
        Set<Name> apexes = new LinkedHashSet<>();
        networks.forEach(network -> apexes.addAll(ReverseZone.apexes(network)));
        apexes.forEach(apex -> add(new ReverseZone(authority(apex), networks, this::name)));
    }

    /** Of a virtual host its own, of others one that follows from the address. */
    private Name name(InetAddress address) {
        VirtualHost host = ground.hosts().at(address);
        return host == null
                ? Objects.requireNonNull(plan.ownNames(), "it is in a range").of(address)
                : Plan.name(host.name());
    }

    private void lists(Dnsbl dnsbl) {
        var access = new Access(dnsbl.clients());
        if (!dnsbl.zone().isEmpty()) {
            Name all = Plan.name(dnsbl.zone());
            add(list(all, new ListZone.Form.Codes(0xff), dnsbl, access));
            for (Kind kind : Kind.values()) {
                Name apex = Plan.name(kind.label() + "." + dnsbl.zone());
                add(list(apex, new ListZone.Form.Codes(kind.bit()), dnsbl, access));
            }
        }
        if (!dnsbl.httpZone().isEmpty()) {
            var form = new ListZone.Form.HttpBl(Set.copyOf(dnsbl.httpKeys()));
            add(list(Plan.name(dnsbl.httpZone()), form, dnsbl, access));
        }
    }

    private ListZone list(Name apex, ListZone.Form form, Dnsbl dnsbl, Access access) {
        var authority =
                Authority.of(
                        apex, plan.servers(), ground.serial(), dnsbl.ttl(), dnsbl.negativeTtl());
        return new ListZone(authority, ground.blocklist(), access, form, dnsbl.link());
    }

    private Authority authority(Name apex) {
        return Authority.of(
                apex, plan.servers(), ground.serial(), settings.ttl(), settings.addressTtl());
    }

    private void add(Zone zone) {
        byApex.putIfAbsent(zone.apex(), zone);
        if (zone instanceof ListZone list) {
            lists.add(list);
        }
    }

    /** The nearest zone that a name is in; null if it is in none. */
    @Nullable Zone of(Name name) {
        for (int cut = 0; cut < name.labels(); cut++) {
            Zone zone = byApex.get(new Name(name, cut));
            if (zone != null) {
                return zone;
            }
        }
        return null;
    }

    /** The names of the addresses of the ranges; null if there are none. */
    @Nullable OwnNames ownNames() {
        return plan.ownNames();
    }

    List<ListZone> lists() {
        return lists;
    }

    /** The zones of the decoys, with all their records at that time, the apex first. */
    public Map<Name, List<Record>> decoys(Instant now) {
        var decoys = new LinkedHashMap<Name, List<Record>>();
        byApex.forEach(
                (apex, zone) -> {
                    if (zone instanceof DecoyZone decoy) {
                        decoys.put(apex, decoy.all(now));
                    }
                });
        return decoys;
    }

    /** What a decoy's zone says of those of the hosts that are below it. */
    Stream<Record> ofHosts(Name apex, List<VirtualHost> all) {
        return all.stream()
                .filter(
                        host -> {
                            Zone zone = of(Plan.name(host.name()));
                            return zone != null && zone.apex().equals(apex);
                        })
                .flatMap(
                        host -> {
                            Name name = Plan.name(host.name());
                            return DecoyZone.ofHost(name, host, settings.ttl(), Type.ANY).stream();
                        });
    }

    public VirtualHosts hosts() {
        return ground.hosts();
    }

    /** Where the name of a virtual host leads. */
    public List<Record> addressOf(VirtualHost host) {
        Name name = Plan.name(host.name());
        List<InetAddress> address = List.of(host.address());
        return DecoyZone.addresses(name, address, settings.ttl(), Type.ANY);
    }

    /** The pointer from an address of ours to its name. */
    public Record pointer(InetAddress address) {
        Name at = ReverseMap.fromAddress(address);
        return new PTRRecord(at, DClass.IN, settings.ttl().toSeconds(), name(address));
    }

    /** Networks of virtual hosts that are too many to be told one by one. */
    List<Network> untold() {
        return ground.hosts().areas().stream()
                .filter(area -> !area.listed())
                .map(VirtualHosts.Area::network)
                .toList();
    }

    /** Apexes of the reverse zones, in the order of the ranges. */
    public List<Name> reverseApexes() {
        return byApex.values().stream()
                .filter(ReverseZone.class::isInstance)
                .map(Zone::apex)
                .toList();
    }
}
