package org.honeyspam.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One thing that a script does at once.
 *
 * @param text its bytes, one a character
 * @param replies how many are waited for; none if silence is the answer
 */
record Send(String text, int replies, Kind kind) {

    enum Kind {
        /** Sent whatever was answered before. */
        ALWAYS,
        /** Sent only to a server that has asked for the text of a message. */
        AS_TEXT,
        /** No bytes of its own: the handshake of TLS, with a server that is ready for it. */
        HANDSHAKE,
        /** No bytes: the client says no more, and listens on. */
        END
    }

    static Send line(String line) {
        return new Send(line + "\r\n", 1, Kind.ALWAYS);
    }

    /** The text of a message, with its end. */
    static Send message(String text) {
        return new Send(text, 1, Kind.AS_TEXT);
    }

    static Send handshake() {
        return new Send("", 0, Kind.HANDSHAKE);
    }

    static Send end() {
        return new Send("", 0, Kind.END);
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
