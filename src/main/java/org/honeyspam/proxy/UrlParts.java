package org.honeyspam.proxy;

import java.util.HexFormat;
import java.util.Locale;
import org.honeyspam.http.Segments;
import org.jspecify.annotations.Nullable;

/**
 * A URL, taken apart at its delimiters (RFC 3986 section 3).
 *
 * @param scheme in lower case; empty if there is none
 * @param authority host and port as they stand; null if there is none
 * @param path as it stands, escapes and all; may be empty
 * @param query with its question mark; empty if there is none
 */
record UrlParts(String scheme, @Nullable String authority, String path, String query) {

    /** Takes it apart at its delimiters; what the parts hold is not looked at. */
    static UrlParts of(String text) {
        int colon = end(text, 0, ":/?#");
        boolean schemed = colon > 0 && colon < text.length() && text.charAt(colon) == ':';
        boolean lettered = schemed && Character.isLetter(text.charAt(0));
        String scheme = lettered ? text.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        String rest = lettered ? text.substring(colon + 1) : text;
        String authority = null;
        if (lettered && rest.startsWith("//")) {
            int end = end(rest, 2, "/?#");
            authority = rest.substring(2, end);
            rest = rest.substring(end);
        }
        int end = end(rest, 0, "?");
        return new UrlParts(scheme, authority, rest.substring(0, end), rest.substring(end));
    }

    private static int end(String text, int from, String delimiters) {
        int at = from;
        while (at < text.length() && delimiters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Whether it names a server to go to, and not a page of the proxy's own. */
    boolean isElsewhere() {
        return authority != null && !authority.isEmpty();
    }

    /** The path without escapes, empty segments and dots; null if it leads above the root. */
    static @Nullable String resolved(String path) {
        var text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean escape = c == '%';
            text.append(escape ? (char) HexFormat.fromHexDigits(path, i + 1, i + 3) : c);
            i += escape ? 2 : 0;
        }
        return Segments.resolved(text.toString());
    }
}
