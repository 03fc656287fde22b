package org.honeyspam.bench.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Invented traffic of a honeypot: a few addresses make most of it, sessions overlap, time only
 * grows. The same seed gives the same events, so every store gets the same rows.
 */
final class Traffic {
    static final long END_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00Z
    static final long HOUR_MILLIS = 3_600_000L;
    static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private static final long SPAN_MILLIS = 30 * DAY_MILLIS;
    private static final int SOURCES = 200_000;
    private static final int SESSIONS_OPEN = 64;
    private static final String[] NODES = {"milano-1", "milano-2", "modena-1"};
    private static final String[] SERVICES = {"smtp", "web", "relay", "proxy", "dns"};
    private static final int[] SHARES_PERCENT = {30, 40, 15, 10, 5};
    private static final String[][] ACTIONS = {
        {"opened", "greeted", "sender", "recipient", "recipient-refused", "message", "closed"},
        {"page", "page", "page", "robots", "not-found", "address-given"},
        {"opened", "greeted", "sender", "recipient", "recipient", "message", "closed"},
        {"connect", "connect-refused", "get", "method-refused"},
        {"query", "query", "query-refused"},
    };

    private final SplittableRandom random;
    private final long rows;
    private final Session[] sessions = new Session[SESSIONS_OPEN];
    private long made;
    private long opened;

    Traffic(long seed, long rows) {
        this.random = new SplittableRandom(seed);
        this.rows = rows;
        for (int i = 0; i < SESSIONS_OPEN; i++) {
            sessions[i] = open();
        }
    }

    List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    private Event next() {
        int slot = random.nextInt(SESSIONS_OPEN);
        if (random.nextInt(8) == 0) {
            sessions[slot] = open();
        }
        Session session = sessions[slot];
        String[] actions = ACTIONS[session.service];
        long sequence = made++;
        return new Event(
                session.node + "-68f1c2d3-" + sequence,
                END_MILLIS - SPAN_MILLIS + (long) ((double) SPAN_MILLIS * sequence / rows),
                session.node,
                session.id,
                SERVICES[session.service],
                actions[random.nextInt(actions.length)],
                session.ip,
                session.net,
                detail(session.service));
    }

    private Session open() {
        int share = random.nextInt(100);
        int service = 0;
        while (share >= SHARES_PERCENT[service]) {
            share -= SHARES_PERCENT[service++];
        }
        int source = source(random);
        String id = "s" + Long.toString(4_000_000_000L + opened++ * 31, 36);
        return new Session(
                NODES[random.nextInt(NODES.length)], id, service, ip(source), net(source));
    }

    private String detail(int service) {
        String word = Long.toString(random.nextLong(1L << 40, 1L << 45), 36);
        return switch (service) {
            case 0 ->
                    "RCPT TO:<"
                            + word
                            + "@decoy-"
                            + random.nextInt(90)
                            + ".example> 250 2.1.5 ok, pipelined";
            case 1 ->
                    "GET /archive/"
                            + word
                            + "/page-"
                            + random.nextInt(9000)
                            + ".html 200 Mozilla/5.0 (X11)";
            case 2 ->
                    "MAIL FROM:<"
                            + word
                            + "@bulk-"
                            + random.nextInt(900)
                            + ".example> SIZE=48211 250 ok";
            case 3 ->
                    "CONNECT mx"
                            + random.nextInt(20)
                            + "."
                            + word
                            + ".example:25 HTTP/1.0 200 chained";
            default ->
                    "A mail."
                            + word
                            + ".decoy-"
                            + random.nextInt(90)
                            + ".example answered out of the range";
        };
    }

    /**
     * A source that has surely been seen, the busy ones more often: what an operator would ask
     * about.
     */
    static String someIp(SplittableRandom random) {
        return ip(source(random) / 20);
    }

    private static int source(SplittableRandom random) {
        double u = random.nextDouble();
        return (int) (SOURCES * u * u * u * u);
    }

    private static String ip(int source) {
        int mixed = source * 0x9E3779B1;
        return source % 10 == 9
                ? net6(mixed) + "::" + Integer.toHexString(source)
                : (1 + (mixed >>> 24) % 223)
                        + "."
                        + (mixed >>> 16 & 255)
                        + "."
                        + (mixed >>> 8 & 255)
                        + "."
                        + (mixed & 255);
    }

    private static String net(int source) {
        int mixed = source * 0x9E3779B1;
        return source % 10 == 9
                ? net6(mixed) + "::/48"
                : (1 + (mixed >>> 24) % 223)
                        + "."
                        + (mixed >>> 16 & 255)
                        + "."
                        + (mixed >>> 8 & 255)
                        + ".0/24";
    }

    private static String net6(int mixed) {
        return "2001:"
                + Integer.toHexString(mixed >>> 16)
                + ":"
                + Integer.toHexString(mixed & 0xFFFF);
    }

    private record Session(String node, String id, int service, String ip, String net) {}
}
