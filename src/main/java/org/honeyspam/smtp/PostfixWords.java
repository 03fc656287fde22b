package org.honeyspam.smtp;

import java.util.ArrayList;
import java.util.List;

/** Cuts a command line into words as Postfix 3.7 does: brackets and quotes hold a word together. */
final class PostfixWords {
    private final String line;
    private final StringBuilder word = new StringBuilder();
    private boolean whole = true;
    private int at;

    /**
     * A word as it was typed.
     *
     * @param whole whether all its brackets and quotes were closed
     */
    record Word(String text, boolean whole) {}

    private PostfixWords(String line) {
        this.line = line;
    }

    static List<Word> of(String line) {
        var words = new ArrayList<Word>();
        var rest = new PostfixWords(line);
        while (rest.next()) {
            words.add(new Word(rest.word.toString(), rest.whole));
        }
        return words;
    }

    private boolean next() {
        word.setLength(0);
        whole = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (isBlank(c)) {
                if (!word.isEmpty()) {
                    return true;
                }
            } else if (c == '<' || c == '"') {
                word.append(c);
                whole &= quoted(c == '<' ? '>' : '"');
            } else {
                word.append(c);
                escaped(c);
                if (c == ':' && isPathKeyword()) {
                    return true;
                }
            }
        }
        return !word.isEmpty();
    }

    /** Takes all up to the closing mark; within brackets, quotes and brackets may nest. */
    private boolean quoted(char close) {
        var wanted = new StringBuilder().append(close);
        while (at < line.length()) {
            char c = line.charAt(at++);
            char last = wanted.charAt(wanted.length() - 1);
            word.append(c);
            if (c == '\\') {
                escaped(c);
            } else if (c == last) {
                wanted.setLength(wanted.length() - 1);
                if (wanted.isEmpty()) {
                    return true;
                }
            } else if (c == '"') {
                wanted.append('"');
            } else if (c == '<' && last == '>') {
                wanted.append('>');
            }
        }
        return false;
    }

    private void escaped(char c) {
        if (c == '\\' && at < line.length()) {
            word.append(line.charAt(at++));
        }
    }

    /** What begins the argument of MAIL and RCPT is a word of its own, wherever it stands. */
    private boolean isPathKeyword() {
        String text = word.toString();
        return text.equalsIgnoreCase("TO:") || text.equalsIgnoreCase("FROM:");
    }

    /** As isspace(3) has it. */
    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
