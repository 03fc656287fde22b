package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A page that grows, in UTF-8 from the start: what stands on every page is copied as it is. Text
 * first and bytes then took half as long again.
 */
final class Markup {
    private byte[] bytes;
    private int length;

    Markup(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

    /** Text for {@link #append(byte[])}. */
    static byte[] piece(String text) {
        return text.getBytes(UTF_8);
    }

    Markup append(byte[] piece) {
        return append(piece, 0, piece.length);
    }

    Markup append(byte[] row, int from, int count) {
        room(count);
        System.arraycopy(row, from, bytes, length, count);
        length += count;
        return this;
    }

    Markup append(String text) {
        return append(text, 0, text.length());
    }

    Markup append(String text, int start, int end) {
        room(end - start);
        int at = length;
        for (int i = start; i < end; i++) {
            char letter = text.charAt(i);
            if (letter >= 0x80) {
                return append(piece(text.substring(start, end)));
            }
            bytes[at++] = (byte) letter;
        }
        length = at;
        return this;
    }

    Markup append(char letter) {
        if (letter >= 0x80) {
            return append(String.valueOf(letter));
        }
        room(1);
        bytes[length++] = (byte) letter;
        return this;
    }

    Markup append(int number) {
        if (number < 0 || number > 9_999) {
            return append(Integer.toString(number));
        }
        room(4);
        int digits = number < 10 ? 1 : number < 100 ? 2 : number < 1_000 ? 3 : 4;
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--, rest /= 10) {
            bytes[at] = (byte) ('0' + rest % 10);
        }
        length += digits;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /** In bytes. */
    int length() {
        return length;
    }

    /** Takes back what was written since it was so long. */
    void cut(int to) {
        length = to;
    }

    /** What was written since it was so long. */
    String since(int start) {
        return new String(bytes, start, length - start, UTF_8);
    }

    /** Makes a capital of the letter that was written when it was so long. */
    void capitalise(int start) {
        if (start < length && bytes[start] >= 'a' && bytes[start] <= 'z') {
            bytes[start] = (byte) (bytes[start] - 'a' + 'A');
        } else if (start < length && bytes[start] < 0) {
            String rest = since(start);
            length = start;
            append(Vocabulary.capital(rest));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return since(0);
    }
}
