package org.honeyspam.proxy;

import java.util.Locale;

/** What a stranger wrote, made safe for the place that it is shown in, and bounded. */
final class Quoting {
    /** What is shown of all that a request has. */
    static final int ECHO_CHARS_MAX = 8_192;

    private Quoting() {}

    static String bounded(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, Math.max(0, charsMax));
    }

    /** On one line, whatever it is written in. */
    static String line(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    /**
     * Inside of an element. An ampersand stays: it leads out of nothing, and real judges show a
     * query as it came.
     */
    static String element(String text) {
        return text.replace("<", "&lt;").replace(">", "&gt;");
    }

    static String attribute(String text) {
        return element(text.replace("&", "&amp;").replace("\"", "&quot;"));
    }

    /** A string of JSON, with its quotes, in ASCII as Python and PHP write it. */
    static String json(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** Part of a URL in a field or an attribute: whatever could end it is written in hex. */
    static String url(String text) {
        var quoted = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > ' ' && c <= '~' && "\"'<>\\^`{|}".indexOf(c) < 0;
            quoted.append(plain ? c : String.format(Locale.ROOT, "%%%02X", c & 0xff));
        }
        return quoted.toString();
    }
}
