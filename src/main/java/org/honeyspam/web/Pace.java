package org.honeyspam.web;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.config.Slow;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Sink;

/**
 * How slowly a visitor is answered: as a real server would at first, then the slower the more pages
 * of the maze he takes, and never in a rhythm. Bounded in time, in answers at once and in memory:
 * what is beyond is quick. One for all web listeners of a node.
 */
public final class Pace {
    private static final int VISITORS_REMEMBERED_MAX = 20_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /** By more a clock goes back only when somebody sets it. */
    private static final Duration CLOCK_STEP = Duration.ofMinutes(1);

    /** After so many pages beyond the quick ones, waits are half of what they become. */
    private static final int HALF_WAY_PAGES = 1_000;

    private static final int PIECES_MAX = 8;
    private static final int DRIPPED_FROM_BYTES = 1_024;

    private final Slow settings;
    private final Bounds ofAll;
    private final Map<String, Bounds> ofSites = new HashMap<>();
    private final Memory memory;

    /** Who walks, and which answers are slow now; guards itself. */
    private static final class Memory {
        private final SplittableRandom dice;
        private final SequencedMap<Network, Walk> walks = new LinkedHashMap<>(64, 0.75f, true);
        private final PriorityQueue<Instant> ends = new PriorityQueue<>(); // Of the slow answers.
        private Instant looked = Instant.EPOCH;
        private long shed;

        Memory(long seed) {
            dice = new SplittableRandom(seed);
        }
    }

    private record Bounds(Duration delayMax, Duration dripMax) {}

    /** What one address or prefix took so far. */
    private static final class Walk {
        private int pages;
        private Instant lastSeen;

        Walk(Instant now) {
            lastSeen = now;
        }
    }

    /**
     * How one answer goes out.
     *
     * @param delay before its first byte
     * @param rest the pieces behind the first one; none if it goes out whole
     */
    public record Plan(Duration delay, List<Piece> rest) {
        static final Plan QUICK = new Plan(Duration.ZERO, List.of());

        /** From the request to the last byte. */
        Duration whole() {
            return rest.stream().map(Piece::pause).reduce(delay, Duration::plus);
        }
    }

    /**
     * A piece of an answer.
     *
     * @param pause before it
     * @param from where it begins, as a share of the whole
     */
    public record Piece(Duration pause, double from) {}

    /**
     * @param seed another one at each start, or waits could be learned
     */
    public Pace(Slow settings, List<Configuration.Site> sites, long seed) {
        this(settings, sites, new Memory(seed));
    }

    private Pace(Slow settings, List<Configuration.Site> sites, Memory memory) {
        this.memory = memory;
        this.settings = settings;
        this.ofAll = new Bounds(settings.delayMax(), settings.dripMax());
        for (Configuration.Site site : sites) {
            Duration delay = site.delayMax() == null ? settings.delayMax() : site.delayMax();
            Duration drip = site.dripMax() == null ? settings.dripMax() : site.dripMax();
            ofSites.put(site.host(), new Bounds(delay, drip));
        }
    }

    /** One under other settings, to which nobody is new who is known here. */
    public Pace with(Slow newSettings, List<Configuration.Site> sites) {
        return new Pace(newSettings, sites, memory);
    }

    /** Of a node that slows nobody down. */
    static Pace quick() {
        return new Pace(new Slow(0, Duration.ZERO, Duration.ZERO, 0), List.of(), 0);
    }

