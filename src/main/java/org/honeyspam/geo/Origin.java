package org.honeyspam.geo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a source is and whose it is; null is not known.
 *
 * @param country ISO 3166-1 alpha-2
 * @param asn number of its autonomous system
 * @param asName what the file calls that: a short text without control characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Origin(@Nullable String country, @Nullable Long asn, @Nullable String asName) {
    /** Of which nothing is known. */
    public static final Origin UNKNOWN = new Origin(null, null, null);

    /** {@code AS64500}; null if it is not known. */
    public @Nullable String system() {
        return asn == null ? null : "AS" + asn;
    }

    /** {@code DE, AS64500 Example Hosting}: what is known of it; empty if nothing is. */
    public String text() {
        String whose =
                Stream.of(system(), asName)
                        .flatMap(Stream::ofNullable)
                        .collect(Collectors.joining(" "));
        return Stream.of(country, whose)
                .flatMap(Stream::ofNullable)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
