package org.honeyspam.web;

import java.util.HexFormat;
import org.honeyspam.http.Segments;
import org.jspecify.annotations.Nullable;

/** Reads the path of a URL (RFC 3986 sections 2.1 and 5.2.4); servers differ in the order of it. */
final class Paths {
    private static final String KEPT = "$-_.+!*'(),:@&=/~;";

    private Paths() {}

    /** Undoes all escapes, of a path that is escaped rightly. */
    static String decoded(String path) {
        return decoded(path, false);
    }

    /** Undoes escapes that nobody needed: of letters, digits and {@code -._~}. */
    static String decodedWhereNeedless(String path) {
        return decoded(path, true);
    }

    private static String decoded(String path, boolean needlessOnly) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                char meant = (char) HexFormat.fromHexDigits(path, i + 1, i + 3);
                if (!needlessOnly || isUnreserved(meant)) {
                    c = meant;
                    i += 2;
                }
            }
            text.append(c);
        }
        return text.toString();
    }

    /** Escapes what may not stand in a URL, as servers do that send one elsewhere. */
    static String encoded(String path) {
        var text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : "%%%02x".formatted((int) c));
        }
        return text.toString();
    }

    private static boolean isUnreserved(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }

    /** Without empty segments and dots; null if it leads above the root. */
    static @Nullable String resolved(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        return Segments.resolved(path);
    }
}
