package org.honeyspam.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header of a message from a mailbox: what our own servers put above it, and what was sent. */
final class OldHeader {
    /** What mailbox programs write into a message, and change when somebody reads it. */
    private static final Set<String> OF_THE_MAILBOX =
            Set.of(
                    "status",
                    "x-status",
                    "x-uid",
                    "x-keywords",
                    "x-imap",
                    "x-imapbase",
                    "x-mozilla-status",
                    "x-mozilla-status2",
                    "x-mozilla-keys",
                    "content-length",
                    "lines");

    private final List<Field> own;
    private final List<Field> sent;
    private final int received;

    /**
     * A field.
     *
     * @param name in lower case; empty of a line that is none
     * @param text all of it, each line with its end
     */
    private record Field(String name, String text) {
        String value() {
            return text.substring(text.indexOf(':') + 1).replaceAll("\r?\n", "").strip();
        }
    }

    private OldHeader(List<Field> own, List<Field> sent, int received) {
        this.own = own;
        this.sent = sent;
        this.received = received;
    }

    /**
     * Reads a header.
     *
     * @param receivedMax how many trace fields our own servers wrote: what stands above the last of
     *     them is theirs
     */
    static OldHeader of(String header, int receivedMax) {
        List<Field> fields = fields(header);
        int received = 0;
        int end = 0;
        for (int i = 0; i < fields.size() && received < receivedMax; i++) {
            if (fields.get(i).name().equals("received")) {
                received++;
                end = i + 1;
            }
        }
        return new OldHeader(fields.subList(0, end), fields.subList(end, fields.size()), received);
    }

    private static List<Field> fields(String header) {
        List<Field> fields = new ArrayList<>();
        int at = 0;
        while (at < header.length()) {
            int end = lineEnd(header, at);
            while (end < header.length() && " \t".indexOf(header.charAt(end)) >= 0) {
                end = lineEnd(header, end);
            }
            String text = header.substring(at, end);
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon).strip();
            fields.add(new Field(name.toLowerCase(Locale.ROOT), text));
            at = end;
        }
        return fields;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** How many of the trace fields are there. */
    int received() {
        return received;
    }

    /** Values of a field that our own servers wrote, the topmost first. */
    List<String> own(String name) {
        return own.stream().filter(one -> one.name().equals(name)).map(Field::value).toList();
    }

    /** The first value of a field that was sent; null if there is none. */
    @Nullable String sent(String name) {
        return sent.stream()
                .filter(one -> one.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse(null);
    }

    /** Whether a mail program keeps notes of its own in the message. */
    boolean isOfTheMailbox() {
        return Stream.concat(own.stream(), sent.stream())
                .anyMatch(one -> one.name().equals("x-imap"));
    }

    /** The trace fields that our own servers wrote, as they are, without the last line's end. */
    String trace() {
        var text = new StringBuilder();
        own.stream()
                .filter(one -> one.name().equals("received"))
                .forEach(f -> text.append(f.text()));
        return text.toString().stripTrailing();
    }

    /** The header as it was sent. */
    String sentText() {
        var text = new StringBuilder();
        sent.stream()
                .filter(one -> !OF_THE_MAILBOX.contains(one.name()))
                .forEach(field -> text.append(field.text()));
        return text.toString();
    }
}
