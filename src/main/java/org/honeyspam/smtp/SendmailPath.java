package org.honeyspam.smtp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the argument of MAIL and RCPT as Sendmail 8.17 does: quirks, order of checks and texts were
 * taken from the running program.
 */
final class SendmailPath {
    private static final int ADDRESS_BYTES_MAX = 255;

    private SendmailPath() {}

    static Path sender(String argument, long messageBytesMax) {
        Scan scan = scan("FROM", argument);
        if (scan.error != null) {
            return new Path.Bad(scan.error);
        }
        Reply wrong = wrongSyntax(scan.typed, scan.inner);
        if (wrong == null && !scan.inner.isEmpty() && isLocalFile(scan.inner)) {
            wrong = about(scan, 553, "5.1.7", "Invalid sender address");
        }
        if (wrong == null) {
            wrong = SendmailParameters.checkMail(scan.parameters, messageBytesMax);
        }
        return wrong == null
                ? new Path.Good(scan.typed, scan.inner, scan.parameters)
                : new Path.Bad(wrong);
    }

    static Path recipient(String argument) {
        Scan scan = scan("TO", argument);
        if (scan.error != null) {
            return new Path.Bad(scan.error);
        }
        Reply wrong =
                scan.inner.isEmpty()
                        ? about(scan, 553, "5.0.0", "User address required")
                        : wrongSyntax(scan.typed, scan.inner);
        if (wrong == null && isLocalFile(scan.inner)) {
            String what = scan.inner.replace("\"", "").startsWith("|") ? "programs" : "files";
            wrong = about(scan, 550, "5.7.1", "Cannot mail directly to " + what);
        }
        if (wrong == null) {
            wrong = SendmailParameters.checkRcpt(scan.parameters);
        }
        return wrong == null
                ? new Path.Good(scan.typed, scan.inner, scan.parameters)
                : new Path.Bad(wrong);
    }

    /** An address cut out of its command, or the answer to what is not one. */
    private record Scan(String typed, String inner, String parameters, @Nullable Reply error) {

        static Scan wrong(Reply reply) {
            return new Scan("", "", "", reply);
        }
    }

    private static Scan scan(String keyword, String argument) {
        String text = argument.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && !isBlank(text.charAt(end))) {
            end++;
        }
        String word = text.substring(0, end);
        int colon = end;
        while (colon < text.length() && isBlank(text.charAt(colon))) {
            colon++;
        }
        boolean named = colon < text.length() && text.charAt(colon) == ':';
        String rest = named ? text.substring(colon + 1).strip() : "";
        if (!named || rest.isEmpty() || !word.equalsIgnoreCase(keyword)) {
            String shown = Sendmail.shown(word);
            return Scan.wrong(
                    Reply.of(501, "5.5.2 Syntax error in parameters scanning \"" + shown + "\""));
        }
        return address(rest);
    }

    private static Scan address(String text) {
        int angles = 0;
        int comments = 0;
        boolean quoted = false;
        int at = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isBlank(c) && angles == 0 && comments == 0 && !quoted) {
                break;
            }
            if (c == '\\') {
                at++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                comments++;
            } else if (!quoted && c == ')') {
                if (--comments < 0) {
                    return unbalanced(text, ')');
                }
            } else if (!quoted && comments == 0 && c == '<') {
                angles++;
            } else if (!quoted && comments == 0 && c == '>' && --angles < 0) {
                return unbalanced(text, '>');
            }
        }
        if (quoted || comments > 0 || angles > 0) {
            return unbalanced(text, quoted ? '"' : comments > 0 ? '(' : '<');
        }
        int end = Math.min(at, text.length());
        String typed = text.substring(0, end);
        return new Scan(typed, inner(typed), text.substring(end).strip(), null);
    }

    private static Scan unbalanced(String typed, char what) {
        return Scan.wrong(
                Reply.of(553, "5.0.0 " + Sendmail.shown(typed) + "... Unbalanced '" + what + "'"));
    }

    /** What stands in the innermost brackets, without comment and source route. */
    private static String inner(String typed) {
        int open = typed.lastIndexOf('<');
        int close = open < 0 ? -1 : typed.indexOf('>', open);
        String text = close < 0 ? typed : typed.substring(open + 1, close);
        text = withoutComments(text).strip();
        // RFC 5321 section 4.1.1.3: a source route is to be stripped.
        int colon = text.startsWith("@") ? text.indexOf(':') : -1;
        return colon < 0 ? text : text.substring(colon + 1);
    }

    private static String withoutComments(String text) {
        var kept = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : 0;
            if (depth == 0) {
                kept.append(c);
            }
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        return kept.toString();
    }

    private static @Nullable Reply wrongSyntax(String typed, String inner) {
        var scan = new Scan(typed, inner, "", null);
        if (inner.length() > ADDRESS_BYTES_MAX) {
            String full = "Address \"" + Sendmail.shown(typed) + "\" too long (255 bytes max)";
            return about(scan, 553, "5.1.0", full);
        }
        if (inner.equals("@")) {
            String text = "List:; syntax illegal for recipient addresses";
            return about(scan, 553, "5.1.3", text);
        }
        if (inner.startsWith("@")) {
            return about(scan, 553, "5.1.3", "User address required");
        }
        if (inner.endsWith("@")) {
            return about(scan, 553, "5.1.3", "Hostname required");
        }
        String bare = withoutQuoted(inner);
        if (bare.indexOf(',') >= 0 || bare.indexOf('@') != bare.lastIndexOf('@')) {
            return about(scan, 553, "5.1.3", "Invalid route address");
        }
        String host = inner.substring(inner.lastIndexOf('@') + 1);
        boolean hasHost = inner.indexOf('@') >= 0;
        if (hasHost && (host.startsWith(".") || host.contains(".."))) {
            return about(scan, 553, "5.1.2", "Invalid host name");
        }
        return null;
    }

    private static String withoutQuoted(String text) {
        var kept = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isLocalFile(String inner) {
        String bare = inner.replace("\"", "").toLowerCase(Locale.ROOT);
        return bare.indexOf('@') < 0 && (bare.startsWith("|") || bare.startsWith("/"));
    }

    private static Reply about(Scan scan, int code, String status, String text) {
        return Reply.of(code, status + " " + Sendmail.shown(scan.typed) + "... " + text);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
