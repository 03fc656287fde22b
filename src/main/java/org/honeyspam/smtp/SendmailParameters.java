package org.honeyspam.smtp;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the ESMTP parameters of MAIL and RCPT as Sendmail 8.17 does; null is no complaint. */
final class SendmailParameters {
    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");

    private SendmailParameters() {}

    static @Nullable Reply checkMail(String parameters, long messageBytesMax) {
        var seen = new HashSet<String>();
        for (String parameter : split(parameters)) {
            String key = key(parameter);
            String value = value(parameter);
            String name = key.toUpperCase(Locale.ROOT);
            boolean again = !seen.add(name);
            Reply wrong =
                    switch (name) {
                        case "SIZE" -> size(value, messageBytesMax);
                        case "BODY" -> body(value);
                        case "RET" -> again ? duplicate(name) : ret(value);
                        case "ENVID" -> again ? duplicate(name) : xtext(name, value, "requires");
                        case "AUTH" -> again ? duplicate(name) : xtext(name, value, "= requires");
                        case "BY" -> by(value);
                        default -> unrecognized(key);
                    };
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    static @Nullable Reply checkRcpt(String parameters) {
        var seen = new HashSet<String>();
        for (String parameter : split(parameters)) {
            String key = key(parameter);
            String value = value(parameter);
            String name = key.toUpperCase(Locale.ROOT);
            boolean again = !seen.add(name);
            Reply wrong =
                    switch (name) {
                        case "NOTIFY" -> notifyWhen(value);
                        case "ORCPT" -> again ? duplicate(name) : originalRecipient(value);
                        default -> unrecognized(key);
                    };
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable Reply size(@Nullable String value, long max) {
        if (value == null) {
            return Reply.of(501, "5.5.2 SIZE requires a value");
        }
        String digits = value.replaceFirst("(?s)[^0-9-].*", "");
        if (digits.startsWith("-")) {
            return Reply.of(552, "5.2.3 Message size invalid");
        }
        if (digits.replaceFirst("^0+", "").length() > 18) {
            return Reply.of(552, "5.2.3 Message size exceeds maximum value");
        }
        long size = digits.isEmpty() ? 0 : Long.parseLong(digits.replaceFirst("-.*", ""));
        return size <= max
                ? null
                : Reply.of(
                        552, "5.2.3 Message size exceeds fixed maximum message size (" + max + ")");
    }

    private static @Nullable Reply body(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 BODY requires a value");
        }
        boolean known = value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME");
        return known ? null : Reply.of(501, "5.5.4 Unknown BODY type " + Sendmail.shown(value));
    }

    private static @Nullable Reply ret(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 RET requires a value");
        }
        boolean known = value.equalsIgnoreCase("FULL") || value.equalsIgnoreCase("HDRS");
        String shown = Sendmail.shown(value);
        return known ? null : Reply.of(501, "5.5.2 Bad argument \"" + shown + "\" to RET");
    }

    private static @Nullable Reply by(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 BY= requires a value");
        }
        int semicolon = value.indexOf(';');
        if (semicolon < 0) {
            return Reply.of(501, "5.5.2 BY= missing ';'");
        }
        boolean forReturn = value.toUpperCase(Locale.ROOT).startsWith("R", semicolon + 1);
        boolean positive = value.matches("(?s)\\+?0*[1-9][0-9]*;.*");
        return forReturn && !positive ? Reply.of(501, "5.5.4 mode R requires BY time > 0") : null;
    }

    private static @Nullable Reply xtext(String name, @Nullable String value, String needs) {
        if (value == null) {
            String gap = needs.startsWith("=") ? "" : " ";
            return Reply.of(501, "5.5.2 " + name + gap + needs + " a value");
        }
        return isXtext(value) ? null : syntax(name);
    }

    private static @Nullable Reply notifyWhen(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 NOTIFY requires a value");
        }
        if (value.equalsIgnoreCase("NEVER")) {
            return null;
        }
        for (String one : value.split(",", -1)) {
            if (!NOTIFY.contains(one.toUpperCase(Locale.ROOT))) {
                String shown = Sendmail.shown(one);
                return Reply.of(501, "5.5.4 Bad argument \"" + shown + "\"  to NOTIFY");
            }
        }
        return null;
    }

    private static @Nullable Reply originalRecipient(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 ORCPT requires a value");
        }
        return value.indexOf(';') >= 0 && isXtext(value) ? null : syntax("ORCPT");
    }

    /** RFC 3461 section 4. */
    private static boolean isXtext(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean hex = c == '+' && value.startsWith("+", i) && isHexPair(value, i + 1);
            boolean plain = c > ' ' && c < 0x7f && c != '+' && c != '=';
            if (!plain && !hex) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexPair(String value, int at) {
        return at + 2 <= value.length() && value.substring(at, at + 2).matches("[0-9A-Fa-f]{2}");
    }

    private static Reply syntax(String name) {
        return Reply.of(501, "5.5.4 Syntax error in " + name + " parameter value");
    }

    private static Reply duplicate(String name) {
        return Reply.of(501, "5.5.0 Duplicate " + name + " parameter");
    }

    private static Reply unrecognized(String key) {
        return Reply.of(555, "5.5.4 " + Sendmail.shown(key) + " parameter unrecognized");
    }

    private static String[] split(String parameters) {
        return parameters.isEmpty() ? new String[0] : parameters.split("[ \t]+");
    }

    /** Letters, digits and hyphens; what begins otherwise has an empty name, as in Sendmail. */
    private static String key(String parameter) {
        int end = 0;
        while (end < parameter.length()
                && (Character.isLetterOrDigit(parameter.charAt(end))
                        || parameter.charAt(end) == '-')) {
            end++;
        }
        return parameter.substring(0, end);
    }

    private static @Nullable String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? null : parameter.substring(equals + 1);
    }
}
