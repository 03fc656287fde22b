package org.honeyspam.intel;

import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;

/**
 * Who is listed, with reasons. A score is the sum over the reasons of weight x (1 + log2 of the
 * count), halved for every half-life since the last such deed; a listing ends when nothing was seen
 * for the time of expiry; an allowed network is never listed. Of one that others named, the count
 * is that of the networks they are in: anyone can name an innocent host.
 */
public final class Blacklist {
    private final Configuration.Blacklist settings;
    private final List<Network> allowed;

    public Blacklist(Configuration.Blacklist settings) {
        this.settings = settings;
        this.allowed = settings.allow().stream().map(Network::of).toList();
    }

    /**
     * An address that is listed.
     *
     * @param reasons each with how often it applied
     */
    public record Listing(
            String ip, String firstSeen, String lastSeen, int score, Map<String, Long> reasons) {}

    /** The listings at that time, the highest score first. */
    public List<Listing> list(Views views, Instant now) throws SQLException {
        Map<String, List<Views.Deed>> byIp =
                views.deeds(settings.namedByMin()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Views.Deed::ip, LinkedHashMap::new, Collectors.toList()));
        return byIp.values().stream()
                .map(deeds -> listing(deeds, now))
                .filter(listing -> listing.score() >= settings.scoreMin())
                .filter(listing -> isCurrent(listing, now) && !isAllowed(listing.ip()))
                .sorted(
                        Comparator.comparingInt(Listing::score)
                                .reversed()
                                .thenComparing(Listing::ip))
                .toList();
    }

    private Listing listing(List<Views.Deed> deeds, Instant now) {
        long first = deeds.stream().mapToLong(Views.Deed::firstMillis).min().orElse(0);
        long last = deeds.stream().mapToLong(Views.Deed::lastMillis).max().orElse(0);
        double score = deeds.stream().mapToDouble(deed -> score(deed, now)).sum();
        Map<String, Long> reasons = new LinkedHashMap<>();
        deeds.forEach(deed -> reasons.put(deed.reason().label(), deed.count()));
        return new Listing(
                deeds.getFirst().ip(),
                Instant.ofEpochMilli(first).toString(),
                Instant.ofEpochMilli(last).toString(),
                (int) Math.round(score),
                reasons);
    }

    private double score(Views.Deed deed, Instant now) {
        double often = 1 + Math.log((double) deed.count()) / Math.log(2);
        double ageMillis = (double) Math.max(0, now.toEpochMilli() - deed.lastMillis());
        double halvings = ageMillis / (double) settings.halfLife().toMillis();
        return deed.reason().weight * often * Math.pow(0.5, halvings);
    }

    private boolean isCurrent(Listing listing, Instant now) {
        return Instant.parse(listing.lastSeen()).plus(settings.expiry()).isAfter(now);
    }

    private boolean isAllowed(String ip) {
        InetAddress address = InetAddress.ofLiteral(ip);
        return allowed.stream().anyMatch(network -> network.contains(address));
    }
}
