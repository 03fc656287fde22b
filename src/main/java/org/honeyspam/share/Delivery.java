package org.honeyspam.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import org.honeyspam.intel.Letter;

/**
 * A message as an MTA leaves it in a mailbox: the envelope in header fields before it, its own
 * trace field, and line feeds for CRLF.
 */
final class Delivery {

    private Delivery() {}

    static byte[] of(Letter letter, byte[] text) {
        var out = new ByteArrayOutputStream(text.length + 1024);
        line(out, "Return-Path: <" + plain(letter.sender()) + ">");
        for (String recipient : letter.recipients()) {
            line(out, "X-Original-To: " + plain(recipient));
        }
        line(out, letter.traceHeader());
        out.writeBytes(text);
        return withLineFeeds(out.toByteArray());
    }

    /** What a peer wrote must not end the line it stands in. */
    static String plain(String said) {
        return said.replaceAll("[\\x00-\\x1f\\x7f]", "?");
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(ISO_8859_1));
    }

    private static byte[] withLineFeeds(byte[] text) {
        var out = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            boolean end = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
            if (!end) {
                out.write(text[i]);
            }
        }
        return out.toByteArray();
    }
}
