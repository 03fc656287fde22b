package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Undoes RFC 2047, also where it is done wrong: words within words, blanks in them, no end, a
 * character cut in two between words.
 */
final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile(
                    "=\\?([\\w.:+-]{1,60})(?:\\*[\\w-]{1,20})?\\?([bBqQ])\\?([^?]*+)(\\?=|\\?|$)");

    private final Notes notes;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable String charset;

    private EncodedWords(Notes notes) {
        this.notes = notes;
    }

    static String decode(String text, Notes notes) {
        return text.contains("=?") ? new EncodedWords(notes).all(text) : text;
    }

    private String all(String text) {
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            String between = text.substring(end, word.start());
            if (!between.isBlank() || end == 0 || pending.size() == 0) {
                flush();
                out.append(between);
            }
            if (!word.group(4).equals("?=")) {
                notes.odd(Oddity.BROKEN_ENCODED_WORD);
            }
            add(word.group(1), word.group(2), word.group(3));
            end = word.end();
        }
        flush();
        out.append(text, end, text.length());
        if (out.indexOf("=?") >= 0) {
            notes.odd(Oddity.BROKEN_ENCODED_WORD);
        }
        return out.toString();
    }

    private void add(String named, String how, String content) {
        if (!named.equalsIgnoreCase(charset)) {
            flush();
            charset = named;
        }
        if (content.indexOf(' ') >= 0) {
            notes.odd(Oddity.BROKEN_ENCODED_WORD);
        }
        pending.writeBytes(
                how.equalsIgnoreCase("b") ? base64(content) : quoted(content.replace('_', ' ')));
    }

    private void flush() {
        if (pending.size() > 0) {
            out.append(Charsets.text(pending.toByteArray(), charset, notes));
            pending.reset();
        }
        charset = null;
    }

    private byte[] base64(String content) {
        String clean = content.replaceAll("[^A-Za-z0-9+/]", "");
        if (clean.length() % 4 == 1) {
            notes.odd(Oddity.BROKEN_ENCODED_WORD);
            clean = clean.substring(0, clean.length() - 1);
        }
        return Base64.getDecoder().decode(clean);
    }

    static byte[] quoted(String content) {
        return escaped(content, '=');
    }

    /** With an escape sign and two hex digits for a byte, as in quoted-printable and in URLs. */
    static byte[] escaped(String content, char sign) {
        var bytes = new ByteArrayOutputStream();
        byte[] in = content.getBytes(UTF_8);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == sign && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(in[i]);
            }
        }
        return bytes.toByteArray();
    }
}
