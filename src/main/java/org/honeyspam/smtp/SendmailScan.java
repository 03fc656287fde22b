package org.honeyspam.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an address into tokens as Sendmail's {@code prescan} does: operators stand alone, blanks
 * part atoms, comments are left out.
 */
final class SendmailScan {
    private static final String OPERATORS = ".:%@!^/[]+<>,;";
    private static final int TOKEN_BYTES_MAX = 256;
    private static final int BYTES_MAX = 1_251;

    private final String text;
    private final char end;
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder token = new StringBuilder();
    private int at;
    private int bytes;
    private int angles;
    private int comments;
    private boolean quoted;
    private boolean escaped;
    private @Nullable String fault;

    private SendmailScan(String text, char end) {
        this.text = text;
        this.end = end;
    }

    /**
     * Reads up to that character outside brackets.
     *
     * @param end a blank stands for any white space
     */
    static SendmailScan of(String text, char end) {
        var scan = new SendmailScan(text, end);
        while (scan.fault == null && scan.at < text.length() && !scan.isEnd(text.charAt(scan.at))) {
            scan.take(text.charAt(scan.at++));
        }
        scan.closeToken();
        scan.unclosed();
        return scan;
    }

    /** What is wrong, with its status; null if all of it could be read. */
    @Nullable String fault() {
        return fault;
    }

    List<String> tokens() {
        return tokens;
    }

    /** As it was typed. */
    String typed() {
        return text.substring(0, at);
    }

    String rest() {
        return text.substring(at);
    }

    private boolean isEnd(char c) {
        boolean ends = end == ' ' ? isBlank(c) : c == end;
        return ends && angles == 0 && comments == 0 && !quoted;
    }

    private void take(char c) {
        if (escaped) {
            escaped = false;
            if (comments == 0) {
                add(c == '!' && !quoted ? "!" : "\\" + c);
            }
        } else if (c == '\\') {
            escaped = true;
        } else if (c == ',' && end == ',' && angles > 0 && comments == 0 && !quoted && !routed()) {
            fault = "5.0.0 Unbalanced '<'";
        } else if (quoted) {
            add(String.valueOf(c));
            if (c == '"') {
                quoted = false;
                closeToken();
            }
        } else if (c == '(') {
            comments++;
        } else if (c == ')') {
            unbalanced(comments-- == 0, ')');
        } else if (comments == 0) {
            plain(c);
        }
    }

    /** Whether a route began with the last bracket. */
    private boolean routed() {
        int open = tokens.lastIndexOf("<");
        return open + 1 < tokens.size() && tokens.get(open + 1).equals("@");
    }

    private void plain(char c) {
        if (c == '"') {
            closeToken();
            add("\"");
            quoted = true;
        } else if (isBlank(c)) {
            closeToken();
        } else if (OPERATORS.indexOf(c) >= 0) {
            closeToken();
            unbalanced(c == '>' && angles == 0, '>');
            angles += c == '<' ? 1 : c == '>' ? -1 : 0;
            add(String.valueOf(c));
            closeToken();
        } else {
            add(String.valueOf(c));
        }
    }

    private void add(String piece) {
        token.append(piece);
        bytes += piece.length();
        if (bytes >= BYTES_MAX) {
            fault = "5.1.1 Address too long";
        }
    }

    private void closeToken() {
        if (token.length() > TOKEN_BYTES_MAX && fault == null) {
            fault = "5.1.0 prescan: token too long";
        }
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            bytes++;
        }
        token.setLength(0);
    }

    private void unclosed() {
        if (fault == null) {
            unbalanced(quoted, '"');
        }
        if (fault == null) {
            unbalanced(comments > 0, '(');
        }
        if (fault == null) {
            unbalanced(angles > 0, '<');
        }
    }

    private void unbalanced(boolean wrong, char what) {
        if (wrong) {
            fault = "5.0.0 Unbalanced '" + what + "'";
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
