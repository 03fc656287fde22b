package org.honeyspam.content;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.content.Link.Kind;

/** Finds in running text what a reader takes for a place to go to. */
final class TextLinks {
    private static final String DOT = "(?:\\.|\\s?(?:\\[\\.\\]|\\(\\.\\)|\\[dot\\]|\\(dot\\))\\s?)";
    private static final String ENDS =
            "(?:com|net|org|info|biz|ru|cn|top|xyz|club|shop|site|online|io|co|me|uk|de|fr|it|nl|pl|br|in|us|eu|ua|vip|live|click|link|pro|tk|ml|ga|cf|gq|cc|ws|to|su|kr|jp)";
    private static final Pattern FULL =
            Pattern.compile(
                    "(?i)(?<![a-z])(?:h(?:tt|xx|\\*\\*)ps?|ftp|fxp)(?::|\\[:\\])[/\\\\]{2}[^\\s<>\"'`{}|^\\p{Cf}]{3,4000}+");
    private static final Pattern BARE =
            Pattern.compile(
                    "(?i)(?<![\\w@.%/=+-])(?:www\\d?"
                            + DOT
                            + "(?:[a-z0-9-]{1,63}"
                            + DOT
                            + "){1,6}[a-z]{2,24}|(?:[a-z0-9-]{1,63}"
                            + DOT
                            + "){1,6}"
                            + ENDS
                            + ")(?![\\w@-])(?::\\d{1,5})?(?:[/?][^\\s<>\"'`{}|^]{0,4000}+)?");
    private static final Pattern SPELLED = Pattern.compile("(?i)[(\\[](?:dot|\\.)[)\\]]");
    private static final String CLOSERS = ".,;:!?)]}'\"*_";

    private TextLinks() {}

    static void find(String text, Reading reading) {
        find(text, Kind.TEXT, reading);
    }

    static void find(String text, Kind kind, Reading reading) {
        boolean any = text.contains("//") || text.contains("\\\\");
        Matcher full = FULL.matcher(any ? text : "");
        var rest = new StringBuilder();
        int end = 0;
        while (full.find()) {
            reading.link(trimmed(full.group()), kind, Set.of());
            rest.append(text, end, full.start()).append('\n');
            end = full.end();
        }
        rest.append(text, end, text.length());
        if (SPELLED.matcher(rest).find()) {
            bare(rest, kind, reading);
        } else {
            Words.with('.', rest.toString(), word -> bare(word, kind, reading));
        }
    }

    private static void bare(CharSequence text, Kind kind, Reading reading) {
        Matcher bare = BARE.matcher(text);
        while (bare.find()) {
            reading.link(trimmed(bare.group()), kind, Set.of());
        }
    }

    /** Without the full stop of the sentence that it ends. */
    static String trimmed(String url) {
        int end = url.length();
        while (end > 0 && CLOSERS.indexOf(url.charAt(end - 1)) >= 0) {
            char closer = url.charAt(end - 1);
            boolean opened =
                    closer == ')' && url.lastIndexOf('(', end) >= 0
                            || closer == ']' && url.lastIndexOf('[', end) >= 0;
            if (opened) {
                break;
            }
            end--;
        }
        return url.substring(0, end);
    }
}
