package org.honeyspam.bait;

import java.time.Instant;
import org.honeyspam.config.Configuration.BaitStyle;
import org.jspecify.annotations.Nullable;

/**
 * What the code of an address says by itself.
 *
 * @param address its canonical form
 * @param serial the number of the address, for the natural style; else 0
 * @param visitor IPv4 address or IPv6 prefix of who took it, where the code carries it
 * @param time when it was given, to the minute at worst, where the code carries it
 * @param site where it was given, where the code carries it and one configured site has that code
 */
public record Carried(
        BaitStyle style,
        int keyId,
        String address,
        long serial,
        @Nullable String visitor,
        @Nullable Instant time,
        @Nullable String site) {}
