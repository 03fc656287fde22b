package org.honeyspam.site;

import java.util.Locale;

/**
 * A line of a robots.txt, taken apart. It is read as leniently as Google's reader does, since a
 * line that one crawler takes for a new group must not be missed.
 *
 * @param value what stands behind the colon, without a comment
 * @param text the line, without a comment
 */
record RobotsLine(Kind kind, String value, String text) {
    /** What a line is. */
    enum Kind {
        AGENT,
        ALLOW,
        DISALLOW,
        OTHER
    }

    static RobotsLine of(String line) {
        int hash = line.indexOf('#');
        String text = (hash < 0 ? line : line.substring(0, hash)).strip();
        int colon = text.indexOf(':');
        if (colon < 0) {
            String[] words = text.split("[ \t]+", -1); // "Disallow /" is meant well.
            return words.length == 2
                    ? new RobotsLine(kind(words[0]), words[1], text)
                    : new RobotsLine(Kind.OTHER, "", text);
        }
        String value = text.substring(colon + 1).strip();
        return new RobotsLine(kind(text.substring(0, colon).strip()), value, text);
    }

    private static Kind kind(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        if (name.matches("user[- ]?agent.*")) {
            return Kind.AGENT;
        }
        if (name.startsWith("allow")) {
            return Kind.ALLOW;
        }
        return name.equals("disallow") ? Kind.DISALLOW : Kind.OTHER;
    }

    /** The product token that the line names, in lower case: letters, dashes, underscores. */
    String agent() {
        if (value.startsWith(RobotsTxt.ANYONE)
                && (value.length() == 1 || Character.isWhitespace(value.charAt(1)))) {
            return RobotsTxt.ANYONE;
        }
        int end = 0;
        while (end < value.length() && isOfToken(value.charAt(end))) {
            end++;
        }
        return value.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfToken(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
    }
}
