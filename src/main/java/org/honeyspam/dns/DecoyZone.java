package org.honeyspam.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.hosts.VirtualHosts;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * A zone of a decoy domain: records that stand fast, and hosts whose addresses are drawn anew again
 * and again. Names are found as RFC 1034 section 4.3.2 says, with wildcards (RFC 4592).
 */
final class DecoyZone implements Zone {
    private static final int MAIL_PORT = 25;
    private static final int MX_PREFERENCE = 10;
    private static final Name ASTERISK = Name.fromConstantString("*");

    private final Authority authority;
    private final Hosts hosts;
    private final Map<Name, List<Record>> fixed;
    private final Map<Name, String> drawn;
    private final Set<Name> names = new LinkedHashSet<>();
    private final @Nullable OwnNames ownNames;
    private final VirtualHosts virtual;

    /**
     * How hosts get their addresses.
     *
     * @param own addresses of a host, where there are no ranges
     * @param draw out of ranges; null if there are none
     */
    record Hosts(Function<String, List<InetAddress>> own, @Nullable Draw draw, Duration ttl) {
        private List<InetAddress> of(String host, boolean six, Instant now) {
            return draw != null
                    ? draw.of(host, six, now)
                    : own.apply(host).stream()
                            .filter(ip -> ip instanceof Inet4Address != six)
                            .toList();
        }
    }

    /**
     * @param fixed records by name, beside those of the authority
     * @param drawn names of hosts, and as whom each is drawn: the same for several makes them one
     * @param ownNames names of the addresses, if they are below this domain
     * @param virtual of which some may be below it as well
     */
    DecoyZone(
            Authority authority,
            Hosts hosts,
            Map<Name, List<Record>> fixed,
            Map<Name, String> drawn,
            @Nullable OwnNames ownNames,
            VirtualHosts virtual) {
        this.authority = authority;
        this.hosts = hosts;
        this.fixed = new LinkedHashMap<>(fixed);
        this.drawn = new LinkedHashMap<>(drawn);
        this.ownNames = ownNames;
        this.virtual = virtual;
        names.add(apex());
        fixed.keySet().forEach(this::addWithThoseAbove);
        drawn.keySet().forEach(this::addWithThoseAbove);
    }

    private void addWithThoseAbove(Name name) {
        for (Name at = name; !at.equals(apex()); at = new Name(at, 1)) {
            names.add(at);
        }
    }

    @Override
    public Name apex() {
        return authority.apex();
    }

    @Override
    public SOARecord start() {
        return authority.negative();
    }

    @Override
    public boolean admits(InetAddress client) {
        return true;
    }

    @Override
    public boolean recorded() {
        return true;
    }

    @Override
    public Found find(Name name, int type, Instant now) {
        if (names.contains(name)) {
            return new Found(true, records(name, name, type, now));
        }
        InetAddress own = ownNames == null ? null : ownNames.address(name);
        if (own != null) {
            return new Found(true, addresses(name, List.of(own), authority.ttl(), type));
        }
        String text = name.toString(true);
        VirtualHost host = virtual.named(text);
        if (host != null) {
            return new Found(true, ofHost(name, host, authority.ttl(), type));
        }
        if (virtual.isAbove(text)) {
            return Found.NO_DATA;
        }
        Name encloser = new Name(name, 1);
        while (!names.contains(encloser)) {
            encloser = new Name(encloser, 1);
        }
        Name wildcard = below(ASTERISK, encloser);
        return wildcard != null && names.contains(wildcard)
                ? new Found(true, records(wildcard, name, type, now))
                : Found.NOTHING;
    }

    private static @Nullable Name below(Name label, Name parent) {
        try {
            return Name.concatenate(label, parent);
        } catch (NameTooLongException e) {
            return null;
        }
    }

    /** All that stands in it at that time. */
    List<Record> all(Instant now) {
        List<Record> all = new ArrayList<>();
        for (Name name : names) {
            all.addAll(records(name, name, Type.ANY, now));
        }
        return all;
    }

    private List<Record> records(Name name, Name owner, int type, Instant now) {
        List<Record> found = new ArrayList<>();
        if (name.equals(apex())) {
            found.addAll(authority.records(type));
        }
        String host = drawn.get(name);
        for (boolean six : new boolean[] {false, true}) {
            boolean asked = type == Type.ANY || type == (six ? Type.AAAA : Type.A);
            if (host != null && asked) {
                found.addAll(addresses(owner, hosts.of(host, six, now), hosts.ttl(), type));
            }
        }
        for (Record record : fixed.getOrDefault(name, List.of())) {
            if (type == Type.ANY || type == record.getType()) {
                found.add(owner.equals(name) ? record : withName(record, owner));
            }
        }
        return found;
    }

    private static Record withName(Record record, Name owner) {
        return Record.newRecord(
                owner,
                record.getType(),
                record.getDClass(),
                record.getTTL(),
                record.rdataToWireCanonical());
    }

    /** Its address, and if it takes mail, that its own is for it alone. */
    static List<Record> ofHost(Name name, VirtualHost host, Duration ttl, int type) {
        List<Record> records = new ArrayList<>();
        records.addAll(addresses(name, List.of(host.address()), ttl, type));
        boolean mail = host.at(MAIL_PORT) != null;
        if (mail && (type == Type.MX || type == Type.ANY)) {
            records.add(new MXRecord(name, DClass.IN, ttl.toSeconds(), MX_PREFERENCE, name));
        }
        return records;
    }

    static List<Record> addresses(Name name, List<InetAddress> all, Duration ttl, int type) {
        List<Record> records = new ArrayList<>();
        for (InetAddress address : all) {
            boolean four = address instanceof Inet4Address;
            if (type == Type.ANY || type == (four ? Type.A : Type.AAAA)) {
                long seconds = ttl.toSeconds();
                records.add(
                        four
                                ? new ARecord(name, DClass.IN, seconds, address)
                                : new AAAARecord(name, DClass.IN, seconds, address));
            }
        }
        return records;
    }
}
