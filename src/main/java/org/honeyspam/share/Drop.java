package org.honeyspam.share;

import org.honeyspam.intel.Listing;

/** As Spamhaus publishes its list of networks not to be routed, which many programs read. */
final class Drop {
    private Drop() {}

    static void text(BlacklistCopy copy, StringBuilder out) {
        copy.head(";", out);
        for (Listing listing : copy.listings()) {
            out.append(BlacklistCopy.cidr(listing)).append(" ; ");
            out.append(BlacklistCopy.why(listing)).append('\n');
        }
    }

    /** The last line tells of the list itself. */
    static void ndjson(BlacklistCopy copy, StringBuilder out) {
        for (Listing listing : copy.listings()) {
            out.append(
                    "{\"cidr\":\"%s\",\"reason\":\"%s\"}\n"
                            .formatted(BlacklistCopy.cidr(listing), BlacklistCopy.why(listing)));
        }
        out.append(
                "{\"type\":\"metadata\",\"timestamp\":%d,\"records\":%d,\"producer\":\"honeyspam\"}\n"
                        .formatted(copy.time().getEpochSecond(), copy.listings().size()));
    }
}
