package org.honeyspam.share;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/**
 * Data sets of rbldnsd's. An ip4set answers all codes of a source, as our own combined zone does; a
 * trie has one value for an entry: the lowest of them. A combined one is our DNSBL again: all its
 * zones, with what they say.
 */
final class Rbldnsd {
    /** What RFC 5782 section 5 has tested, and the first is the answer to all without their own. */
    private static final String DEFAULT = ":127.0.0.2:listed by HoneySpam\n";

    private static final String TEST_4 = "127.0.0.2";
    private static final String TEST_6 = "::ffff:7f00:2";

    private Rbldnsd() {}

    static void ip4set(BlacklistCopy copy, StringBuilder out) {
        entries(copy, copy.ipv4(), TEST_4, kinds -> kinds, out);
    }

    static void ip4trie(BlacklistCopy copy, StringBuilder out) {
        entries(copy, copy.ipv4(), TEST_4, Rbldnsd::first, out);
    }

    static void ip6trie(BlacklistCopy copy, StringBuilder out) {
        entries(copy, copy.ipv6(), TEST_6, Rbldnsd::first, out);
    }

    private static void entries(
            BlacklistCopy copy,
            Stream<Listing> listings,
            String test,
            Function<Set<SourceKind>, Set<SourceKind>> kept,
            StringBuilder out) {
        copy.head("#", out);
        out.append(DEFAULT);
        kept.apply(EnumSet.copyOf(copy.kinds()))
                .forEach(kind -> entry(test, kind, "test entry", out));
        // It answers by the narrowest network alone; so that has to say all.
        var around = new Around(copy);
        listings.forEach(
                one ->
                        kept.apply(around.told(one))
                                .forEach(
                                        kind ->
                                                entry(
                                                        one.source(),
                                                        kind,
                                                        BlacklistCopy.why(one),
                                                        out)));
    }

    private static void entry(String source, SourceKind kind, String why, StringBuilder out) {
        out.append(source).append(" :127.0.0.").append(kind.code()).append(':');
        out.append(why).append('\n');
    }

    /** In the order of their codes. */
    private static Set<SourceKind> first(Set<SourceKind> kinds) {
        return EnumSet.of(kinds.iterator().next());
    }

    static void combined(BlacklistCopy copy, StringBuilder out) {
        copy.head("#", out);
        List<Listing> four = copy.ipv4().toList();
        List<Listing> six = copy.ipv6().toList();
        for (SourceKind kind : SourceKind.values()) {
            dataset(copy, kind, "ip4trie", TEST_4, four, out);
            dataset(copy, kind, "ip6trie", TEST_6, six, out);
        }
    }

    private static void dataset(
            BlacklistCopy copy,
            SourceKind kind,
            String type,
            String test,
            List<Listing> listings,
            StringBuilder out) {
        String zone = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        out.append("$DATASET %s:%s %s @\n".formatted(type, zone, zone));
        out.append(":127.0.0.%d:%s%s\n".formatted(kind.code(), kind.reason(), where(copy.link())));
        out.append(test).append('\n');
        for (Listing listing : listings) {
            if (copy.told(listing).contains(kind)) {
                out.append(listing.source()).append('\n');
            }
        }
    }

    /** It puts the address where a dollar sign stands. */
    private static String where(String link) {
        return link.isEmpty() ? "" : "; see " + link.replace("$", "%24").replace("%s", "$");
    }
}
