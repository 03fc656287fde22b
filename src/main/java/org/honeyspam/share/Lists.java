package org.honeyspam.share;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.honeyspam.geo.Origin;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/** The blacklist for people and their scripts. */
final class Lists {
    private static final JsonMapper JSON = new JsonMapper();

    private Lists() {}

    static void plain(BlacklistCopy copy, StringBuilder out) {
        copy.head("#", out);
        copy.listings().forEach(listing -> out.append(listing.source()).append('\n'));
    }

    static void csv(BlacklistCopy copy, StringBuilder out) {
        out.append(
                "source,by,kinds,score,first_seen,last_seen,expires,reasons,note,country,asn,as_name\r\n");
        for (Listing listing : copy.listings()) {
            Origin origin = copy.origin(listing);
            out.append(
                    String.join(
                            ",",
                            listing.source(),
                            listing.by().name().toLowerCase(java.util.Locale.ROOT),
                            kinds(listing),
                            Integer.toString(listing.score()),
                            listing.firstSeen(),
                            listing.lastSeen(),
                            listing.expires() == null ? "" : listing.expires(),
                            reasons(listing),
                            listing.note() == null ? "" : quoted(listing.note()),
                            origin.country() == null ? "" : origin.country(),
                            origin.asn() == null ? "" : origin.asn().toString(),
                            origin.asName() == null ? "" : quoted(origin.asName())));
            out.append("\r\n");
        }
    }

    /** A listing, and where its source is. */
    private record Row(@JsonUnwrapped Listing listing, @JsonUnwrapped Origin origin) {}

    static void json(BlacklistCopy copy, StringBuilder out) {
        List<Row> rows =
                copy.listings().stream()
                        .map(listing -> new Row(listing, copy.origin(listing)))
                        .toList();
        try {
            out.append(JSON.writeValueAsString(rows)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a listing cannot be written", e);
        }
    }

    private static String kinds(Listing listing) {
        return listing.kinds().stream().map(SourceKind::label).collect(Collectors.joining(";"));
    }

    private static String reasons(Listing listing) {
        return listing.reasons().entrySet().stream()
                .map(reason -> reason.getKey() + "=" + reason.getValue())
                .collect(Collectors.joining(";"));
    }

    /** RFC 4180 section 2. */
    static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
