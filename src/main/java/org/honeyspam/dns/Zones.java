package org.honeyspam.dns;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Dns;
import org.honeyspam.config.Dnsbl;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

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
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Ground(
            List<InetAddress> machine,
            byte[] key,
            Visitors visitors,
            Blocklist blocklist,
            long serial) {
        public Ground {
            machine = List.copyOf(machine);
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
                            names != null && names.domain().equals(apex) ? names : null));
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
        OwnNames names = plan.ownNames();
        if (names == null) {
            return;
        }
        Set<Name> apexes = new LinkedHashSet<>();
        settings.ranges().forEach(range -> apexes.addAll(ReverseZone.apexes(range)));
        apexes.forEach(apex -> add(new ReverseZone(authority(apex), names)));
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

    /** Apexes of the reverse zones, in the order of the ranges. */
    public List<Name> reverseApexes() {
        return byApex.values().stream()
                .filter(ReverseZone.class::isInstance)
                .map(Zone::apex)
                .toList();
    }
}
