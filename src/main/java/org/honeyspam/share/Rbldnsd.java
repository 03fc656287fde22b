package org.honeyspam.share;

import java.util.List;
import java.util.stream.IntStream;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/**
 * Data sets of rbldnsd's. An ip4set answers all codes of a source, as our own combined zone does; a
 * trie has one value for an entry: the lowest of them.
 */
final class Rbldnsd {
    /** What RFC 5782 section 5 has tested, and the first is the answer to all without their own. */
    private static final String DEFAULT = ":127.0.0.2:listed by HoneySpam\n";

    private Rbldnsd() {}

    static void ip4set(BlacklistCopy copy, StringBuilder out) {
        head(copy, "127.0.0.2", out);
        copy.ipv4().forEach(one -> codes(one).forEach(code -> entry(one, code, out)));
    }

    static void ip4trie(BlacklistCopy copy, StringBuilder out) {
        head(copy, "127.0.0.2", out);
        copy.ipv4().forEach(listing -> entry(listing, lowest(listing), out));
    }

    static void ip6trie(BlacklistCopy copy, StringBuilder out) {
        head(copy, "::ffff:7f00:2", out);
        copy.ipv6().forEach(listing -> entry(listing, lowest(listing), out));
    }

    private static void head(BlacklistCopy copy, String test, StringBuilder out) {
        copy.head("#", out);
        out.append(DEFAULT).append(test).append(" :127.0.0.2:test entry\n");
    }

    private static void entry(Listing listing, int code, StringBuilder out) {
        out.append(listing.source()).append(" :127.0.0.").append(code).append(':');
        out.append(BlacklistCopy.why(listing)).append('\n');
    }

    private static int lowest(Listing listing) {
        return codes(listing).min().orElseThrow();
    }

    /** What is listed by hand is answered as what sends mail. */
    private static IntStream codes(Listing listing) {
        List<SourceKind> kinds =
                listing.kinds().isEmpty() ? List.of(SourceKind.SPAM_SENDER) : listing.kinds();
        return kinds.stream().mapToInt(SourceKind::code).sorted();
    }
}
