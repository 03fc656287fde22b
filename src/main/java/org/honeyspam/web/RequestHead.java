package org.honeyspam.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request: its first line, as far as it could be read, and the header fields. Says
 * nothing about what is right: that is the imitated server's to judge.
 */
final class RequestHead {
    final String line;
    final String method;
    final String target;
    final String version;
    private static final int FIRST_BUFFER_BYTES = 1_024;
    private static final int NEXT_BUFFER_BYTES = 8_192;
    private static final int NEXT_BUFFERS_MAX = 4;

    private int room = FIRST_BUFFER_BYTES;
    private int buffers;
    private int sizeBytes;
    private final List<Field> fields = new ArrayList<>();

    private record Field(String name, String value) {}

    /**
     * A head without fields yet.
     *
     * @param version as in {@code 1.1}; {@code 0.9} for a line without one; empty if it cannot be
     *     read
     */
    RequestHead(String line, String method, String target, String version) {
        this.line = line;
        this.method = method;
        this.target = target;
        this.version = version;
    }

    /** Of a line that cannot be read: its first two words, if they are that. */
    static RequestHead unreadable(String line) {
        String[] words = line.split(" ", 3);
        String method = words[0].matches("[A-Z]{1,20}") ? words[0] : "";
        return new RequestHead(line, method, words.length > 1 ? words[1] : "", "");
    }

    /** Without a version there are no header fields (HTTP/0.9). */
    boolean isSimple() {
        return version.equals("0.9");
    }

    boolean isOld() {
        return version.startsWith("0.") || version.equals("1.0");
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    void add(String name, String value) {
        fields.add(new Field(name.toLowerCase(Locale.ROOT), value));
    }

    /** The value of the last field, so far; null if there is none. */
    @Nullable String last() {
        return fields.isEmpty() ? null : fields.getLast().value();
    }

    /** Gives the last field another value, as folded lines are added to it. */
    void lastBecomes(String value) {
        fields.add(new Field(fields.removeLast().name(), value));
    }

    /** Counts as nginx does: no line is cut between its few buffers; false if they are full. */
    boolean takes(int bytes) {
        if (bytes > room) {
            buffers++;
            room = NEXT_BUFFER_BYTES;
        }
        room -= bytes;
        return buffers <= NEXT_BUFFERS_MAX && room >= 0;
    }

    /** Counts all that was read of it; returns how much that is. */
    int grows(int bytes) {
        sizeBytes += bytes;
        return sizeBytes;
    }

    int fieldCount() {
        return fields.size();
    }

    int count(String name) {
        int count = 0;
        for (Field field : fields) {
            count += field.name().equals(name) ? 1 : 0;
        }
        return count;
    }

    boolean has(String name) {
        return first(name) != null;
    }

    /** The first field of that name, which is in lower case. */
    @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** All fields of that name as one (RFC 9110 section 5.3); null if there is none. */
    @Nullable String all(String name) {
        String first = first(name);
        if (first == null || count(name) == 1) {
            return first;
        }
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .collect(Collectors.joining(", "));
    }

    /** As {@link #all}, empty if there is none. */
    String said(String name) {
        String value = all(name);
        return value == null ? "" : value;
    }

    /** Whether it says that its body is longer than that. */
    boolean announcesMoreThan(long bytes) {
        String length = said("content-length");
        return !length.isEmpty() && number(length) > bytes;
    }

    /** Whether a text is of digits, and says no more than fits. */
    static boolean isNumber(String text) {
        return text.matches("\\d+") && number(text) >= 0;
    }

    /** What digits say; less than nothing for more than fits. */
    static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * The body that it speaks of.
     *
     * @param length that it announces, of several the one that the server goes by; null if none
     */
    BodySkipper body(@Nullable String length, BodySkipper.Rules rules) {
        if (has("transfer-encoding")) {
            return BodySkipper.ofChunks(rules);
        }
        return length == null ? BodySkipper.none() : BodySkipper.ofLength(number(length), rules);
    }
}
