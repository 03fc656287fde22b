package org.honeyspam.proxy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that go no further than the next hop (RFC 9110 section 7.6.1), in lower case. */
final class HopByHop {
    private static final Set<String> FIELDS =
            Set.of(
                    "connection",
                    "proxy-connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private HopByHop() {}

    /** These, and those that a product writes anew or keeps to itself. */
    static Set<String> and(String... more) {
        return Stream.concat(FIELDS.stream(), Stream.of(more))
                .collect(Collectors.toUnmodifiableSet());
    }
}
