package org.honeyspam.bait;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.BaitStyle;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/** Remembers who walks which site, and what each page of the walk was given; not for ever. */
final class Visits {
    private final Map<Visitor, Visit> visits = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Network, Share> shares = new LinkedHashMap<>(64, 0.75f, true);

    /** One visitor: his IPv4 address or IPv6 /64, his user agent, the site he walks. */
    private record Visitor(Network network, String userAgent, String site) {}

    /** The addresses of one page: so many were made for it, after so many others of the visit. */
    record Given(int before, int made) {}

    /**
     * What the addresses of a visit follow from, besides itself. A visit keeps its terms, so that
     * it sees the same addresses whatever the configuration has become meanwhile.
     */
    record Terms(
            KeyRing.Key key,
            int secret,
            BaitStyle style,
            List<String> domains,
            Set<String> ours,
            int visitsMax,
            Duration idleMax) {
        static Terms of(KeyRing keys, Configuration.Bait settings) {
            KeyRing.Key key = keys.current();
            return new Terms(
                    key,
                    (int) key.hmac().number("known addresses"),
                    settings.style(),
                    settings.domains(),
                    new HashSet<>(settings.domains()),
                    settings.visitsRememberedMax(),
                    settings.visitIdleMax());
        }

        boolean haveAllOf(Terms before) {
            return ours.containsAll(before.ours());
        }
    }

    /** One visit, and all addresses that it was given. */
    static final class Visit {
        final long serial;
        final Instant start;
        final InetAddress visitor;
        final String site;
        final Share networkShare;
        final Terms terms;
        private final Map<String, Given> pages = new LinkedHashMap<>();
        private Instant lastSeen;
        private long[] serials = new long[16];
        private String[] forms = new String[16];
        private int given;

        Visit(
                long serial,
                Instant now,
                InetAddress visitor,
                String site,
                Share networkShare,
                Terms terms) {
            this.terms = terms;
            this.serial = serial;
            this.start = now.truncatedTo(ChronoUnit.SECONDS);
            this.visitor = visitor;
            this.site = site;
            this.networkShare = networkShare;
            this.lastSeen = now;
        }

        int given() {
            return given;
        }

        /** The number of the address, by its place among those of the visit. */
        long serial(int index) {
            return serials[index];
        }

        String form(int index) {
            return forms[index];
        }

        @Nullable Given onPage(String page) {
            return pages.get(page);
        }

        void give(String page, long firstSerial, List<String> made) {
            if (given + made.size() > serials.length) {
                int room = Math.max(given + made.size(), 2 * serials.length);
                serials = Arrays.copyOf(serials, room);
                forms = Arrays.copyOf(forms, room);
            }
            pages.put(page, new Given(given, made.size())); // No more pages than addresses.
            for (int i = 0; i < made.size(); i++) {
                serials[given] = firstSerial + i;
                forms[given++] = made.get(i);
            }
            networkShare.given += made.size();
            networkShare.latest = this;
        }
    }

    /** What all visits from one network got: whoever changes his name is still the same. */
    static final class Share {
        private int given;
        private @Nullable Visit latest;

        int given() {
            return given;
        }

        /** The last one that was given addresses; null if none was. */
        @Nullable Visit latest() {
            return latest;
        }
    }

    /**
     * The visit that is under way; null if it is over or was never begun.
     *
     * @param terms those of now
     */
    @Nullable Visit current(
            InetAddress ip, String userAgent, String site, Instant now, Terms terms) {
        var visitor = new Visitor(Network.ofVisitor(ip), userAgent, site);
        Visit visit = visits.get(visitor);
        if (visit == null || isOver(visit, now, terms)) {
            return null;
        }
        visit.lastSeen = now;
        return visit;
    }

    /** After a while, or when some of its addresses may be at a domain that is no longer ours. */
    private static boolean isOver(Visit visit, Instant now, Terms terms) {
        return visit.lastSeen.plus(terms.idleMax()).isBefore(now) || !terms.haveAllOf(visit.terms);
    }

    Visit begin(
            InetAddress ip, String userAgent, String site, long serial, Instant now, Terms terms) {
        Network network = Network.ofVisitor(ip);
        Share share = shares.computeIfAbsent(network, address -> new Share());
        if (share.latest != null && isOver(share.latest, now, terms)) {
            share.given = 0; // Addresses change hands.
            share.latest = null;
        }
        var visit = new Visit(serial, now, ip, site, share, terms);
        visits.put(new Visitor(network, userAgent, site), visit);
        forgetOldest(visits, terms.visitsMax());
        forgetOldest(shares, terms.visitsMax());
        return visit;
    }

    private static void forgetOldest(Map<?, ?> map, int max) {
        if (map.size() > max) {
            var oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
