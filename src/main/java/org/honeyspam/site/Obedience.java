package org.honeyspam.site;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Treatment;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.site.Crawlers.Crawler;
import org.honeyspam.site.Crawlers.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * Who walks the sites, which crawler he claims to be, and how he keeps to robots.txt. Remembers no
 * more walks than it is told to; used by all connections at once.
 */
public final class Obedience {
    private final Crawlers crawlers;
    private final Configuration.Crawlers settings;
    private final Witness witness;
    private final int walksMax;
    private final Duration idleMax;
    private final LinkedHashMap<Walker, Walk> walks = new LinkedHashMap<>(64, 0.75f, true);

    /** What is known of a claim. */
    public enum Standing {
        /** Nobody may look it up, or the crawler publishes no names. */
        NOT_ASKED,
        /** The DNS has not answered yet. */
        ASKED,
        CONFIRMED,
        /** It is a lie. */
        DENIED,
        /** The DNS cannot tell. */
        UNKNOWN;

        /** As in events. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Knows whether somebody is the crawler that he claims to be; answers at once. */
    public interface Witness {
        Standing of(Claim claim, Peer peer, Instant now);
    }

    /** Somebody says that he is a crawler. */
    public record Claim(Crawler crawler, String site, String userAgent) {
        /**
         * What goes on record of it.
         *
         * @param host that the DNS names; null if it was not asked, or names none
         */
        public JournalEvent.CrawlerSeen seen(
                Standing standing, @Nullable String host, Treatment treatment) {
            return new JournalEvent.CrawlerSeen(
                    site,
                    userAgent,
                    crawler.token(),
                    crawler.purpose().label(),
                    standing.label(),
                    host,
                    treatment.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A visitor at this moment.
     *
     * @param claim null if he names no crawler that we know
     */
    public record Guest(Walk walk, @Nullable Claim claim, Standing standing, Treatment treatment) {
        public Purpose purpose() {
            return claim == null ? Purpose.UNKNOWN : claim.crawler().purpose();
        }

        /** The crawler that he claims to be; null if none. */
        public @Nullable String crawler() {
            return claim == null ? null : claim.crawler().token();
        }
    }

    /** One visitor: his IPv4 address or IPv6 /64, his user agent, the site he walks. */
    private record Walker(Network network, String userAgent, String site) {}

    /** One visitor on one site, for as long as he keeps coming. */
    public static final class Walk {
        private final @Nullable Claim claim;
        private Instant lastSeen;
        private boolean greeted;
        private boolean readRobots;
        private boolean entered;

        private Walk(@Nullable Claim claim, Instant now) {
            this.claim = claim;
            this.lastSeen = now;
        }

        /** Whether this is the first time that it is asked. */
        public synchronized boolean greet() {
            boolean first = !greeted;
            greeted = true;
            return first;
        }

        public synchronized void readRobots() {
            readRobots = true;
        }

        /** Whether he read robots.txt in this walk so far. */
        public synchronized boolean hasReadRobots() {
            return readRobots;
        }

        /** He is in the maze; says whether he was not before. */
        public synchronized boolean enter() {
            boolean first = !entered;
            entered = true;
            return first;
        }
    }

    public Obedience(
            Crawlers crawlers,
            Configuration.Crawlers settings,
            Configuration.Bait limits,
            Witness witness) {
        this.crawlers = crawlers;
        this.settings = settings;
        this.witness = witness;
        this.walksMax = limits.visitsRememberedMax();
        this.idleMax = limits.visitIdleMax();
    }

    /** Who that is. */
    public Guest guest(Peer peer, String userAgent, String site, Instant now) {
        Walk walk = walk(Network.ofVisitor(peer.source().ip()), userAgent, site, now);
        Claim claim = walk.claim;
        if (claim == null) {
            return new Guest(walk, null, Standing.NOT_ASKED, settings.unknown());
        }
        boolean published = !claim.crawler().domains().isEmpty();
        Standing standing = published ? witness.of(claim, peer, now) : Standing.NOT_ASKED;
        Treatment treatment = treatment(settings, claim.crawler().purpose(), standing);
        return new Guest(walk, claim, standing, treatment);
    }

    /** What is shown to one who says that he comes for that: he may be, unless it is denied. */
    public static Treatment treatment(
            Configuration.Crawlers settings, Purpose purpose, Standing standing) {
        return switch (standing == Standing.DENIED ? Purpose.UNKNOWN : purpose) {
            case SEARCH -> settings.search();
            case AI_TRAINING -> settings.aiTraining();
            case AI_ASSISTANT -> settings.aiAssistant();
            case UNKNOWN -> settings.unknown();
        };
    }

    private synchronized Walk walk(Network network, String userAgent, String site, Instant now) {
        var walker = new Walker(network, userAgent, site);
        Walk walk = walks.get(walker);
        if (walk == null || walk.lastSeen.plus(idleMax).isBefore(now)) {
            Crawler named = crawlers.named(userAgent);
            walk = new Walk(named == null ? null : new Claim(named, site, userAgent), now);
            walks.put(walker, walk);
            if (walks.size() > walksMax) {
                walks.pollFirstEntry();
            }
        }
        walk.lastSeen = now;
        return walk;
    }

    /** How many walks are remembered. */
    synchronized int walks() {
        return walks.size();
    }

    /** Nobody is asked: a claim is as good as the truth. */
    public static Witness nobody() {
        return (claim, peer, now) -> Standing.NOT_ASKED;
    }

    /** All crawlers that it knows. */
    public List<Crawler> crawlers() {
        return crawlers.all();
    }
}
