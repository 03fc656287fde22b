package org.honeyspam.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request is for, taken apart (RFC 9112 section 3.2).
 *
 * @param scheme in lower case; empty if there is none
 * @param authority host and port as they stand; null if there is none
 * @param path as it stands, escapes and all; may be empty
 * @param query with its question mark; empty if there is none
 */
record Target(String scheme, @Nullable String authority, String path, String query) {

    /** Takes a target apart at its delimiters; what the parts hold is not looked at. */
    static Target of(String text) {
        int colon = schemeEnd(text);
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        String authority = null;
        if (colon >= 0 && rest.startsWith("//")) {
            int end = end(rest, 2, "/?#");
            authority = rest.substring(2, end);
            rest = rest.substring(end);
        }
        int end = end(rest, 0, "?");
        return new Target(scheme, authority, rest.substring(0, end), rest.substring(end));
    }

    private static int schemeEnd(String text) {
        int end = end(text, 0, ":/?#");
        boolean named = end > 0 && end < text.length() && text.charAt(end) == ':';
        return named && Character.isLetter(text.charAt(0)) ? end : -1;
    }

    private static int end(String text, int from, String delimiters) {
        int at = from;
        while (at < text.length() && delimiters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
