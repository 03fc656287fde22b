package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What an answer carries, and what it is called. */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Entity(String type, byte[] bytes) {
    static final String HTML = "text/html; charset=UTF-8";
    static final String JSON = "application/json";

    static final Entity NONE = new Entity(HTML, new byte[0]);

    /** Text of one byte a character, in which a stranger's bytes come back as they were. */
    static Entity bytes(String type, String text) {
        return new Entity(type, text.getBytes(ISO_8859_1));
    }

    static Entity text(String type, String text) {
        return new Entity(type, text.getBytes(UTF_8));
    }
}
