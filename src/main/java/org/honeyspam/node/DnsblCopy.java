package org.honeyspam.node;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.dns.Kind;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.LiveBlacklist;
import org.honeyspam.intel.SourceKind;

/** Tells the name server who is listed, as soon as it is decided. */
final class DnsblCopy {
    private static final int SCORE_MAX = 255;

    private final Blocklist blocklist;

    DnsblCopy(Blocklist blocklist) {
        this.blocklist = blocklist;
    }

    void follow(LiveBlacklist.Change change) {
        for (Listing listing : change.put()) {
            blocklist.put(listing.range(), told(listing));
        }
        change.gone().forEach(source -> blocklist.remove(Listing.range(source)));
    }

    private static org.honeyspam.dns.Listing told(Listing listing) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (SourceKind kind : listing.kinds()) {
            kinds.add(Kind.valueOf(kind.name()));
        }
        if (kinds.isEmpty()) {
            kinds.add(Kind.SPAM_SENDER); // By hand: it is mail that is to be kept from him.
        }
        LocalDate day = LocalDate.ofInstant(Instant.parse(listing.lastSeen()), ZoneOffset.UTC);
        return new org.honeyspam.dns.Listing(kinds, Math.min(SCORE_MAX, listing.score()), day);
    }
}
