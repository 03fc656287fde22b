package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** How Postfix 3.7 sees the bytes of a line, each a character here, and how it shows them. */
final class PostfixText {
    private static final int REPLY_BYTES_MAX = 510;
    private static final String NEUTERED = " <>()\\\";@";

    private PostfixText() {}

    static boolean isUtf8(String bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Its letters; what is no UTF-8 becomes U+FFFD. */
    static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7f;
    }

    /** The name of HELO, fit for a header. */
    static String neutered(String name) {
        var text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = c > 0x7f || isPrintable(c) && NEUTERED.indexOf(c) < 0;
            text.append(kept ? c : '?');
        }
        return text.toString();
    }

    /** A refusal that shows what was said: short enough, and without control characters. */
    static Reply refusal(int code, String text) {
        int length = Math.min(text.length(), REPLY_BYTES_MAX - "550 ".length());
        var shown = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            shown.append(c > 0x7f || isPrintable(c) ? c : ' ');
        }
        return Reply.of(code, shown.toString());
    }
}
