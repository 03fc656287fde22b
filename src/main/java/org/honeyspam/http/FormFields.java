package org.honeyspam.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.journal.JournalEvent.FormField;
import org.jspecify.annotations.Nullable;

/** The fields of a form as they go into the record: so many, and each so long. */
final class FormFields {
    private static final int FIELDS_MAX = 100;
    private static final int NAME_BYTES_MAX = 256;
    private static final int VALUE_BYTES_MAX = 2_048;
    private static final int FILE_BYTES_MAX = 256;

    private final List<FormField> fields = new ArrayList<>();

    /** Whether there is room for no more. */
    boolean full() {
        return fields.size() >= FIELDS_MAX;
    }

    /** Adds what is text; one character a byte. */
    void add(String name, String value) {
        if (!full()) {
            String kept = cut(value, VALUE_BYTES_MAX);
            fields.add(
                    new FormField(
                            cut(name, NAME_BYTES_MAX), kept, value.length(), null, null, null));
        }
    }

    /** Adds a file, of which the beginning is text as far as it is. */
    void addFile(String name, String file, @Nullable String type, byte[] content) {
        if (!full()) {
            String text = new String(content, ISO_8859_1);
            fields.add(
                    new FormField(
                            cut(name, NAME_BYTES_MAX),
                            cut(text, FILE_BYTES_MAX),
                            content.length,
                            Sha256.hex(content),
                            cut(file, NAME_BYTES_MAX),
                            type == null ? null : cut(type, NAME_BYTES_MAX)));
        }
    }

    List<FormField> all() {
        return List.copyOf(fields);
    }

    private static String cut(String text, int bytesMax) {
        return text.substring(0, Math.min(text.length(), bytesMax));
    }
}
