package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One thing that a script sends at once.
 *
 * @param text its bytes, one a character
 * @param replies how many are waited for; none if silence is the answer
 * @param onlyAsText whether it is sent only to a server that has asked for the text of a message
 */
record Send(String text, int replies, boolean onlyAsText) {

    static Send line(String line) {
        return new Send(line + "\r\n", 1, false);
    }

    /** The text of a message, with its end. */
    static Send message(String text) {
        return new Send(text, 1, true);
    }

    byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    /** As it stands in reports: what cannot be seen is spelled out. */
    static String visible(String bytes) {
        var shown = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                case '\t' -> shown.append("\\t");
                case '\\' -> shown.append("\\\\");
                default -> {
                    boolean plain = c >= ' ' && c < 0x7f;
                    shown.append(plain ? String.valueOf(c) : "\\x%02x".formatted((int) c));
                }
            }
        }
        return shown.toString();
    }
}
