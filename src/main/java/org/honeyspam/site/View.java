package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** A wide and low picture: sky, sun, and rows of hills, the near ones darker. */
final class View {
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 400;
    private static final int STEP = 20;

    private final SplittableRandom dice;
    private final StringBuilder svg = new StringBuilder(8_192);

    View(Profile profile) {
        this.dice = profile.keyed.dice("view");
    }

    byte[] svg() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 400\"");
        svg.append(
                " preserveAspectRatio=\"xMidYMid slice\"><defs><linearGradient id=\"s\" x1=\"0\"");
        svg.append(" y1=\"0\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"");
        svg.append(Palette.hex(205 + dice.nextInt(25), 45, 62)).append("\"/><stop offset=\"1\"");
        svg.append(" stop-color=\"").append(Palette.hex(25 + dice.nextInt(30), 60, 88));
        svg.append("\"/></linearGradient></defs>");
        svg.append("<rect width=\"1200\" height=\"400\" fill=\"url(#s)\"/>");
        svg.append("<circle cx=\"").append(100 + dice.nextInt(1_000)).append("\" cy=\"");
        svg.append(60 + dice.nextInt(110)).append("\" r=\"").append(22 + dice.nextInt(22));
        svg.append("\" fill=\"#fff8e0\" opacity=\".85\"/>");
        int rows = 4 + dice.nextInt(3);
        int hue = 80 + dice.nextInt(70);
        for (int row = 0; row < rows; row++) {
            hills((double) row / rows, hue + 6 * row);
        }
        return svg.append("</svg>\n").toString().getBytes(UTF_8);
    }

    /**
     * A row of hills.
     *
     * @param near from 0, far away, to 1
     */
    private void hills(double near, int hue) {
        double base = HEIGHT * (0.42 + 0.5 * near);
        double rough = 1 - 0.7 * near;
        double one = dice.nextDouble(10);
        double other = dice.nextDouble(10);
        svg.append("<path d=\"M0 400");
        for (int x = 0; x <= WIDTH; x += STEP) {
            double wave = 46 * rough * Math.sin(x / 170.0 + one) + 22 * Math.sin(x / 61.0 + other);
            double stone = dice.nextInt(1 + (int) (10 * rough));
            svg.append(" L").append(x).append(' ').append(Math.round(base - wave - stone));
        }
        int lightness = (int) (62 - 40 * near);
        svg.append(" L1200 400 Z\" fill=\"");
        svg.append(Palette.hex(hue % 360, 22 + (int) (20 * near), lightness)).append("\"/>");
    }
}
