package org.honeyspam.intel;

import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is listed: this place and no other. A source is, when its deeds of a kind or all of
 * them together weigh enough and the last is not too long ago; a network, when many of its
 * addresses are; either, when the operator says so. Who is exempt never is.
 */
public final class Blacklist {
    private static final int AGGREGATE_BITS_4 = 24;
    private static final int AGGREGATE_BITS_6 = 64;
    static final Comparator<Listing> WORST_FIRST =
            Comparator.comparingInt(Listing::score).reversed().thenComparing(Listing::source);

    private final Configuration.Blacklist settings;
    final Scores scores;
    final Exempt exempt;
    final List<Blocks.Decision> byHand;

    /**
     * A blacklist.
     *
     * @param exempt who is never listed
     * @param byHand what the operator decided, as far as it holds now
     */
    public Blacklist(
            Configuration.Blacklist settings, Exempt exempt, List<Blocks.Decision> byHand) {
        this.settings = settings;
        this.scores = new Scores(settings);
        this.exempt = exempt.withAllowed(settings).withAllowed(byHand);
        this.byHand = byHand;
    }

    /** The listings at that time, the highest score first. */
    public List<Listing> list(Views views, Instant now) throws SQLException {
        return list(sources(views), now);
    }

    /** All that did anything, each with what it did. */
    Map<String, List<Views.Deed>> sources(Views views) throws SQLException {
        return bySource(views.deeds(settings.namedByMin()));
    }

    /** The same of the addresses of one network. */
    Map<String, List<Views.Deed>> sources(Network network, Views views) throws SQLException {
        return bySource(views.deeds(network, settings.namedByMin()));
    }

    /** The listings that follow from what these did, and those by hand. */
    List<Listing> list(Map<String, List<Views.Deed>> sources, Instant now) {
        List<Listing> all = new ArrayList<>();
        for (List<Views.Deed> deeds : sources.values()) {
            Listing listing = decide(deeds, now);
            if (listing != null) {
                all.add(listing);
            }
        }
        all.addAll(networks(all));
        Map<String, Listing> bySource = new LinkedHashMap<>();
        all.forEach(listing -> bySource.put(listing.source(), listing));
        listedByHand().forEach(l -> bySource.merge(l.source(), l, Listing::alsoByHand));
        return bySource.values().stream().sorted(WORST_FIRST).toList();
    }

    /** Why an address is listed, or is not. */
    public Explanation explain(String ip, Views views, Instant now) throws SQLException {
        return Explanation.of(ip, this, views, now);
    }

    private static Map<String, List<Views.Deed>> bySource(List<Views.Deed> deeds) {
        return deeds.stream()
                .collect(
                        Collectors.groupingBy(
                                Views.Deed::ip, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether a source is listed for its deeds; null if it is not. */
    @Nullable Listing decide(List<Views.Deed> deeds, Instant now) {
        Map<SourceKind, Double> byKind = scores.byKind(deeds, now);
        double score = byKind.values().stream().mapToDouble(Double::doubleValue).sum();
        List<SourceKind> kinds =
                byKind.entrySet().stream()
                        .sorted(Map.Entry.<SourceKind, Double>comparingByValue().reversed())
                        .filter(e -> e.getValue() >= scores.threshold(e.getKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        long last = deeds.stream().mapToLong(Views.Deed::lastMillis).max().orElse(0);
        Instant expires = Instant.ofEpochMilli(last).plus(settings.expiry());
        boolean enough = !kinds.isEmpty() || Math.round(score) >= settings.scoreMin();
        String ip = deeds.getFirst().ip();
        if (!enough || !expires.isAfter(now) || exempt.why(InetAddress.ofLiteral(ip)) != null) {
            return null;
        }
        long first = deeds.stream().mapToLong(Views.Deed::firstMillis).min().orElse(0);
        Map<String, Long> reasons = new LinkedHashMap<>();
        deeds.forEach(deed -> reasons.put(deed.reason().label(), deed.count()));
        return new Listing(
                ip,
                Listing.By.DEEDS,
                kinds.isEmpty() ? List.of(worst(byKind)) : kinds,
                (int) Math.round(score),
                Span.time(first),
                Span.time(last),
                expires.toString(),
                reasons,
                null);
    }

    private static SourceKind worst(Map<SourceKind, Double> byKind) {
        return byKind.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** Networks of which so many addresses are listed that the rest will be. */
    private List<Listing> networks(List<Listing> listings) {
        if (settings.aggregateMin() == 0) {
            return List.of();
        }
        Map<Network, List<Listing>> neighbours =
                listings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        listing ->
                                                around(InetAddress.ofLiteral(listing.source()))));
        return neighbours.entrySet().stream()
                .map(entry -> network(entry.getKey(), entry.getValue()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Whether a network is listed for its listed addresses; null if it is not. */
    @Nullable Listing network(Network network, Collection<Listing> members) {
        int min = settings.aggregateMin();
        boolean enough = min > 0 && members.size() >= min && exempt.why(network) == null;
        return enough ? together(network, members) : null;
    }

    /** The network that is listed if many of an address's neighbours are. */
    public static Network around(InetAddress address) {
        return Network.around(address, AGGREGATE_BITS_4, AGGREGATE_BITS_6);
    }

    private static Listing together(Network network, Collection<Listing> members) {
        Set<SourceKind> kinds = EnumSet.noneOf(SourceKind.class);
        members.forEach(member -> kinds.addAll(member.kinds()));
        return new Listing(
                network.text(),
                Listing.By.NEIGHBOURS,
                List.copyOf(kinds),
                members.stream().mapToInt(Listing::score).max().orElse(0),
                members.stream().map(Listing::firstSeen).min(String::compareTo).orElse(""),
                members.stream().map(Listing::lastSeen).max(String::compareTo).orElse(""),
                members.stream()
                        .map(m -> String.valueOf(m.expires()))
                        .max(String::compareTo)
                        .orElse(""),
                Map.of("listed_addresses", (long) members.size()),
                null);
    }

    /** What is known of an address that can be decided from. */
    List<Views.Deed> deeds(String ip, Views views) throws SQLException {
        return views.deeds(ip, settings.namedByMin());
    }

    List<Listing> listedByHand() {
        return byHand.stream()
                .filter(decision -> decision.action() == Blocks.Action.ADD)
                .filter(decision -> exempt.why(decision.range()) == null)
                .map(
                        decision ->
                                new Listing(
                                        decision.range().source(),
                                        Listing.By.HAND,
                                        List.of(),
                                        settings.scoreMin(),
                                        decision.time(),
                                        decision.time(),
                                        decision.until(),
                                        Map.of("listed_by_hand", 1L),
                                        decision.reason()))
                .toList();
    }
}
