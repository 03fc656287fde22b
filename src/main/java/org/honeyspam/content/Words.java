package org.honeyspam.content;

import java.util.function.Consumer;

/** Cuts out of a long text the stretches without blanks in which a sign stands, each once. */
final class Words {
    private Words() {}

    static void with(char sign, String text, Consumer<String> found) {
        int at = text.indexOf(sign);
        while (at >= 0) {
            int start = at;
            while (start > 0 && !ends(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && !ends(text.charAt(end))) {
                end++;
            }
            found.accept(text.substring(start, end));
            at = text.indexOf(sign, end);
        }
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '"' || c == '\u00a0';
    }
}
