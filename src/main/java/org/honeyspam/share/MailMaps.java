package org.honeyspam.share;

import org.honeyspam.intel.Listing;

/** Tables of Postfix's, of type {@code cidr}: see cidr_table(5), access(5) and postscreen(8). */
final class MailMaps {
    private MailMaps() {}

    static void access(BlacklistCopy copy, StringBuilder out) {
        copy.head("#", out);
        for (Listing listing : copy.listings()) {
            out.append(BlacklistCopy.cidr(listing)).append(" REJECT listed by HoneySpam");
            String why = BlacklistCopy.why(listing);
            out.append(why.isEmpty() ? "" : ": " + why).append('\n');
        }
    }

    static void postscreen(BlacklistCopy copy, StringBuilder out) {
        copy.head("#", out);
        copy.listings()
                .forEach(listing -> out.append(BlacklistCopy.cidr(listing)).append(" reject\n"));
    }
}
