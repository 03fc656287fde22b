package org.honeyspam.console.sheet;

/** What peers wrote, as it can stand in a page or a drawing, on one line. */
public final class Markup {
    private Markup() {}

    public static String text(String text) {
        var safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(isXml(text, i) ? c : '\ufffd');
            }
        }
        return safe.toString();
    }

    /** XML 1.0 section 2.2, and no control characters: half a pair is none, either. */
    private static boolean isXml(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return !Character.isISOControl(c) && c < '\ufffe';
    }
}
