package org.honeyspam.console.draw;

/** What peers wrote, as it can stand in SVG. */
final class Svg {
    private Svg() {}

    static String text(String text) {
        var safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
        return safe.toString();
    }
}
