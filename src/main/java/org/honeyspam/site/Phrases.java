package org.honeyspam.site;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sentences, and pieces of them, taken apart once: texts, and the gaps between. All stand in one
 * row, since a page has hundreds of them and to fetch each from elsewhere took most of the time.
 */
final class Phrases {
    private static final int TEXT_BYTES_MAX = Byte.MAX_VALUE;
    private static final int CAPITAL = 0x20;
    private static final int MORE_TEXT = 0x40;
    private static final int END = 0x41;

    private final byte[] row; // For each text: its length, itself, what comes behind it.
    private final int[] starts;

    /** Knows what stands in a gap. */
    interface Filler {
        /**
         * Writes it.
         *
         * @param capital whether it begins with a capital letter
         */
        void fill(Slot slot, boolean capital);
    }

    private Phrases(byte[] row, int[] starts) {
        this.row = row;
        this.starts = starts;
    }

    /** As they are written in the lists of a language, with {@code {slot}} for a gap. */
    static Phrases of(List<String> texts) {
        var row = new ByteArrayOutputStream();
        int[] starts = new int[texts.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = row.size();
            add(texts.get(i), row);
        }
        return new Phrases(row.toByteArray(), starts);
    }

    private static void add(String text, ByteArrayOutputStream row) {
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            String name = text.substring(open + 1, close);
            Slot slot = Slot.valueOf(name.toUpperCase(Locale.ROOT));
            boolean capital = Character.isUpperCase(name.charAt(0));
            add(text.substring(at, open), slot.number | (capital ? CAPITAL : 0), row);
            at = close + 1;
        }
        add(text.substring(at), END, row);
    }

    private static void add(String text, int behind, ByteArrayOutputStream row) {
        byte[] rest = Markup.piece(text);
        while (rest.length > TEXT_BYTES_MAX) {
            row.write(TEXT_BYTES_MAX);
            row.write(rest, 0, TEXT_BYTES_MAX);
            row.write(MORE_TEXT);
            rest = Arrays.copyOfRange(rest, TEXT_BYTES_MAX, rest.length);
        }
        row.write(rest.length);
        row.writeBytes(rest);
        row.write(behind);
    }

    int count() {
        return starts.length;
    }

    void write(int number, Markup out, Filler filler) {
        int at = starts[number];
        int behind;
        do {
            int length = row[at++];
            out.append(row, at, length);
            at += length;
            behind = row[at++];
            if (behind < MORE_TEXT) {
                filler.fill(Slot.of(behind & CAPITAL - 1), behind >= CAPITAL);
            }
        } while (behind != END);
    }
}
