package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.intel.Blacklist;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Exempt;
import org.honeyspam.intel.Views;
import org.honeyspam.lookup.OwnResolvers;
import org.jspecify.annotations.Nullable;

/** Knows who a node must never list, and what its operator decided. */
public final class Blacklists {
    private static final String RESOLVERS = "/org/honeyspam/intel/public-resolvers.txt";

    private Blacklists() {}

    /** The blacklist as it is to be decided at that time. */
    public static Blacklist of(Configuration configuration, Views views, Instant now)
            throws IOException, SQLException {
        Blocks blocks = new DataFolder(configuration.node().dataFolder()).blocks();
        return new Blacklist(
                configuration.blacklist(), exempt(configuration, views), blocks.current(now));
    }

    /** Why a network is never listed, and what would change that; null if it may be. */
    public static @Nullable String whyNever(
            Network network, Configuration configuration, Views views, Instant now)
            throws IOException, SQLException {
        String why =
                exempt(configuration, views).withAllowed(configuration.blacklist()).why(network);
        if (why != null) {
            return why;
        }
        Blocks blocks = new DataFolder(configuration.node().dataFolder()).blocks();
        for (Blocks.Decision decision : blocks.current(now)) {
            String allowed = new Exempt().withAllowed(List.of(decision)).why(network);
            if (allowed != null) {
                return "%s; `honeyspam block remove %s` takes that back"
                        .formatted(allowed, decision.range().source());
            }
        }
        return null;
    }

    /** Who is exempt, but for what the blacklist's own settings allow. */
    public static Exempt exempt(Configuration configuration, Views views)
            throws IOException, SQLException {
        var exempt = new Exempt();
        for (InetAddress own : (Iterable<InetAddress>) ours(configuration)::iterator) {
            if (!own.isLoopbackAddress() && !own.isAnyLocalAddress()) {
                exempt.with(own, "it is an address of this node");
            }
        }
        configuration
                .hosts()
                .networks()
                .forEach(network -> exempt.with(network, "a virtual host of this node is there"));
        configuration.listeners().stream()
                .flatMap(l -> Stream.concat(l.frontEnds().stream(), l.forwarders().stream()))
                .forEach(network -> exempt.with(Network.of(network), "it is a front end of ours"));
        OwnResolvers.all().stream()
                .filter(server -> !server.isLoopbackAddress())
                .forEach(server -> exempt.with(server, "it is a resolver of this machine"));
        publicResolvers().forEach(ip -> exempt.with(ip, "it is a public resolver"));
        for (String crawler : views.confirmedCrawlers()) {
            exempt.with(
                    InetAddress.ofLiteral(crawler), "the DNS says that it is a search engine's");
        }
        return exempt;
    }

    /** The addresses that the node is known by. */
    static Stream<InetAddress> ours(Configuration configuration) throws IOException {
        Stream<InetAddress> ofTheMachine =
                NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
        Stream<InetAddress> named =
                Stream.of(
                                configuration.listeners().stream()
                                        .flatMap(listener -> listener.addresses().stream()),
                                configuration.probe().publicAddresses().stream(),
                                Stream.of(configuration.proxy().outerAddress()))
                        .flatMap(texts -> texts)
                        .map(IpText::read)
                        .flatMap(Stream::ofNullable);
        return Stream.concat(ofTheMachine, named);
    }

    private static List<InetAddress> publicResolvers() throws IOException {
        try (InputStream in = Blacklists.class.getResourceAsStream(RESOLVERS)) {
            if (in == null) {
                throw new IOException("the program lacks its file " + RESOLVERS);
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .map(InetAddress::ofLiteral)
                    .toList();
        }
    }
}
