package org.honeyspam.node;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.dns.Counts;
import org.honeyspam.dns.DnsServer;
import org.honeyspam.dns.NameServer;
import org.honeyspam.dns.Zones;
import org.honeyspam.intel.Arrivals;
import org.honeyspam.net.OwnAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name server of a node, and what it is told: who is listed, who visited which address. */
public final class Names implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);

    /** Of the day and the hour, so that it grows, and is one that people can read. */
    private static final DateTimeFormatter SERIAL =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final List<Network> ranges;
    private final Visits visits;
    private final NameServer server;

    private Names(Clock clock, List<Network> ranges, Visits visits, NameServer server) {
        this.clock = clock;
        this.ranges = ranges;
        this.visits = visits;
        this.server = server;
    }

    /** Whether anybody can ask it: it has a port. */
    static boolean isAsked(Configuration configuration) {
        return configuration.listeners().stream()
                .anyMatch(listener -> listener.service() == Configuration.Service.DNS);
    }

    /**
     * The name server of an installation.
     *
     * @param blocklist that it answers from while others change it
     */
    static Names of(Configuration configuration, KeyRing keys, Blocklist blocklist, Clock clock)
            throws IOException {
        Visits visits = visits(configuration, clock.instant());
        return of(configuration, keys, blocklist, clock, visits, new Counts());
    }

    private static Names of(
            Configuration configuration,
            KeyRing keys,
            Blocklist blocklist,
            Clock clock,
            Visits visits,
            Counts counts)
            throws IOException {
        Zones zones = zones(configuration, keys, blocklist, visits, clock.instant());
        int limit = configuration.dns().answersMax();
        var server = new NameServer(zones, limit, new SecureRandom().nextLong(), counts);
        return new Names(clock, configuration.dns().ranges(), visits, server);
    }

    /** One under another configuration that knows what this one was asked, and who came. */
    Names with(Configuration configuration, KeyRing keys, Blocklist blocklist) throws IOException {
        Visits known =
                configuration.dns().ranges().equals(ranges)
                        ? visits
                        : visits(configuration, clock.instant());
        return of(configuration, keys, blocklist, clock, known, server.counts());
    }

    private static Visits visits(Configuration configuration, Instant now) throws IOException {
        Arrivals before = ViewsKeeper.arrivals(configuration, now);
        var visits = new Visits(configuration.dns().ranges(), before.since());
        before.last().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(
                        one -> visits.visited(InetAddress.ofLiteral(one.getKey()), one.getValue()));
        return visits;
    }

    private static Zones zones(
            Configuration configuration,
            KeyRing keys,
            Blocklist blocklist,
            Visits visits,
            Instant now)
            throws IOException {
        long serial = Long.parseLong(SERIAL.format(now));
        var ground =
                new Zones.Ground(
                        OwnAddresses.reachable(),
                        keys.derive("dns"),
                        visits,
                        blocklist,
                        serial,
                        HostDraw.of(configuration, keys));
        return Zones.of(configuration, ground);
    }

    /** The zones as a node would have them if it started now. */
    public static Zones zones(Configuration configuration, Instant now) throws IOException {
        KeyRing keys = KeyRing.read(configuration.node().keyFile());
        var visits = new Visits(configuration.dns().ranges(), now);
        return zones(configuration, keys, new Blocklist(), visits, now);
    }

    DnsServer service() {
        return new DnsServer(server);
    }

    void arrived(Peer peer) {
        visits.visited(peer.local().ip(), clock.instant());
    }

    /** What was asked of it. */
    String counted() {
        Counts counts = server.counts();
        return """
                Of those that were asked for, %d were listed and %d were not; %d queries of networks \
                that ask too much stayed without an answer; %d others were more in a second than \
                are recorded"""
                .formatted(
                        counts.listed(),
                        counts.notListed(),
                        counts.leftUnanswered(),
                        counts.leftUnrecorded());
    }

    @Override
    public void close() {
        LOG.info("{}", counted());
    }
}
