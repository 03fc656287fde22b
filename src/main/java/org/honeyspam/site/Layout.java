package org.honeyspam.site;

import java.util.List;
import java.util.SplittableRandom;

/** The look of a site: drawn once, the same on all its pages. */
final class Layout {
    private static final List<String> FONTS =
            List.of(
                    "Georgia,serif",
                    "Arial,sans-serif",
                    "Verdana,sans-serif",
                    "\"Times New Roman\",serif");
    private static final List<String> COLOURS =
            List.of("#1a3c5e", "#5e1a2c", "#2c5e1a", "#4a3a1e", "#3a1e4a", "#1e4a46", "#333333");
    private static final List<String> PAPERS =
            List.of("#ffffff", "#fdfbf5", "#f6f8fa", "#fbf7f2", "#f4f7f2");

    private final String font;
    private final String colour;
    private final String paper;
    private final int widthEm;
    final boolean linksInList;
    final boolean addressesInTable;

    Layout(SplittableRandom dice) {
        this.font = Keyed.pick(FONTS, dice);
        this.colour = Keyed.pick(COLOURS, dice);
        this.paper = Keyed.pick(PAPERS, dice);
        this.widthEm = 38 + dice.nextInt(16);
        this.linksInList = dice.nextBoolean();
        this.addressesInTable = dice.nextBoolean();
    }

    String style() {
        return "body{font-family:%s;background:%s;max-width:%dem;margin:1em auto;padding:0 1em}"
                        .formatted(font, paper, widthEm)
                + "h1,h2,a{color:%s}td{padding:.2em .8em}".formatted(colour);
    }
}
