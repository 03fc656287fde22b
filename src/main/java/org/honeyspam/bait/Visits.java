package org.honeyspam.bait;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers who walks which site, and what each page of the walk was given; not for ever. */
final class Visits {
    private final int visitsMax;
    private final Duration idleMax;
    private final Map<Visitor, Visit> visits = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Network> networks = new LinkedHashMap<>(64, 0.75f, true);

    Visits(int visitsMax, Duration idleMax) {
        this.visitsMax = visitsMax;
        this.idleMax = idleMax;
    }

    /** One visitor: his IPv4 address or IPv6 /64, his user agent, the site he walks. */
    private record Visitor(String network, String userAgent, String site) {}

    /** The addresses of one page: so many were made for it, after so many others of the visit. */
    record Given(int before, int made) {}

    /** One visit, and all addresses that it was given. */
    static final class Visit {
        final long serial;
        final Instant start;
        final InetAddress visitor;
        final Network network;
        private final Map<String, Given> pages = new LinkedHashMap<>();
        private Instant lastSeen;
        private long[] serials = new long[16];
        private String[] forms = new String[16];
        private int given;

        Visit(long serial, Instant now, InetAddress visitor, Network network) {
            this.serial = serial;
            this.start = now.truncatedTo(ChronoUnit.SECONDS);
            this.visitor = visitor;
            this.network = network;
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
            network.given += made.size();
            network.latest = this;
        }
    }

    /** All visits from one network: whoever changes his name is still the same. */
    static final class Network {
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
        Network network = networks.computeIfAbsent(network(ip), address -> new Network());
        if (network.latest != null && network.latest.lastSeen.plus(idleMax).isBefore(now)) {
            network.given = 0; // Addresses change hands.
            network.latest = null;
        }
        var visit = new Visit(serial, now, ip, network);
        visits.put(new Visitor(network(ip), userAgent, site), visit);
        forgetOldest(visits);
        forgetOldest(networks);
        return visit;
    }

    private void forgetOldest(Map<?, ?> map) {
        if (map.size() > visitsMax) {
            var oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
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
