package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes rules of a style sheet in an order, with sizes and in a layout that are one author's. */
final class RuleWriter {
    private static final Pattern RULE_END = Pattern.compile("(?<=\\})");
    private static final Pattern PIXELS = Pattern.compile("\\b([5-9]|[1-5]\\d)px");
    private static final Pattern EMS = Pattern.compile("(\\d*\\.\\d+)em");
    private static final int PIXELS_MORE = 4; // Of so many, one more or one less.

    private final SplittableRandom dice;
    private final int layout;

    RuleWriter(SplittableRandom dice) {
        this.dice = dice;
        this.layout = dice.nextInt(4);
    }

    /**
     * Writes all groups.
     *
     * @param groups each of rules whose order among themselves is of no account
     */
    String write(List<String> groups) {
        var out = new StringBuilder(4_096);
        for (String group : groups) {
            List<String> rules = RULE_END.splitAsStream(group).toList();
            for (String rule : Keyed.draw(rules, rules.size(), dice)) {
                write(out, rule);
            }
        }
        return out.toString();
    }

    private void write(StringBuilder out, String rule) {
        String sized = PIXELS.matcher(rule).replaceAll(this::pixels);
        sized = EMS.matcher(sized).replaceAll(this::ems);
        int brace = sized.indexOf('{');
        String selector = sized.substring(0, brace);
        List<String> declarations = new ArrayList<>();
        for (String declaration : sized.substring(brace + 1, sized.length() - 1).split(";", -1)) {
            int colon = declaration.indexOf(':');
            String name = declaration.substring(0, colon);
            String value = declaration.substring(colon + 1);
            declarations.add(name + (layout == 0 ? ":" : ": ") + value);
        }
        switch (layout) {
            case 0 -> out.append(selector).append('{').append(String.join(";", declarations));
            case 1 -> {
                out.append(selector).append(" { ");
                out.append(String.join("; ", declarations)).append("; ");
            }
            default -> {
                String start = layout == 2 ? "\n  " : "\n\t";
                out.append(selector.replace(",", layout == 2 ? ", " : ",\n")).append(" {");
                declarations.forEach(one -> out.append(start).append(one).append(';'));
                out.append('\n');
            }
        }
        out.append(layout == 0 ? "}" : layout == 2 ? "}\n\n" : "}\n");
    }

    private String pixels(MatchResult found) {
        int size = Integer.parseInt(found.group(1));
        int more = size / PIXELS_MORE;
        return size - more + dice.nextInt(2 * more + 1) + "px";
    }

    private String ems(MatchResult found) {
        double size = Double.parseDouble(found.group(1)) * (0.8 + 0.4 * dice.nextDouble());
        return String.format(Locale.ROOT, "%.2fem", size);
    }
}
