package org.honeyspam.config;

import java.util.List;

/** What of {@code [probe]} bounds it; counts are of a day but for that of the hour. */
public record Caps(
        long messageBytesMax,
        int perSourceMax,
        int perDomainMax,
        int perHourMax,
        int perDayMax,
        List<String> allow,
        List<String> deny) {}
