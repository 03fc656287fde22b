package org.honeyspam.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;
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
        out.append("source,by,kinds,score,first_seen,last_seen,expires,reasons,note\r\n");
        for (Listing listing : copy.listings()) {
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
                            listing.note() == null ? "" : quoted(listing.note())));
            out.append("\r\n");
        }
    }

    static void json(BlacklistCopy copy, StringBuilder out) {
        try {
            out.append(JSON.writeValueAsString(copy.listings())).append('\n');
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
