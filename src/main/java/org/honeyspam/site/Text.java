package org.honeyspam.site;

/** Text inside of markup. */
final class Text {
    private Text() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
