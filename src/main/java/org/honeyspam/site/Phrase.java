package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sentence, or a piece of one, taken apart once: gaps to fill, and the texts between them. */
final class Phrase {
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();

    /** What is to be filled in, perhaps with a capital letter. */
    record Gap(Slot slot, boolean capital) {}

    private Phrase() {}

    static Phrase of(String text) {
        var phrase = new Phrase();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            String name = text.substring(open + 1, close);
            Slot slot = Slot.valueOf(name.toUpperCase(Locale.ROOT));
            phrase.texts.add(Markup.piece(text.substring(at, open)));
            phrase.gaps.add(new Gap(slot, Character.isUpperCase(name.charAt(0))));
            at = close + 1;
        }
        phrase.texts.add(Markup.piece(text.substring(at)));
        return phrase;
    }

    int gaps() {
        return gaps.size();
    }

    Gap gap(int index) {
        return gaps.get(index);
    }

    /** What stands before a gap, or behind the last one. */
    byte[] text(int index) {
        return texts.get(index);
    }
}
