package org.honeyspam.site;

import java.util.SplittableRandom;

/** The colours of a site: two hues, and what goes with them. */
final class Palette {
    final String dark;
    final String strong;
    final String accent;
    final String pale;
    final String paper;
    final String ground;
    final String ink;
    final String line;

    /** White, or the dark colour, on a head that is of the other. */
    final boolean darkHead;

    Palette(SplittableRandom dice) {
        int hue = dice.nextInt(360);
        int other = (hue + 120 + dice.nextInt(120)) % 360;
        int saturation = 18 + dice.nextInt(45);
        this.dark = hex(hue, saturation, 20 + dice.nextInt(8));
        this.strong = hex(hue, saturation + 5, 32 + dice.nextInt(8));
        this.accent = hex(other, 45 + dice.nextInt(25), 38 + dice.nextInt(8));
        this.pale = hex(hue, saturation / 2 + 10, 93);
        this.paper = dice.nextInt(3) == 0 ? hex(other, 25, 98) : "#ffffff";
        this.ground = hex(hue, saturation / 2, 84 + dice.nextInt(12));
        this.ink = hex(hue, 10, 14 + dice.nextInt(8));
        this.line = hex(hue, saturation / 3, 80);
        this.darkHead = dice.nextInt(3) > 0;
    }

    /** A colour by hue, saturation and lightness, as style sheets and pictures take it. */
    static String hex(int hue, int saturation, int lightness) {
        double l = lightness / 100.0;
        double a = Math.min(saturation, 100) / 100.0 * Math.min(l, 1 - l);
        int colour = 0;
        for (int n : new int[] {0, 8, 4}) {
            double k = (n + hue / 30.0) % 12;
            double part = l - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
            colour = colour << 8 | (int) Math.round(part * 255);
        }
        String digits = Integer.toHexString(colour);
        return "#" + "0".repeat(6 - digits.length()) + digits;
    }
}
