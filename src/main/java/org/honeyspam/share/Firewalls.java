package org.honeyspam.share;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.intel.Listing;

/** The blacklist for what keeps sources out of a machine or a network. */
final class Firewalls {
    private Firewalls() {}

    /**
     * All of it takes effect at once: nft -f is one transaction. The table stays, since only rules
     * in it can refer to its sets.
     */
    static void nftables(BlacklistCopy copy, StringBuilder out) {
        copy.head("#", out);
        out.append("table inet honeyspam {\n");
        declare("listed4", "ipv4_addr", out);
        declare("listed6", "ipv6_addr", out);
        out.append("}\n");
        fill("listed4", copy.ipv4().toList(), out);
        fill("listed6", copy.ipv6().toList(), out);
    }

    private static void declare(String name, String type, StringBuilder out) {
        // An address can stand beside the network that it is in.
        out.append(
                "  set %s {\n    type %s\n    flags interval\n    auto-merge\n  }\n"
                        .formatted(name, type));
    }

    private static void fill(String name, List<Listing> listings, StringBuilder out) {
        out.append("flush set inet honeyspam ").append(name).append('\n');
        if (!listings.isEmpty()) {
            out.append("add element inet honeyspam ").append(name).append(" {\n  ");
            out.append(listings.stream().map(Listing::source).collect(Collectors.joining(",\n  ")));
            out.append("\n}\n");
        }
    }

    /** Filled aside and then swapped, so that no packet meets half a set. */
    static void ipset(BlacklistCopy copy, StringBuilder out) {
        set("honeyspam4", "inet", copy.ipv4(), out);
        set("honeyspam6", "inet6", copy.ipv6(), out);
    }

    private static void set(
            String name, String family, Stream<Listing> listings, StringBuilder out) {
        List<Listing> all = listings.toList();
        int most = Math.max(65_536, Integer.highestOneBit(all.size()) * 4);
        String shape = " hash:net family %s maxelem %d -exist\n".formatted(family, most);
        out.append("create ").append(name).append(shape);
        out.append("create ").append(name).append("-new").append(shape);
        out.append("flush ").append(name).append("-new\n");
        all.forEach(l -> out.append("add %s-new %s -exist\n".formatted(name, l.source())));
        out.append("swap %1$s %1$s-new\ndestroy %1$s-new\n".formatted(name));
    }

    /** A filter finds the source behind {@code listed}: failregex = listed &lt;SUBNET&gt;. */
    static void fail2ban(BlacklistCopy copy, StringBuilder out) {
        for (Listing listing : copy.listings()) {
            out.append(listing.lastSeen()).append(" honeyspam: listed ").append(listing.source());
            out.append(" score=").append(listing.score());
            out.append(" (").append(BlacklistCopy.why(listing)).append(")\n");
        }
    }

    static void crowdsec(BlacklistCopy copy, StringBuilder out) {
        out.append("duration,scope,value,reason,type\n");
        for (Listing listing : copy.listings()) {
            out.append(copy.secondsLeft(listing)).append("s,");
            out.append(listing.isAddress() ? "ip," : "range,").append(listing.source());
            String why = BlacklistCopy.why(listing).replace(',', ' ');
            out.append(",honeyspam ").append(why).append(",ban\n");
        }
    }

    /** As hosts_access(5) has them: IPv6 in brackets. */
    static void hostsDeny(BlacklistCopy copy, StringBuilder out) {
        copy.head("#", out);
        for (Listing listing : copy.listings()) {
            String source = listing.source();
            int slash = source.indexOf('/');
            String address = slash < 0 ? source : source.substring(0, slash);
            String length = slash < 0 ? "" : source.substring(slash);
            String shown = BlacklistCopy.isIpv4(listing) ? address : "[" + address + "]";
            out.append("ALL: ").append(shown).append(length).append('\n');
        }
    }
}
