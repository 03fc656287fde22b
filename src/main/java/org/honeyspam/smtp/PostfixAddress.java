package org.honeyspam.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the addresses in what stands for one, as Postfix 3.7 does: by the rules of RFC 822, read
 * from the right, with comments, phrases, groups and source routes taken away.
 */
final class PostfixAddress {
    private static final String OPERATORS = "|%!()<>@,;:\\\".[]";
    private static final char WORD = 'w';
    private static final char COMMENT = '(';

    /** Quotes are gone from the text; of a literal the brackets stay. */
    private record Token(char kind, String text) {}

    private final List<Token> tokens = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final StringBuilder address = new StringBuilder();
    private boolean begun;

    private PostfixAddress() {}

    /** All addresses in it; a well-made one has one, the null sender none. */
    static List<String> in(String typed) {
        boolean bracketed = typed.startsWith("<") && typed.endsWith(">") && typed.length() > 1;
        String text = bracketed ? typed.substring(1, typed.length() - 1) : typed;
        // RFC 5321 section 4.1.1.3: a source route is to be stripped.
        int colon = text.startsWith("@") ? text.indexOf(':') : -1;
        var addresses = new PostfixAddress();
        addresses.scan(text.substring(colon + 1));
        addresses.group();
        return addresses.found;
    }

    private void scan(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c)) {
                at++;
            } else if (c == '(') {
                at = comment(text, at);
            } else if (c == '[' || c == '"') {
                at = enclosed(text, at, c == '[' ? ']' : '"');
            } else if (c != '\\' && OPERATORS.indexOf(c) >= 0) {
                tokens.add(new Token(c, String.valueOf(c)));
                at++;
            } else {
                at = atom(text, at);
            }
        }
    }

    private int comment(String text, int from) {
        tokens.add(new Token(COMMENT, ""));
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at += c == '\\' ? 1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    private int enclosed(String text, int from, char close) {
        var inner = new StringBuilder();
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != close) {
            at = one(text, at, inner);
        }
        tokens.add(new Token(WORD, close == ']' ? "[" + inner + "]" : inner.toString()));
        return Math.min(at + 1, text.length());
    }

    private int atom(String text, int from) {
        var inner = new StringBuilder();
        int at = from;
        while (at < text.length()
                && !isBlank(text.charAt(at))
                && (text.charAt(at) == '\\' || OPERATORS.indexOf(text.charAt(at)) < 0)) {
            at = one(text, at, inner);
        }
        tokens.add(new Token(WORD, inner.toString()));
        return at;
    }

    /** Takes a character, or the one behind a backslash. */
    private static int one(String text, int from, StringBuilder inner) {
        int at = text.charAt(from) == '\\' ? from + 1 : from;
        if (at < text.length()) {
            char c = text.charAt(at);
            inner.append(isBlank(c) ? ' ' : c);
        }
        return at + 1;
    }

    /** Two words side by side belong to two addresses. */
    private void group() {
        boolean wordFits = true;
        boolean inGroup = false;
        int at = tokens.size() - 1;
        while (at >= 0) {
            Token token = tokens.get(at);
            switch (token.kind) {
                case COMMENT -> at--;
                case ';', ',' -> {
                    close();
                    inGroup |= token.kind == ';';
                    wordFits = true;
                    at--;
                }
                case '>' -> {
                    at = skipPhrase(bracketed(at), ">;,:");
                    at -= at >= 0 && tokens.get(at).kind == ':' && !inGroup ? 1 : 0;
                    wordFits = true;
                }
                case WORD -> {
                    if (!wordFits) {
                        close();
                    }
                    wordFits = false;
                    prepend(token);
                    at--;
                }
                default -> {
                    if (token.kind == ':' && inGroup) {
                        close();
                        at = skipPhrase(at, ",");
                    } else {
                        wordFits = true;
                        prepend(token);
                        at--;
                    }
                }
            }
        }
        close();
    }

    /** Takes what stands between brackets; returns where the phrase before them ends. */
    private int bracketed(int closing) {
        close();
        int at = closing - 1;
        while (at >= 0 && tokens.get(at).kind != '<') {
            Token token = tokens.get(at--);
            if (token.kind != COMMENT) {
                prepend(token);
            }
        }
        close();
        return at;
    }

    private int skipPhrase(int from, String until) {
        int at = from;
        while (at >= 0 && until.indexOf(tokens.get(at).kind) < 0) {
            at--;
        }
        return at;
    }

    private void prepend(Token token) {
        begun = true; // Also by an empty pair of quotes.
        address.insert(0, token.text);
    }

    private void close() {
        if (begun) {
            found.add(address.toString());
            address.setLength(0);
            begun = false;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
