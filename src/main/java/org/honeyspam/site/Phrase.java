package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sentence, or a piece of one, taken apart once: gaps to fill, and the texts between them. */
final class Phrase {
    private final byte[][] texts;
    private final Gap[] gaps;

    /** What is to be filled in, perhaps with a capital letter. */
    record Gap(Slot slot, boolean capital) {}

    private Phrase(List<byte[]> texts, List<Gap> gaps) {
        this.texts = texts.toArray(byte[][]::new);
        this.gaps = gaps.toArray(Gap[]::new);
    }

    static Phrase of(String text) {
        List<byte[]> texts = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            String name = text.substring(open + 1, close);
            Slot slot = Slot.valueOf(name.toUpperCase(Locale.ROOT));
            texts.add(Markup.piece(text.substring(at, open)));
            gaps.add(new Gap(slot, Character.isUpperCase(name.charAt(0))));
            at = close + 1;
        }
        texts.add(Markup.piece(text.substring(at)));
        return new Phrase(texts, gaps);
    }

    int gaps() {
        return gaps.length;
    }

    Gap gap(int index) {
        return gaps[index];
    }

    /** What stands before a gap, or behind the last one. */
    byte[] text(int index) {
        return texts[index];
    }
}
