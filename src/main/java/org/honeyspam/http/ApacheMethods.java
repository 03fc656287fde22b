package org.honeyspam.http;

import java.util.Set;

/** The methods that Apache 2.4 has a name for, though what answers a request may not take them. */
public final class ApacheMethods {
    private static final Set<String> KNOWN =
            Set.of(
                    "PUT",
                    "DELETE",
                    "CONNECT",
                    "PATCH",
                    "PROPFIND",
                    "PROPPATCH",
                    "MKCOL",
                    "COPY",
                    "MOVE",
                    "LOCK",
                    "UNLOCK",
                    "VERSION-CONTROL",
                    "CHECKOUT",
                    "UNCHECKOUT",
                    "CHECKIN",
                    "UPDATE",
                    "LABEL",
                    "REPORT",
                    "MKWORKSPACE",
                    "MKACTIVITY",
                    "BASELINE-CONTROL",
                    "MERGE");

    private ApacheMethods() {}

    /** Whether it is one that is not allowed, and not one that is unheard of. */
    public static boolean knows(String method) {
        return KNOWN.contains(method);
    }
}
