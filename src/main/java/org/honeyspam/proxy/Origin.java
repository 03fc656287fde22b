package org.honeyspam.proxy;

import java.util.List;
import org.honeyspam.bait.Grant;
import org.jspecify.annotations.Nullable;

/**
 * What an origin server answers.
 *
 * @param fields in the order of that server; the length is the body's, also for HEAD
 * @param grant the addresses on the page; null if there are none
 */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Origin(
        Kind kind,
        int status,
        String reason,
        List<Field> fields,
        byte[] body,
        @Nullable Grant grant) {

    Origin {
        fields = List.copyOf(fields);
    }

    /** What it is, for the record. */
    enum Kind {
        /** A page of a site that was made up. */
        PAGE,
        /** Tells a tester what the proxy told of him. */
        JUDGE,
        /** Tells the address that a request came from, or the request. */
        ECHO,
        /** A page that testers know. */
        FRONT,
        /** A picture, a style sheet, robots.txt. */
        FILE,
        /** What is said to somebody who sent a form. */
        FORM
    }
}
