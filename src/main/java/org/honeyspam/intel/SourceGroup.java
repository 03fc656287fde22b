package org.honeyspam.intel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sources that belong together, and what their deeds weigh in all.
 *
 * @param source an address, a network, {@code AS64500} or a country's code; {@link #UNKNOWN}
 * @param name of an autonomous system; else null
 * @param kinds what those of each kind weigh, the heaviest first
 * @param hosts of how many addresses
 * @param listed how many of them are listed, be it for their neighbours or by hand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceGroup(
        String source,
        @Nullable String name,
        double score,
        Map<String, Double> kinds,
        long hosts,
        long listed) {
    /** Of which the operator's files know nothing. */
    public static final String UNKNOWN = "unknown";
}
