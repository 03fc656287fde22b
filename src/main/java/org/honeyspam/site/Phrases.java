package org.honeyspam.site;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Sentences, and pieces of them, taken apart once: texts, and the gaps between. All stand in one
 * row: a page has hundreds of them, and each that is fetched from elsewhere is one miss of the
 * caches more.
 */
final class Phrases {
    private static final int TEXT_BYTES_MAX = Byte.MAX_VALUE;

    // What comes behind a text: a slot's number, with or without this bit, or the end.
    private static final int CAPITAL = 0x20;
    private static final int END = 0x40;

    private final byte[] row; // For each text: its length, itself, what comes behind it.
    private final int[] starts;

    /** Writes what stands in a gap, perhaps with a capital letter. */
    interface Filler {
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
        byte[] bytes = Markup.piece(text);
        if (bytes.length > TEXT_BYTES_MAX) {
            throw new IllegalStateException("too much between two gaps: " + text);
        }
        row.write(bytes.length);
        row.writeBytes(bytes);
        row.write(behind);
    }

    int count() {
        return starts.length;
    }

    void write(int number, Markup out, Filler filler) {
        int at = starts[number];
        while (true) {
            int length = row[at];
            out.append(row, at + 1, length);
            int behind = row[at + 1 + length];
            if (behind == END) {
                return;
            }
            filler.fill(Slot.of(behind & CAPITAL - 1), behind >= CAPITAL);
            at += length + 2;
        }
    }
}
