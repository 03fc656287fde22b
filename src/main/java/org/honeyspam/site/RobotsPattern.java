package org.honeyspam.site;

import java.util.HexFormat;

/** Paths and their patterns in a robots.txt: what is the same, and what matches. */
final class RobotsPattern {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RobotsPattern() {}

    /**
     * A pattern as it is compared, RFC 9309 section 2.2.2: escapes of unreserved characters undone,
     * all other octets that are no ASCII escaped. A dollar that does not end it means itself.
     */
    static String normal(String pattern) {
        boolean ends = pattern.endsWith("$");
        String body = ends ? pattern.substring(0, pattern.length() - 1) : pattern;
        return escaped(body, "$") + (ends ? "$" : "");
    }

    /** A path with its query as it is compared; nothing in it is special. */
    static String normalPath(String target) {
        int fragment = target.indexOf('#');
        return escaped(fragment < 0 ? target : target.substring(0, fragment), "*$");
    }

    private static String escaped(String text, String special) {
        var normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length() && isHex(text, i + 1) && isHex(text, i + 2)) {
                int octet = HexFormat.fromHexDigits(text, i + 1, i + 3);
                normal.append(isUnreserved((char) octet) ? "" + (char) octet : escape(octet));
                i += 2;
            } else if (c > 0x7f || special.indexOf(c) >= 0) {
                normal.append(escape(c & 0xff));
            } else {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at));
    }

    private static String escape(int octet) {
        return "%" + HEX.toHexDigits((byte) octet);
    }

    private static boolean isUnreserved(char c) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        return letter || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }

    /** Whether a pattern matches the beginning of a path; both are normal. */
    static boolean matches(String pattern, String path) {
        boolean whole = pattern.endsWith("$");
        String body = whole ? pattern.substring(0, pattern.length() - 1) : pattern + "*";
        int at = 0;
        int in = 0;
        int star = -1; // The last star, and how much of the path it was taken to stand for.
        int taken = 0;
        while (in < path.length()) {
            if (at < body.length() && body.charAt(at) == '*') {
                star = at++;
                taken = in;
            } else if (at < body.length() && body.charAt(at) == path.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++taken;
            } else {
                return false;
            }
        }
        while (at < body.length() && body.charAt(at) == '*') {
            at++;
        }
        return at == body.length();
    }
}
