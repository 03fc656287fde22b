package org.honeyspam.content;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Tells elements that are there for filters and not for readers. */
final class Hidden {
    private static final Pattern STYLE =
            Pattern.compile(
                    "display:none|visibility:hidden|mso-hide:all|opacity:0(?:\\.0\\d*)?(?:;|$)"
                            + "|(?<![a-z-])font-size:[01](?:\\.\\d+)?(?:px|pt|em|%)?(?:;|!|$)"
                            + "|(?<![a-z-])(?:max-)?height:0(?:px)?(?:;|!|$).{0,200}overflow:hidden|overflow:hidden.{0,200}(?<![a-z-])(?:max-)?height:0(?:px)?(?:;|!|$)"
                            + "|text-indent:-\\d{3,}");
    private static final Pattern COLOUR = Pattern.compile("(?<![a-z-])color:([#\\w]++)");
    private static final Pattern GROUND = Pattern.compile("background(?:-color)?:([#\\w]++)");
    private static final int LEVELS_MAX = 8;
    private static final int STYLE_CHARS_MAX = 1_000;

    private Hidden() {}

    static boolean hides(Element element) {
        String style = style(element);
        if (element.hasAttr("hidden") || STYLE.matcher(style).find()) {
            return true;
        }
        if (element.normalName().equals("font") && element.attr("size").equals("0")) {
            return false; // Browsers show it small, and so did senders of 2002.
        }
        String colour = colour(element, style);
        return colour != null
                && !element.normalName().equals("body")
                && colour.equals(ground(element));
    }

    private static String style(Element element) {
        String style = element.attr("style");
        if (style.length() > STYLE_CHARS_MAX) {
            style = style.substring(0, STYLE_CHARS_MAX);
        }
        return style.isEmpty() ? style : style.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    private static @Nullable String colour(Element element, String style) {
        Matcher colour = COLOUR.matcher(style);
        if (colour.find()) {
            return plain(colour.group(1));
        }
        String old = element.normalName().equals("font") ? element.attr("color") : "";
        return old.isEmpty() ? null : plain(old);
    }

    /** Of the nearest that has one; white if none of the few next has. */
    private static String ground(Element element) {
        Element at = element;
        for (int i = 0; i < LEVELS_MAX && at != null; i++) {
            Matcher ground = GROUND.matcher(style(at));
            if (ground.find()) {
                return plain(ground.group(1));
            }
            if (at.hasAttr("background")) {
                return "a picture";
            }
            if (!at.attr("bgcolor").isBlank()) {
                return plain(at.attr("bgcolor"));
            }
            at = at.parent();
        }
        return at == null ? "ffffff" : "unknown";
    }

    private static String plain(String colour) {
        String hex = colour.strip().toLowerCase(Locale.ROOT).replace("#", "");
        return switch (hex) {
            case "white", "fff", "fefefe" -> "ffffff";
            case "black", "000" -> "000000";
            default -> hex;
        };
    }
}
