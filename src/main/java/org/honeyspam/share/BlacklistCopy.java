package org.honeyspam.share;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.honeyspam.config.Network;
import org.honeyspam.geo.Origin;
import org.honeyspam.geo.Origins;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/**
 * The blacklist as it was decided at a moment, for others to read.
 *
 * @param listings the worst first
 * @param kinds of those that a source has, the ones that are told where only codes are
 * @param link to the reason, with {@code %s} for the address; empty for none
 * @param origins where sources are and whose, as far as that is known
 */
public record BlacklistCopy(
        Instant time,
        List<Listing> listings,
        List<SourceKind> kinds,
        String link,
        Map<String, Origin> origins) {
    private static final int KEPT_CHARACTERS_MAX = 200;

    /**
     * What of a blacklist is meant.
     *
     * @param kinds those of which a source must have one; none for all
     */
    public record Choice(int scoreMin, List<SourceKind> kinds) {
        /** All of it. */
        public static final Choice ALL = new Choice(0, List.of());

        boolean takes(Listing listing) {
            boolean right = kinds.isEmpty() || listing.kinds().stream().anyMatch(kinds::contains);
            // The operator's own word needs no score.
            return listing.by() == Listing.By.HAND || listing.score() >= scoreMin && right;
        }
    }

    /** The whole of it; it does not say where sources are. */
    public BlacklistCopy(Instant time, List<Listing> listings, String link) {
        this(time, listings, List.of(SourceKind.values()), link, Map.of());
    }

    /** What of it is meant. */
    public BlacklistCopy of(Choice choice) {
        return new BlacklistCopy(
                time,
                listings.stream().filter(choice::takes).toList(),
                choice.kinds().isEmpty() ? kinds : choice.kinds(),
                link,
                origins);
    }

    /** The same, with what the operator's files say. */
    public BlacklistCopy with(Origins files) throws IOException {
        Map<String, Origin> found = new HashMap<>();
        for (Listing listing : listings) {
            Network range = listing.range();
            found.put(listing.source(), files.of(range.prefix(), range.bits()));
        }
        return new BlacklistCopy(time, listings, kinds, link, found);
    }

    /** Where a source is and whose. */
    public Origin origin(Listing listing) {
        return origins.getOrDefault(listing.source(), Origin.UNKNOWN);
    }

    /** As what a source is told; what is here by hand alone is told as what sends mail. */
    List<SourceKind> told(Listing listing) {
        List<SourceKind> told = listing.kinds().stream().filter(kinds::contains).toList();
        return told.isEmpty() ? List.of(SourceKind.SPAM_SENDER) : told;
    }

    /** What a source was listed for, in few words and no character that could end them. */
    static String why(Listing listing) {
        Stream<String> kinds = listing.kinds().stream().map(SourceKind::label);
        String note = listing.note() == null ? "" : " " + listing.note();
        String text = String.join(",", kinds.toList()) + note;
        String plain = text.strip().replaceAll("[^ -~]|[\"\\\\;$]", "?");
        return plain.substring(0, Math.min(plain.length(), KEPT_CHARACTERS_MAX));
    }

    /** With its length, be it of one address. */
    static String cidr(Listing listing) {
        if (!listing.isAddress()) {
            return listing.source();
        }
        return listing.source() + (isIpv4(listing) ? "/32" : "/128");
    }

    static boolean isIpv4(Listing listing) {
        return listing.source().indexOf(':') < 0;
    }

    Stream<Listing> ipv4() {
        return listings.stream().filter(BlacklistCopy::isIpv4);
    }

    Stream<Listing> ipv6() {
        return listings.stream().filter(listing -> !isIpv4(listing));
    }

    /** The first lines of a text that has comments. */
    void head(String mark, StringBuilder out) {
        out.append(
                "%s HoneySpam's blacklist, %d sources, made at %s%n"
                        .formatted(mark, listings.size(), time.truncatedTo(ChronoUnit.SECONDS))
                        .replace(System.lineSeparator(), "\n"));
    }

    /** How long a source stays listed from now on; for ever is ten years. */
    long secondsLeft(Listing listing) {
        Instant end =
                listing.expires() == null
                        ? time.plus(3_650, ChronoUnit.DAYS)
                        : Instant.parse(listing.expires());
        return Math.max(1, time.until(end, ChronoUnit.SECONDS));
    }
}
