package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SplittableRandom;

/** A wide and low picture: hills below a sun, the roofs of a town, or nothing but colours. */
final class View {
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 400;
    private static final int STEP = 20;

    private final SplittableRandom dice;
    private final StringBuilder svg = new StringBuilder(8_192);

    private final Palette palette;

    View(Profile profile, Palette palette) {
        this.dice = profile.keyed.dice("view");
        this.palette = palette;
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
        switch (dice.nextInt(3)) {
            case 0 -> landscape();
            case 1 -> town();
            default -> colours();
        }
        return svg.append("</svg>\n").toString().getBytes(UTF_8);
    }

    private void landscape() {
        svg.append("<circle cx=\"").append(100 + dice.nextInt(1_000)).append("\" cy=\"");
        svg.append(60 + dice.nextInt(110)).append("\" r=\"").append(22 + dice.nextInt(22));
        svg.append("\" fill=\"#fff8e0\" opacity=\".85\"/>");
        int rows = 4 + dice.nextInt(3);
        int hue = 60 + dice.nextInt(180);
        for (int row = 0; row < rows; row++) {
            hills((double) row / rows, hue + 6 * row);
        }
    }

    /** Houses in two rows, with windows in those in front. */
    private void town() {
        for (int row = 0; row < 2; row++) {
            int hue = 15 + dice.nextInt(30) + 180 * dice.nextInt(2);
            for (int x = -dice.nextInt(60); x < WIDTH; ) {
                int width = 70 + dice.nextInt(90);
                int height = 90 + dice.nextInt(130) + (row == 0 ? 90 : 0);
                house(x, width, HEIGHT - height, Palette.hex(hue, 16, 74 - 30 * row), row > 0);
                x += width;
            }
        }
    }

    private void house(int x, int width, int top, String colour, boolean windows) {
        int gable = dice.nextInt(3) == 0 ? 0 : 20 + dice.nextInt(30);
        svg.append("<path d=\"M").append(x).append(" 400 V").append(top).append(" L");
        svg.append(x + width / 2).append(' ').append(top - gable).append(" L").append(x + width);
        svg.append(' ').append(top).append(" V400 Z\" fill=\"").append(colour).append("\"/>");
        for (int y = top + 20; windows && y < HEIGHT - 40; y += 42) {
            for (int at = x + 14; at < x + width - 22; at += 30) {
                svg.append("<rect x=\"").append(at).append("\" y=\"").append(y);
                svg.append("\" width=\"13\" height=\"20\" fill=\"");
                svg.append(dice.nextInt(4) == 0 ? "#ffe9a8" : "#3a3f4a").append("\"/>");
            }
        }
    }

    private void colours() {
        svg.append("<rect width=\"1200\" height=\"400\" fill=\"").append(palette.dark);
        svg.append("\"/>");
        List<String> colours = List.of(palette.strong, palette.accent, palette.pale);
        for (int i = 7 + dice.nextInt(8); i > 0; i--) {
            int x = dice.nextInt(WIDTH);
            int lean = 80 + dice.nextInt(160);
            int wide = 30 + dice.nextInt(140);
            svg.append("<path d=\"M").append(x).append(" 400 l").append(lean).append(" -400 h");
            svg.append(wide).append(" l").append(-lean).append(" 400 Z\" fill=\"");
            svg.append(Keyed.pick(colours, dice)).append("\" opacity=\".3\"/>");
        }
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
