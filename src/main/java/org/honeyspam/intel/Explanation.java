package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * Why an address is listed or is not: all that the decision was taken from. Times are ISO 8601,
 * UTC.
 *
 * @param listings those that hold for it, its own first, those of networks that it is in behind it
 * @param exempt why it is never listed; null if it may be
 * @param network whose addresses are counted together with it
 * @param networkListed how many of them are listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String ip,
        List<Listing> listings,
        int score,
        @Nullable String exempt,
        List<Evidence> evidence,
        List<KindScore> kinds,
        String network,
        long networkListed,
        List<Trace.Naming> namedBy,
        List<Blocks.Decision> byHand) {

    /**
     * What a source did of one kind.
     *
     * @param score what that adds now, of {@code weight x (1 + log2(count))}
     */
    public record Evidence(
            String reason,
            String kind,
            long count,
            int weight,
            double score,
            String firstSeen,
            String lastSeen) {}

    /** What its deeds of a kind weigh, and from what on that counts. */
    public record KindScore(String kind, double score, int threshold) {}

    /** Puts it together. */
    static Explanation of(String ip, Blacklist blacklist, Views views, Instant now)
            throws SQLException {
        InetAddress address = InetAddress.ofLiteral(ip);
        Network around = Blacklist.around(address);
        Map<String, List<Views.Deed>> sources = blacklist.sources(around, views);
        List<Views.Deed> deeds = sources.getOrDefault(ip, List.of());
        List<Listing> all = blacklist.list(sources, now);
        long neighbours =
                all.stream()
                        .filter(Listing::isAddress)
                        .filter(l -> around.contains(InetAddress.ofLiteral(l.source())))
                        .count();
        Scores scores = blacklist.scores;
        List<KindScore> kinds =
                scores.byKind(deeds, now).entrySet().stream()
                        .map(kind -> kindScore(kind.getKey(), kind.getValue(), scores))
                        .toList();
        return new Explanation(
                ip,
                all.stream().filter(listing -> listing.covers(address)).toList(),
                (int) Math.round(deeds.stream().mapToDouble(d -> scores.of(d, now)).sum()),
                blacklist.exempt.why(address),
                deeds.stream().map(deed -> evidence(deed, scores, now)).toList(),
                kinds,
                around.text(),
                neighbours,
                views.traces().namings(ip),
                blacklist.byHand.stream().filter(d -> d.range().contains(address)).toList());
    }

    private static KindScore kindScore(SourceKind kind, double score, Scores scores) {
        return new KindScore(kind.label(), tenth(score), scores.threshold(kind));
    }

    private static Evidence evidence(Views.Deed deed, Scores scores, Instant now) {
        return new Evidence(
                deed.reason().label(),
                deed.reason().kind.label(),
                deed.count(),
                scores.weight(deed.reason()),
                tenth(scores.of(deed, now)),
                Span.time(deed.firstMillis()),
                Span.time(deed.lastMillis()));
    }

    static double tenth(double score) {
        return Math.round(score * 10) / 10.0;
    }
}