    /** Sends a page of the maze as slowly as its visitor is due. */
    void send(byte[] bytes, InetAddress visitor, String host, Instant now, Sink sink) {
        Plan plan = plan(visitor, host, bytes.length, now);
        if (!plan.delay().isZero()) {
            sink.pause(plan.delay());
        }
        int at = 0;
        for (Piece piece : plan.rest()) {
            int end = (int) (piece.from() * bytes.length);
            sink.send(Arrays.copyOfRange(bytes, at, end));
            sink.pause(piece.pause());
            at = end;
        }
        sink.send(at == 0 ? bytes : Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /** How the next page of the maze goes to a visitor; he is taken to get it. */
    public Plan plan(InetAddress visitor, String host, int bytes, Instant now) {
        synchronized (memory) {
            return planned(visitor, host, bytes, now);
        }
    }

    private Plan planned(InetAddress visitor, String host, int bytes, Instant now) {
        Bounds bounds = ofSites.getOrDefault(host, ofAll);
        int beyond = countPage(visitor, now) - settings.fromPage();
        if (beyond <= 0 || isFull(now)) {
            return Plan.QUICK;
        }
        double share = (double) beyond / (beyond + HALF_WAY_PAGES);
        boolean drips = bytes >= DRIPPED_FROM_BYTES && !bounds.dripMax().isZero();
        var plan =
                new Plan(
                        drawn(bounds.delayMax(), share),
                        drips ? pieces(drawn(bounds.dripMax(), share)) : List.of());
        memory.ends.add(now.plus(plan.whole()));
        return plan;
    }

    private int countPage(InetAddress visitor, Instant now) {
        Walk walk =
                memory.walks.computeIfAbsent(Network.ofVisitor(visitor), network -> new Walk(now));
        if (walk.lastSeen.plus(FORGOTTEN_AFTER).isBefore(now)) {
            walk.pages = 0;
        }
        walk.lastSeen = now;
        if (memory.walks.size() > VISITORS_REMEMBERED_MAX) {
            memory.walks.pollFirstEntry();
        }
        return ++walk.pages;
    }

    /** Whether as many are answered slowly now as may be: slowness is shed, not visitors. */
    private boolean isFull(Instant now) {
        forgetEnded(now);
        boolean full = memory.ends.size() >= settings.answersAtOnceMax();
        memory.shed += full ? 1 : 0;
        return full;
    }

    private void forgetEnded(Instant now) {
        if (now.isBefore(memory.looked.minus(CLOCK_STEP))) {
            memory.ends.clear(); // The clock was set back: when they end it does not say.
        }
        memory.looked = now;
        while (!memory.ends.isEmpty() && !memory.ends.element().isAfter(now)) {
            memory.ends.remove();
        }
    }

    /** Slow answers, and how many were quick because there were too many. */
    public Use slowAnswers(Instant now) {
        synchronized (memory) {
            forgetEnded(now);
            return new Use(memory.ends.size(), settings.answersAtOnceMax(), memory.shed);
        }
    }

    /**
     * A time up to the most, short ones more often than long ones, as the waits of a busy server
     * are: an exponential distribution, cut off. Its mean grows with the share.
     */
    private Duration drawn(Duration most, double share) {
        if (most.isZero()) {
            return Duration.ZERO;
        }
        double scale = share / 2;
        double within = 1 - Math.exp(-1 / scale);
        double part = -scale * Math.log(1 - memory.dice.nextDouble() * within);
        return Duration.ofNanos((long) (Math.min(1, part) * most.toNanos()));
    }

    /** Cuts time and bytes anywhere, so that neither the pieces nor the pauses are alike. */
    private List<Piece> pieces(Duration time) {
        int count = 1 + memory.dice.nextInt(PIECES_MAX - 1);
        double[] moments = memory.dice.doubles(count).sorted().toArray();
        double[] places = memory.dice.doubles(count).sorted().toArray();
        List<Piece> pieces = new ArrayList<>(count);
        double before = 0;
        for (int i = 0; i < count; i++) {
            long pause = (long) ((moments[i] - before) * time.toNanos());
            pieces.add(new Piece(Duration.ofNanos(pause), places[i]));
            before = moments[i];
        }
        return pieces;
    }

    int visitorsRemembered() {
        synchronized (memory) {
            return memory.walks.size();
        }
    }
}
