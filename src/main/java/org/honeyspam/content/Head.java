package org.honeyspam.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message, decoded.
 *
 * @param fields all of it, in order, {@code Received} included
 */
public record Head(
        @Nullable String subject,
        @Nullable Correspondent from,
        @Nullable Correspondent replyTo,
        List<Correspondent> to,
        @Nullable String messageId,
        @Nullable Instant date,
        @Nullable String mailer,
        List<Field> fields) {
    static Head of(List<Field> fields, Notes notes) {
        if (fields.isEmpty()) {
            notes.odd(Oddity.NO_HEADER);
        }
        String from = value(fields, "From");
        String reply = value(fields, "Reply-To");
        String to = value(fields, "To");
        String date = value(fields, "Date");
        Correspondent author = from == null ? null : Correspondent.of(from);
        if (author != null && author.namesAnother()) {
            notes.odd(Oddity.ADDRESS_AS_NAME);
        }
        Instant sent = date == null ? null : Dates.read(date);
        if (sent == null) {
            notes.odd(date == null ? Oddity.NO_DATE : Oddity.BROKEN_DATE);
        }
        String mailer = value(fields, "X-Mailer");
        return new Head(
                value(fields, "Subject"),
                author,
                reply == null ? null : Correspondent.of(reply),
                to == null ? List.of() : Correspondent.all(to, notes),
                value(fields, "Message-ID"),
                sent,
                mailer == null ? value(fields, "User-Agent") : mailer,
                List.copyOf(fields));
    }

    private static @Nullable String value(List<Field> fields, String name) {
        for (Field field : fields) {
            if (field.is(name)) {
                return field.value();
            }
        }
        return null;
    }
}
