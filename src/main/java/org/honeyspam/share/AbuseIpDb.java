package org.honeyspam.share;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;

/**
 * A report in bulk to AbuseIPDB, as its page on bulk reporting asks for it: at most 10,000 lines
 * and 2 MB, a backslash before a quote. Only what was seen here is reported, not what others named.
 */
final class AbuseIpDb {
    private static final int LINES_MAX = 10_000;
    private static final int BYTES_MAX = 2_000_000;

    private AbuseIpDb() {}

    static void csv(BlacklistCopy copy, StringBuilder out) {
        out.append("IP,Categories,ReportDate,Comment\n");
        int lines = 1;
        for (Listing listing : copy.listings()) {
            Set<Integer> categories = categories(listing.kinds());
            String line = categories.isEmpty() ? "" : line(listing, categories);
            boolean seen = listing.isAddress() && listing.by() == Listing.By.DEEDS;
            boolean room = lines < LINES_MAX && out.length() + line.length() <= BYTES_MAX;
            if (seen && room && !line.isEmpty()) {
                out.append(line);
                lines++;
            }
        }
    }

    private static String line(Listing listing, Set<Integer> categories) {
        String numbers = categories.stream().map(String::valueOf).collect(Collectors.joining(","));
        return "%s,\"%s\",%s,\"HoneySpam honeypot: %s\"\n"
                .formatted(
                        listing.source(), numbers, listing.lastSeen(), BlacklistCopy.why(listing));
    }

    private static Set<Integer> categories(List<SourceKind> kinds) {
        Set<Integer> categories = new TreeSet<>();
        kinds.forEach(kind -> categories.addAll(categories(kind)));
        return categories;
    }

    /** Their numbers: 9 open proxy, 10 web spam, 11 e-mail spam, 18 brute force, 19 bad web bot. */
    private static Set<Integer> categories(SourceKind kind) {
        return switch (kind) {
            case HARVESTER -> Set.of(19);
            case RELAY_ABUSER, SPAM_SENDER -> Set.of(11);
            case PROXY_ABUSER -> Set.of(15);
            case CREDENTIAL_GUESSER -> Set.of(18);
            case FORM_SPAMMER -> Set.of(10);
            case SCANNER -> Set.of(21);
            case NAMED_OPEN_PROXY -> Set.of();
        };
    }
}
