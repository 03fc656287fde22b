package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    static Explanation of(
            String ip, Blacklist blacklist, Blacklist.Basis basis, Views views, Instant now)
            throws SQLException {
        InetAddress address = InetAddress.ofLiteral(ip);
        List<Views.Deed> deeds = views.deeds(ip, basis.namedByMin());
        List<Listing> all = blacklist.list(views, now);
        Network around = Blacklist.around(address);
        List<Listing> listings = new ArrayList<>();
        all.stream().filter(listing -> listing.covers(address)).forEach(listings::add);
        long neighbours =
                all.stream()
                        .filter(Listing::isAddress)
                        .filter(l -> around.contains(InetAddress.ofLiteral(l.source())))
                        .count();
        Scores scores = basis.scores();
        List<KindScore> kinds = new ArrayList<>();
        scores.byKind(deeds, now)
                .forEach(
                        (k, s) ->
                                kinds.add(new KindScore(k.label(), tenth(s), scores.threshold(k))));
        return new Explanation(
                ip,
                listings,
                (int) Math.round(deeds.stream().mapToDouble(d -> scores.of(d, now)).sum()),
                basis.exempt().why(address),
                deeds.stream().map(deed -> evidence(deed, scores, now)).toList(),
                kinds,
                around.text(),
                neighbours,
                views.traces().namings(ip),
                basis.byHand().stream().filter(d -> d.range().contains(address)).toList());
    }

    private static Evidence evidence(Views.Deed deed, Scores scores, Instant now) {
        return new Evidence(
                deed.reason().label(),
                deed.reason().kind.label(),
                deed.count(),
                scores.weight(deed.reason()),
                tenth(scores.of(deed, now)),
                Instant.ofEpochMilli(deed.firstMillis()).toString(),
                Instant.ofEpochMilli(deed.lastMillis()).toString());
    }

    private static double tenth(double score) {
        return Math.round(score * 10) / 10.0;
    }
}
