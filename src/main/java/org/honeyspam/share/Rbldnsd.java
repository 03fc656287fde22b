package org.honeyspam.share;

import java.util.stream.Stream;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/**
 * Data sets of rbldnsd's. One answers one address for an entry: that of the combined zone's lowest
 * code that applies.
 */
final class Rbldnsd {
    /** What RFC 5782 section 5 has tested, and the first is the answer to all without their own. */
    private static final String DEFAULT = ":127.0.0.2:listed by HoneySpam\n";

    /** Codes of kinds begin here: 127.0.0.3 is the first of them. */
    private static final int FIRST_CODE = 3;

    private Rbldnsd() {}

    static void ip4set(BlacklistCopy copy, StringBuilder out) {
        entries(copy, copy.ipv4(), "127.0.0.2", out);
    }

    static void ip4trie(BlacklistCopy copy, StringBuilder out) {
        entries(copy, copy.ipv4(), "127.0.0.2", out);
    }

    static void ip6trie(BlacklistCopy copy, StringBuilder out) {
        entries(copy, copy.ipv6(), "::ffff:7f00:2", out);
    }

    private static void entries(
            BlacklistCopy copy, Stream<Listing> listings, String test, StringBuilder out) {
        copy.head("#", out);
        out.append(DEFAULT).append(test).append(" :127.0.0.2:test entry\n");
        listings.forEach(
                listing ->
                        out.append(listing.source())
                                .append(" :127.0.0.")
                                .append(code(listing))
                                .append(':')
                                .append(BlacklistCopy.why(listing))
                                .append('\n'));
    }

    private static int code(Listing listing) {
        return listing.kinds().stream()
                .mapToInt(SourceKind::ordinal)
                .map(ordinal -> FIRST_CODE + ordinal)
                .min()
                .orElse(2);
    }
}
