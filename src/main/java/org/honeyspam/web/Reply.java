package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * An answer as it is sent.
 *
 * @param bodyBytes how long its body is
 * @param closes whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Reply(int status, byte[] bytes, int bodyBytes, boolean closes) {

    /** Without the head. */
    byte[] body() {
        return Arrays.copyOfRange(bytes, bytes.length - bodyBytes, bytes.length);
    }

    static Reply of(int status, String head, byte[] body, boolean closes) {
        byte[] start = head.getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return new Reply(status, all, body.length, closes);
    }
}
