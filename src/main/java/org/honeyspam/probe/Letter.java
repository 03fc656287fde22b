package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.honeyspam.dialogue.Sha256;

/**
 * A message as its reader sees it: header and text, decoded, a character a byte.
 *
 * @param fields names of the header's fields, in order
 * @param text all there is to be read, as it was sent and decoded
 */
record Letter(String subject, List<String> fields, String text, int sizeBytes) {
    private static final int FIELDS_MAX = 200;
    private static final int FORM_CHARS = 16;
    private static final int SUBJECT_CHARS_MAX = 998;

    static Letter read(byte[] message) {
        var text = new StringBuilder(new String(message, ISO_8859_1)).append('\n');
        List<String> fields = new ArrayList<>();
        String subject = "";
        // What a spammer calls a header may be of any size: the message's own is bounded.
        var config = MimeConfig.custom().setMaxHeaderLen(-1).setMaxHeaderCount(-1);
        var stream = new MimeTokenStream(config.setMaxLineLen(-1).build());
        try {
            stream.parse(new ByteArrayInputStream(message));
            boolean top = true;
            for (EntityState s = stream.getState();
                    s != EntityState.T_END_OF_STREAM;
                    s = stream.next()) {
                if (s == EntityState.T_FIELD && top && fields.size() < FIELDS_MAX) {
                    String name = stream.getField().getName().toLowerCase(Locale.ROOT);
                    String value = decoded(stream.getField().getBody());
                    fields.add(name);
                    text.append(value).append('\n');
                    subject = name.equals("subject") && subject.isEmpty() ? value : subject;
                } else if (s == EntityState.T_END_HEADER) {
                    top = false;
                } else if (s == EntityState.T_BODY) {
                    byte[] body = stream.getDecodedInputStream().readAllBytes();
                    text.append(new String(body, ISO_8859_1)).append('\n');
                }
            }
        } catch (MimeException | IOException e) {
            text.append('\n'); // What calls itself MIME need not be: what was read so far stands.
        }
        String told = subject.strip();
        told = told.substring(0, Math.min(told.length(), SUBJECT_CHARS_MAX));
        return new Letter(told, fields, text.toString(), message.length);
    }

    private static String decoded(String value) {
        String unfolded = value.replaceAll("\\r?\\n", "");
        return DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT, ISO_8859_1);
    }

    /**
     * Names the shape: the same for all that a tool sends, whatever numbers, codes and addresses it
     * fills in.
     */
    String form() {
        String masked =
                subject.replaceAll("\\S+@\\S+", "@")
                        .replaceAll("[0-9A-Za-z]*[0-9][0-9A-Za-z]*", "#")
                        .replaceAll("#(?:[\\s.:_-]*#)+", "#")
                        .toLowerCase(Locale.ROOT);
        int lengthClass = Integer.SIZE - Integer.numberOfLeadingZeros(sizeBytes >> 9);
        String shape = masked + "\n" + String.join(",", fields) + "\n" + lengthClass;
        return Sha256.hex(shape.getBytes(UTF_8)).substring(0, FORM_CHARS);
    }
}
