package org.honeyspam.bait;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers who walks which site, and what each page of the walk was given; not for ever. */
final class Visits {
    private final int visitsMax;
    private final Duration idleMax;
    private final Map<Visitor, Visit> visits = new LinkedHashMap<>(64, 0.75f, true);

    Visits(int visitsMax, Duration idleMax) {
        this.visitsMax = visitsMax;
        this.idleMax = idleMax;
    }

    /** One visitor: his IPv4 address or IPv6 /64, his user agent, the site he walks. */
    private record Visitor(String network, String userAgent, String site) {}

    /** The addresses of one page: numbers and indices in a row. */
    record Given(long firstSerial, int firstIndex, int count) {}

    static final class Visit {
        final long serial;
        final Instant start;
        final InetAddress visitor;
        private final Map<String, Given> pages = new LinkedHashMap<>();
        private Instant lastSeen;
        private int given;

        Visit(long serial, Instant now, InetAddress visitor) {
            this.serial = serial;
            this.start = now.truncatedTo(ChronoUnit.SECONDS);
            this.visitor = visitor;
            this.lastSeen = now;
        }

        int given() {
            return given;
        }

        @Nullable Given onPage(String page) {
            return pages.get(page);
        }

        void give(String page, Given addresses) {
            given += addresses.count();
            pages.put(page, addresses); // No more pages than addresses in all.
        }

        /** What one of the pages had, chosen by the number; null if none had any. */
        @Nullable Given any(int choice) {
            return pages.isEmpty()
                    ? null
                    : pages.values().stream()
                            .skip(Math.floorMod(choice, pages.size()))
                            .findFirst()
                            .orElse(null);
        }
    }

    /** The visit that is under way; null if it is over or was never begun. */
    @Nullable Visit current(InetAddress ip, String userAgent, String site, Instant now) {
        var visitor = new Visitor(network(ip), userAgent, site);
        Visit visit = visits.get(visitor);
        if (visit == null || visit.lastSeen.plus(idleMax).isBefore(now)) {
            return null;
        }
        visit.lastSeen = now;
        return visit;
    }

    Visit begin(InetAddress ip, String userAgent, String site, long serial, Instant now) {
        var visit = new Visit(serial, now, ip);
        visits.put(new Visitor(network(ip), userAgent, site), visit);
        if (visits.size() > visitsMax) {
            var oldest = visits.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return visit;
    }

    private static String network(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        if (bytes.length == 16) {
            Arrays.fill(bytes, 8, 16, (byte) 0); // One host can take any address of its /64.
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of illegal length", e);
        }
    }
}
