package org.honeyspam.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** A zone of {@code in-addr.arpa} or {@code ip6.arpa}: who the addresses of our networks are. */
final class ReverseZone implements Zone {
    private static final int OCTET_BITS = 8;
    private static final int NIBBLE_BITS = 4;

    private final Authority authority;
    private final List<Network> networks;
    private final Function<InetAddress, Name> names;

    /**
     * @param networks whose addresses it tells of
     * @param names what each of them is called
     */
    ReverseZone(Authority authority, List<Network> networks, Function<InetAddress, Name> names) {
        this.authority = authority;
        this.networks = List.copyOf(networks);
        this.names = names;
    }

    /** The zones that a range fills, or the one that it is a part of: cut at whole labels. */
    static Set<Name> apexes(Network range) {
        boolean four = range.prefix() instanceof Inet4Address;
        int step = four ? OCTET_BITS : NIBBLE_BITS;
        int labels = Math.min(Math.ceilDiv(range.bits(), step), four ? 3 : 31);
        int zones = 1 << Math.max(0, labels * step - range.bits());
        Set<Name> apexes = new LinkedHashSet<>();
        for (int i = 0; i < zones; i++) {
            byte[] bytes = range.prefix().getAddress();
            int at = (labels * step - 1) / Byte.SIZE;
            int shift = (labels * step) % Byte.SIZE == 0 ? 0 : NIBBLE_BITS;
            bytes[at] |= (byte) (i << shift);
            Name full = ReverseMap.fromAddress(IpText.ip(bytes));
            apexes.add(new Name(full, bytes.length * Byte.SIZE / step - labels));
        }
        return apexes;
    }

    @Override
    public Name apex() {
        return authority.apex();
    }

    @Override
    public org.xbill.DNS.SOARecord start() {
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
        if (name.equals(apex())) {
            return new Found(true, authority.records(type));
        }
        InetAddress address = address(name);
        if (address == null) {
            return isAboveOne(name) ? Found.NO_DATA : Found.NOTHING;
        }
        if (type != Type.PTR && type != Type.ANY) {
            return Found.NO_DATA;
        }
        long ttl = authority.ttl().toSeconds();
        return new Found(true, List.of(new PTRRecord(name, DClass.IN, ttl, names.apply(address))));
    }

    /** The address of a whole name, if it is in a range; null else. */
    private @Nullable InetAddress address(Name name) {
        InetAddress address = prefix(name, true);
        boolean ours = address != null && networks.stream().anyMatch(net -> net.contains(address));
        return ours ? address : null;
    }

    /** Whether addresses of a range stand below the name (RFC 8020). */
    private boolean isAboveOne(Name name) {
        InetAddress first = prefix(name, false);
        if (first == null) {
            return false;
        }
        boolean four = first instanceof Inet4Address;
        int bits = (name.labels() - 3) * (four ? OCTET_BITS : NIBBLE_BITS);
        var part = new Network(first, bits);
        return networks.stream()
                .anyMatch(
                        range ->
                                range.contains(first) && range.bits() <= bits
                                        || part.contains(range.prefix()) && bits <= range.bits());
    }

    /** The address that the labels begin, the rest zero; null if they are none of an address. */
    private @Nullable InetAddress prefix(Name name, boolean whole) {
        boolean four = apex().subdomain(Name.fromConstantString("in-addr.arpa."));
        int all = four ? 4 : 32;
        int labels = name.labels() - 3; // Not arpa, what is below it, and the root.
        if (labels > all || whole && labels != all) {
            return null;
        }
        byte[] bytes = new byte[four ? 4 : 16];
        List<String> texts = new ArrayList<>();
        for (int i = labels - 1; i >= 0; i--) {
            texts.add(name.getLabelString(i));
        }
        for (int i = 0; i < labels; i++) {
            String text = texts.get(i);
            if (!text.matches(four ? "0|[1-9]\\d{0,2}" : "[0-9a-fA-F]")) {
                return null;
            }
            int value = Integer.parseInt(text, four ? 10 : 16);
            if (value > 0xff) {
                return null;
            }
            int at = four ? i : i / 2;
            bytes[at] |= (byte) (four ? value : value << (i % 2 == 0 ? NIBBLE_BITS : 0));
        }
        return IpText.ip(bytes);
    }
}
