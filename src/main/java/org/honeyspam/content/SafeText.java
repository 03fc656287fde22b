package org.honeyspam.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Text of strangers, made safe for a line of text: a terminal's, a log's, a mail's. */
public final class SafeText {
    private SafeText() {}

    /** Every character that a terminal could take for a command is written as an escape. */
    public static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            boolean shown =
                                    !Character.isISOControl(c)
                                            && Character.isDefined(c)
                                            && Character.getType(c) != Character.FORMAT
                                            && Character.getType(c) != Character.SURROGATE
                                            && Character.getType(c) != Character.LINE_SEPARATOR
                                            && Character.getType(c)
                                                    != Character.PARAGRAPH_SEPARATOR;
                            if (shown) {
                                safe.appendCodePoint(c);
                            } else {
                                safe.append("\\x%02x".formatted(c));
                            }
                        });
        return safe.toString();
    }

    /** A Subject, decoded as mail programs do (RFC 2047), made safe. */
    public static String subject(String bytes) {
        String decoded = DecoderUtil.decodeEncodedWords(bytes, DecodeMonitor.SILENT);
        return decoded.equals(bytes) ? peer(bytes) : safe(decoded);
    }

    /** Text of a peer, recorded one character a byte: shown as UTF-8 where it is that. */
    public static String peer(String bytes) {
        if (bytes.chars().anyMatch(c -> c > 0xff)) {
            return safe(bytes); // It is text already.
        }
        try {
            return safe(
                    UTF_8.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                            .toString());
        } catch (CharacterCodingException e) {
            return safe(bytes);
        }
    }
}
