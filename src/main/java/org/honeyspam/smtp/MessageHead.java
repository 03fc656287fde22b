package org.honeyspam.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** The header of the message under way, as far as it is worth a word in its event. */
final class MessageHead {
    /** Sendmail's MaxHeadersLength. */
    private static final int BYTES_MAX = 32_768;

    private static final int VALUE_BYTES_MAX = 998;
    private static final Pattern RECEIVED =
            Pattern.compile("^received[ \\t]*:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern FIELD_START = Pattern.compile("\n[^ \t]");
    private static final Pattern FIELD_OR_END = Pattern.compile("[!-9;-~]+[ \\t]*:|\\r?\\n");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n");
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int matched = 2; // A message may begin with the empty line that ends its header.
    private boolean ended;
    private @Nullable String text; // Of the bytes so far, once somebody asked.
    private @Nullable Fields fields; // The same.

    /** What was found; null where a field is missing. */
    record Fields(@Nullable String messageId, @Nullable String subject) {}

    void add(byte[] piece) {
        text = null;
        fields = null;
        for (int i = 0; i < piece.length && !ended && bytes.size() <= BYTES_MAX; i++) {
            bytes.write(piece[i]);
            boolean fits = piece[i] == END[matched];
            matched = fits ? matched + 1 : piece[i] == '\r' ? 1 : 0;
            ended = matched == END.length;
        }
    }

    /** Whether the header is longer than the imitated server takes. */
    boolean tooLarge() {
        return bytes.size() > BYTES_MAX;
    }

    /** How many servers the message says it came through (RFC 5321 section 6.3). */
    int hops() {
        Matcher received = RECEIVED.matcher(text());
        int hops = 0;
        while (received.find()) {
            hops++;
        }
        return hops;
    }

    /** All of it that was kept, one character a byte. */
    private String text() {
        String known = text;
        if (known == null) {
            known = bytes.toString(ISO_8859_1);
            text = known;
        }
        return known;
    }

    /** Its fields; of a header that is too large those that are there as a whole. */
    String wholeFields() {
        String all = text();
        if (!tooLarge()) {
            return all;
        }
        Matcher start = FIELD_START.matcher(all);
        int last = 0;
        while (start.find()) {
            last = start.start() + 1;
        }
        return all.substring(0, last);
    }

    /** Whether the message begins with what is no field, nor the empty line that ends a header. */
    boolean isMissing() {
        return !FIELD_OR_END.matcher(text()).lookingAt();
    }

    Fields fields() {
        Fields known = fields;
        if (known == null) {
            known = readFields();
            fields = known;
        }
        return known;
    }

    private Fields readFields() {
        String messageId = null;
        String subject = null;
        var config = MimeConfig.custom().setMaxHeaderLen(-1).setMaxHeaderCount(-1);
        var stream = new MimeTokenStream(config.setMaxLineLen(-1).build());
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try {
            stream.parse(new ByteArrayInputStream(bytes.toByteArray()));
            for (EntityState s = stream.getState();
                    s != EntityState.T_END_HEADER && s != EntityState.T_END_OF_STREAM;
                    s = stream.next()) {
                if (s != EntityState.T_FIELD) {
                    continue;
                }
                String name = stream.getField().getName().toLowerCase(Locale.ROOT);
                if (name.equals("message-id") && messageId == null) {
                    messageId = value(stream.getField());
                } else if (name.equals("subject") && subject == null) {
                    subject = value(stream.getField());
                }
            }
        } catch (MimeException | IOException e) {
            // What a spammer calls a header need not be one: what was read so far stands.
        }
        return new Fields(messageId, subject);
    }

    private static String value(Field field) {
        String unfolded = FOLD.matcher(field.getBody()).replaceAll("").strip();
        String bytes = new String(unfolded.getBytes(ISO_8859_1), ISO_8859_1);
        return bytes.substring(0, Math.min(bytes.length(), VALUE_BYTES_MAX));
    }
}
