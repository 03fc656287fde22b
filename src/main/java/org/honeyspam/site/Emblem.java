package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** The emblem of a site: leaves of one form around a middle, as strokes and as dots. */
final class Emblem {
    private static final int ICON_SIZE = 32;
    private static final int LOGO_SIZE = 112;
    private static final double SPAN = 64;
    private static final double MIDDLE = 32;
    private static final double CORE = 7;
    private static final int SAMPLES = 4; // Of a dot, in each direction, so that edges are smooth.

    private final Form form;
    private final int leaves;
    private final double turn;
    private final boolean round;
    private final String ground;
    private final String leaf;
    private final String core;

    private enum Form {
        ELLIPSE("<ellipse cx=\"32\" cy=\"17\" rx=\"6\" ry=\"12\""),
        WEDGE("<path d=\"M32 32 L26 10 L38 10 Z\""),
        DISC("<circle cx=\"32\" cy=\"14\" r=\"5\""),
        BAR("<rect x=\"30\" y=\"8\" width=\"4\" height=\"20\"");

        private final String svg;

        Form(String svg) {
            this.svg = svg;
        }

        boolean has(double x, double y) {
            double dx = x - MIDDLE;
            return switch (this) {
                case ELLIPSE -> Math.hypot(dx / 6, (y - 17) / 12) < 1;
                case WEDGE -> y > 10 && y < 32 && Math.abs(dx) < 6 * (32 - y) / 22;
                case DISC -> Math.hypot(dx, y - 14) < 5;
                case BAR -> Math.abs(dx) < 2 && y > 8 && y < 28;
            };
        }
    }

    Emblem(Profile profile, Palette palette) {
        SplittableRandom dice = profile.keyed.dice("emblem");
        this.form = Form.values()[dice.nextInt(Form.values().length)];
        this.leaves = 3 + dice.nextInt(6);
        this.turn = Math.toRadians(dice.nextInt(360));
        this.round = dice.nextInt(3) > 0;
        this.ground = palette.strong;
        this.leaf = palette.darkHead ? "#ffffff" : palette.pale;
        this.core = palette.accent;
    }

    /** The colour at a place; empty outside. */
    private String colour(double x, double y) {
        double dx = x - MIDDLE;
        double dy = y - MIDDLE;
        if (Math.hypot(dx, dy) < CORE) {
            return core;
        }
        for (int i = 0; i < leaves; i++) {
            double angle = -(turn + 2 * Math.PI * i / leaves);
            double back = MIDDLE + dx * Math.cos(angle) - dy * Math.sin(angle);
            if (form.has(back, MIDDLE + dx * Math.sin(angle) + dy * Math.cos(angle))) {
                return leaf;
            }
        }
        return !round || Math.hypot(dx, dy) < MIDDLE ? ground : "";
    }

    private int dot(int column, int row, int size) {
        int[] sums = new int[3];
        int seen = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double x = (column + (i % SAMPLES + 0.5) / SAMPLES) * SPAN / size;
            double y = (row + (Math.floorDiv(i, SAMPLES) + 0.5) / SAMPLES) * SPAN / size;
            String colour = colour(x, y);
            if (!colour.isEmpty()) {
                int rgb = Integer.parseInt(colour.substring(1), 16);
                sums[0] += rgb >> 16;
                sums[1] += rgb >> 8 & 0xff;
                sums[2] += rgb & 0xff;
                seen++;
            }
        }
        if (seen == 0) {
            return 0;
        }
        int alpha = seen * 255 / (SAMPLES * SAMPLES);
        return alpha << 24 | sums[0] / seen << 16 | sums[1] / seen << 8 | sums[2] / seen;
    }

    byte[] png() {
        return Png.square(LOGO_SIZE, (x, y) -> dot(x, y, LOGO_SIZE));
    }

    byte[] icon() {
        return Png.icon(ICON_SIZE, Png.square(ICON_SIZE, (x, y) -> dot(x, y, ICON_SIZE)));
    }

    byte[] svg() {
        var svg =
                new StringBuilder(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">");
        svg.append("<rect width=\"64\" height=\"64\" rx=\"").append(round ? 32 : 0);
        svg.append("\" fill=\"").append(ground).append("\"/>");
        for (int i = 0; i < leaves; i++) {
            double angle = Math.toDegrees(turn) + 360.0 * i / leaves;
            svg.append("<g transform=\"rotate(").append(Math.round(angle)).append(" 32 32)\">");
            svg.append(form.svg).append(" fill=\"").append(leaf).append("\"/></g>");
        }
        svg.append("<circle cx=\"32\" cy=\"32\" r=\"7\" fill=\"").append(core);
        return svg.append("\"/></svg>\n").toString().getBytes(UTF_8);
    }
}
