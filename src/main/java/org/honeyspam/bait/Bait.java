package org.honeyspam.bait;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.bait.Visits.Given;
import org.honeyspam.bait.Visits.Visit;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;
import org.jspecify.annotations.Nullable;

/** Gives addresses to visitors, a bounded number each, and knows its own when they come back. */
public final class Bait {
    private static final Map<BaitStyle, Style> STYLES =
            new EnumMap<>(
                    Map.of(
                            BaitStyle.NATURAL, new Natural(),
                            BaitStyle.STATELESS, new Stateless(),
                            BaitStyle.PAPER, new Paper()));

    private final KeyRing keys;
    private final Configuration.Bait settings;
    private final SerialSource serials;
    private final Set<String> domains;
    private final List<String> sites;
    private final Visits visits;

    /**
     * @param sites names of the sites, which an address may carry
     */
    public Bait(
            KeyRing keys, Configuration.Bait settings, List<String> sites, SerialSource serials) {
        this.keys = keys;
        this.settings = settings;
        this.serials = serials;
        this.domains = new HashSet<>(settings.domains());
        this.sites = List.copyOf(sites);
        this.visits = new Visits(settings.visitsRememberedMax(), settings.visitIdleMax());
    }

    /**
     * Addresses for a page: the same ones when the visitor reloads it, others for every other
     * visitor. A visit that had its share gets no new ones.
     */
    public synchronized Grant grant(
            InetAddress visitor,
            String userAgent,
            String site,
            String page,
            int wanted,
            Instant now) {
        Visit visit = visits.current(visitor, userAgent, site, now);
        boolean newVisit = visit == null;
        if (visit == null) {
            long serial = serials.take(1);
            if (serial == SerialSource.NONE) {
                return Grant.NONE;
            }
            visit = visits.begin(visitor, userAgent, site, serial, now);
        }
        Given given = visit.onPage(page);
        boolean fresh = false;
        if (given == null) {
            given = fresh(visit, page, wanted);
            fresh = given != null;
            if (given == null) {
                given = visit.any(page.hashCode());
            }
        }
        List<String> addresses = given == null ? List.of() : write(visit, site, given, wanted);
        return new Grant("v" + visit.serial, newVisit, addresses, fresh);
    }

    private @Nullable Given fresh(Visit visit, String page, int wanted) {
        int share = Math.min(settings.addressesPerVisitMax(), style().addressesPerVisitMax());
        int count = Math.min(wanted, share - visit.given());
        long first = count <= 0 ? SerialSource.NONE : serials.take(count);
        if (first == SerialSource.NONE) {
            return null;
        }
        var given = new Given(first, visit.given(), count);
        visit.give(page, given);
        return given;
    }

    private List<String> write(Visit visit, String site, Given given, int wanted) {
        Style style = style();
        KeyRing.Key key = keys.current();
        int count = Math.min(given.count(), wanted);
        List<String> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long serial = given.firstSerial() + i;
            long drawn = Codes.number(key.secret(), "domain " + serial);
            int chosen = (int) Long.remainderUnsigned(drawn, settings.domains().size());
            String domain = settings.domains().get(chosen);
            var facts =
                    new Style.Facts(
                            serial, visit.visitor, site, given.firstIndex() + i, visit.start);
            addresses.add(style.mint(key, facts, domain) + "@" + domain);
        }
        return addresses;
    }

    /** The canonical form of an address that was made here, under any key; null if it was not. */
    public @Nullable String recognise(String recipient) {
        Carried carried = decode(recipient);
        return carried == null ? null : carried.address();
    }

    /** What an address that was made here carries by itself; null if it was not made here. */
    public @Nullable Carried decode(String recipient) {
        for (Recipients.Candidate candidate : Recipients.of(recipient)) {
            if (domains.contains(candidate.domain())) {
                Carried carried = read(candidate);
                if (carried != null) {
                    return carried;
                }
            }
        }
        return null;
    }

    private @Nullable Carried read(Recipients.Candidate candidate) {
        for (KeyRing.Key key : keys.all()) {
            for (Style style : STYLES.values()) {
                Carried carried = style.read(key, candidate.local(), candidate.domain(), sites);
                if (carried != null && carried.serial() < serials.end()) {
                    return carried;
                }
            }
        }
        return null;
    }

    private Style style() {
        Style found = STYLES.get(settings.style());
        if (found == null) {
            throw new IllegalStateException("no style " + settings.style());
        }
        return found;
    }
}
