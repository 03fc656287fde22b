package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a site's robots.txt: the operator's own, and ours in each of his groups, since a
 * crawler that one group names reads no other.
 */
final class RobotsText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Line> lines = new ArrayList<>();
    private final List<Line> waiting = new ArrayList<>(); // Between the names of a group.
    private final List<String> forbidden;
    private boolean naming;
    private boolean forAnyone;

    /**
     * A line.
     *
     * @param origin its number in the operator's file; 0 if it is ours
     */
    record Line(String text, int origin) {}

    private RobotsText(List<String> forbidden) {
        this.forbidden = forbidden;
    }

    /**
     * Puts the lines together.
     *
     * @param own lines of the operator
     * @param forbidden where the paths begin that all crawlers are kept out of
     */
    static List<Line> of(List<String> own, List<String> forbidden) {
        var text = new RobotsText(forbidden);
        int number = 0;
        for (String line : own) {
            String whole =
                    number == 0 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
            text.take(new Line(whole.stripTrailing(), ++number));
        }
        text.endNames();
        text.end();
        return List.copyOf(text.lines);
    }

    private void take(Line line) {
        RobotsLine read = RobotsLine.of(line.text());
        switch (read.kind()) {
            case AGENT -> {
                forAnyone |= read.agent().equals(RobotsTxt.ANYONE);
                naming = true;
                lines.add(line);
            }
            case ALLOW, DISALLOW -> {
                endNames();
                lines.add(line);
            }
            case OTHER -> {
                if (!naming) {
                    lines.add(line);
                } else if (!line.text().isBlank()) { // Some readers end a group at an empty line,
                    waiting.add(line); // and some at any other.
                }
            }
        }
    }

    /** Ours come first: old crawlers obey the first rule that fits, not the longest. */
    private void endNames() {
        if (naming) {
            forbid();
            lines.addAll(waiting);
            waiting.clear();
            naming = false;
        }
    }

    private void end() {
        if (!forAnyone) {
            if (!lines.isEmpty()) {
                lines.add(new Line("", 0));
            }
            lines.add(new Line("User-agent: *", 0));
            forbid();
        }
    }

    private void forbid() {
        forbidden.forEach(prefix -> lines.add(new Line("Disallow: " + prefix, 0)));
    }
}
