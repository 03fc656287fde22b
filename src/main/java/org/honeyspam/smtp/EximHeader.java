package org.honeyspam.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.smtp.EximAddress.Found;
import org.honeyspam.smtp.EximAddress.Groups;

/** Whether the addresses in a header are such as Exim 4.96 takes, as Debian has it checked. */
final class EximHeader {
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \t]*:(.*)", Pattern.DOTALL);
    private static final Pattern LINE_BEFORE_FIELD = Pattern.compile("\r?\n(?![ \t])");
    private static final Set<String> ADDRESSES =
            Set.of("from", "sender", "reply-to", "to", "cc", "bcc");

    private EximHeader() {}

    static boolean isSound(String header) {
        for (String field : LINE_BEFORE_FIELD.split(header, -1)) {
            Matcher parts = FIELD.matcher(field);
            if (!parts.matches()) {
                return true; // Here the text begins.
            }
            String name = parts.group(1).toLowerCase(Locale.ROOT).replaceFirst("^resent-", "");
            if (ADDRESSES.contains(name) && !areSound(parts.group(2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areSound(String list) {
        var groups = new Groups(true);
        int at = skipBlanks(list, 0);
        while (at < list.length()) {
            int end = end(list, at);
            Found found = EximAddress.in(list.substring(at, end), groups);
            boolean empty = EximAddress.EMPTY.equals(found.error());
            if (!empty && (found.error() != null || !found.qualified())) {
                return false;
            }
            at = skipBlanks(list, end + 1);
        }
        return true;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && EximAddress.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the comma is that ends an address; those in brackets and routes do not. */
    private static int end(String text, int from) {
        boolean routed = text.charAt(from) == '@';
        int open = routed ? 1 : 0;
        int at = from;
        while (at < text.length() && (text.charAt(at) != ',' || open > 0)) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> at += 2;
                case '"', '(' -> at = enclosed(text, at);
                default -> {
                    if (c == '<') {
                        routed = text.startsWith("<@", at);
                        open = routed ? 2 : 1;
                    } else if (c == '>' || c == ':' && routed) {
                        open--;
                    }
                    at++;
                }
            }
        }
        return Math.min(at, text.length());
    }

    /** Behind quotes, or behind a comment with those in it. */
    private static int enclosed(String text, int from) {
        boolean comment = text.charAt(from) == '(';
        int depth = 1;
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (comment && c == '(') {
                depth++;
            } else if (c == (comment ? ')' : '"') && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }
}
