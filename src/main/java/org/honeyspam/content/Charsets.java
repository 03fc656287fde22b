package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text, by the charset that is declared if they are that, by what they look like if not.
 */
final class Charsets {
    /** What mail programs of a language write by wrong names, or Java calls otherwise. */
    private static final Map<String, String> ALIASES =
            Map.of(
                    "ks_c_5601-1987", "x-windows-949",
                    "gb2312", "GB18030",
                    "gbk", "GB18030",
                    "iso-8859-8-i", "ISO-8859-8",
                    "iso-8859-1", "windows-1252",
                    "latin1", "windows-1252",
                    "us-ascii", "windows-1252",
                    "x-unknown", "windows-1252",
                    "utf8", "UTF-8",
                    "unicode-1-1-utf-8", "UTF-8");

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    static String text(byte[] bytes, @Nullable String declared, Notes notes) {
        Charset marked = byMark(bytes);
        if (marked != null) {
            String text = new String(bytes, marked);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        Charset charset = named(declared, notes);
        if (charset == null || charset.equals(WESTERN) || charset.equals(US_ASCII)) {
            // Text that is good UTF-8 beyond ASCII is that, whatever it is called.
            String unicode = strictly(bytes, UTF_8);
            return unicode != null ? unicode : new String(bytes, WESTERN);
        }
        String text = strictly(bytes, charset);
        if (text != null) {
            return text;
        }
        notes.odd(Oddity.BROKEN_CHARSET);
        String unicode = charset.equals(UTF_8) ? null : strictly(bytes, UTF_8);
        return unicode != null ? unicode : new String(bytes, charset);
    }

    /** A field's bytes, which should be ASCII. */
    static String header(byte[] bytes) {
        String unicode = strictly(bytes, UTF_8);
        return unicode != null ? unicode : new String(bytes, WESTERN);
    }

    private static @Nullable Charset byMark(byte[] bytes) {
        if (bytes.length >= 3
                && (bytes[0] & 0xFF) == 0xEF
                && (bytes[1] & 0xFF) == 0xBB
                && (bytes[2] & 0xFF) == 0xBF) {
            return UTF_8;
        }
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return UTF_16LE;
        }
        boolean big = bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF;
        return big ? UTF_16BE : null;
    }

    private static @Nullable Charset named(@Nullable String name, Notes notes) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String lower = name.strip().toLowerCase(Locale.ROOT);
        String known = ALIASES.getOrDefault(lower, lower);
        try {
            Charset charset = Charset.forName(known);
            // trying.
            return charset;
        } catch (IllegalArgumentException e) {
            notes.odd(Oddity.UNKNOWN_CHARSET);
            return null;
        }
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** A character a byte, for what is ASCII or told byte by byte. */
    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
