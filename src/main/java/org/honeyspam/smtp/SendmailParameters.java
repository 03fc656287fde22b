package org.honeyspam.smtp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the ESMTP parameters of MAIL and RCPT as Sendmail 8.17 does; null is no complaint. */
final class SendmailParameters {
    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");

    private static final Pattern ATOM =
            Pattern.compile("[^\\x00-\\x20\\x7f-\\xff()<>@,;:\\\\\".\\[\\]]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger DEADLINE_SECONDS_MAX = BigInteger.valueOf(999_999_999);
    private static final int COUNT_MAX = 19;
    private static final Reply TOO_MANY = Reply.of(501, "5.5.4 Too many parameters");

    private SendmailParameters() {}

    static @Nullable Reply checkMail(String parameters, long messageBytesMax) {
        var seen = new HashSet<String>();
        List<Parameter> all = split(parameters);
        for (Parameter parameter : all) {
            String value = parameter.value();
            String name = parameter.name().toUpperCase(Locale.ROOT);
            boolean again = !seen.add(name);
            Reply wrong =
                    switch (name) {
                        case "SIZE" -> size(value);
                        case "BODY" -> body(value);
                        case "RET" -> again && value != null ? duplicate(name) : ret(value);
                        case "ENVID" -> orAgain(again, name, xtext(name, value, "requires"));
                        case "AUTH" ->
                                again && value != null
                                        ? duplicate(name)
                                        : xtext(name, value, "= requires");
                        case "BY" -> by(value);
                        default -> unrecognized(parameter.name());
                    };
            if (wrong != null) {
                return wrong;
            }
        }
        return all.size() > COUNT_MAX ? TOO_MANY : tooLarge(all, messageBytesMax);
    }

    /** Whether the last size that is told is beyond what is taken: it is looked at in the end. */
    private static @Nullable Reply tooLarge(List<Parameter> all, long messageBytesMax) {
        BigInteger size = BigInteger.ZERO;
        for (Parameter one : all) {
            String value = one.value();
            size = one.name().equalsIgnoreCase("SIZE") && value != null ? number(value) : size;
        }
        return size.compareTo(BigInteger.valueOf(messageBytesMax)) <= 0
                ? null
                : Reply.of(
                        552,
                        "5.2.3 Message size exceeds fixed maximum message size ("
                                + messageBytesMax
                                + ")");
    }

    static @Nullable Reply checkRcpt(String parameters) {
        var seen = new HashSet<String>();
        List<Parameter> all = split(parameters);
        for (Parameter parameter : all) {
            String value = parameter.value();
            String name = parameter.name().toUpperCase(Locale.ROOT);
            boolean again = !seen.add(name);
            Reply wrong =
                    switch (name) {
                        case "NOTIFY" -> notifyWhen(value);
                        case "ORCPT" ->
                                again && value != null ? duplicate(name) : originalRecipient(value);
                        default -> unrecognized(parameter.name());
                    };
            if (wrong != null) {
                return wrong;
            }
        }
        return all.size() > COUNT_MAX ? TOO_MANY : null;
    }

    private static @Nullable Reply orAgain(boolean again, String name, @Nullable Reply wrong) {
        return wrong == null && again ? duplicate(name) : wrong;
    }

    private static @Nullable Reply size(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 SIZE requires a value");
        }
        BigInteger size = number(value);
        if (size.compareTo(LONG_MAX) > 0) {
            return Reply.of(552, "5.2.3 Message size exceeds maximum value");
        }
        return size.signum() < 0 ? Reply.of(552, "5.2.3 Message size invalid") : null;
    }

    /** As {@code strtol} reads it: a sign, digits, and whatever. */
    private static BigInteger number(String value) {
        var digits = NUMBER.matcher(value);
        return digits.lookingAt() ? new BigInteger(digits.group()) : BigInteger.ZERO;
    }

    private static @Nullable Reply body(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 BODY requires a value");
        }
        boolean known = value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME");
        return known
                ? null
                : Reply.of(501, "5.5.4 Unknown BODY type " + SendmailText.sevenBit(value));
    }

    private static @Nullable Reply ret(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 RET requires a value");
        }
        boolean known = value.equalsIgnoreCase("FULL") || value.equalsIgnoreCase("HDRS");
        String shown = SendmailText.sevenBit(value);
        return known ? null : Reply.of(501, "5.5.2 Bad argument \"" + shown + "\" to RET");
    }

    private static @Nullable Reply by(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 BY= requires a value");
        }
        BigInteger seconds = number(value);
        if (seconds.abs().compareTo(DEADLINE_SECONDS_MAX) > 0) {
            return Reply.of(501, "5.5.2 BY=" + SendmailText.sevenBit(value) + " out of range");
        }
        var digits = NUMBER.matcher(value);
        int end = digits.lookingAt() ? digits.end() : 0;
        if (!value.startsWith(";", end)) {
            return Reply.of(501, "5.5.2 BY= missing ';'");
        }
        String mode = value.substring(end + 1).toUpperCase(Locale.ROOT);
        if (!mode.startsWith("N") && !mode.startsWith("R")) {
            return Reply.of(501, "5.5.2 illegal by-mode '" + visible(value, end + 1) + "'");
        }
        if (mode.startsWith("R") && seconds.signum() <= 0) {
            return Reply.of(501, "5.5.4 mode R requires BY time > 0");
        }
        boolean traced = mode.length() == 1 || mode.charAt(1) == 'T';
        return traced
                ? null
                : Reply.of(501, "5.5.2 illegal by-trace '" + visible(value, end + 2) + "'");
    }

    private static char visible(String value, int at) {
        char c = at < value.length() ? value.charAt(at) : 0;
        return c >= ' ' && c < 0x7f ? c : '?';
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
                String shown = SendmailText.sevenBit(one);
                return Reply.of(501, "5.5.4 Bad argument \"" + shown + "\"  to NOTIFY");
            }
        }
        return null;
    }

    private static @Nullable Reply originalRecipient(@Nullable String value) {
        if (value == null) {
            return Reply.of(501, "5.5.2 ORCPT requires a value");
        }
        int semicolon = value.indexOf(';');
        boolean right = semicolon > 0 && isXtext(value.substring(semicolon + 1));
        return right && ATOM.matcher(value.substring(0, semicolon)).matches()
                ? null
                : syntax("ORCPT");
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
        return Reply.of(555, "5.5.4 " + SendmailText.sevenBit(key) + " parameter unrecognized");
    }

    /**
     * A parameter as Sendmail cuts it: a name of letters, digits and hyphens, and a value up to a
     * blank or a second equals sign. One byte behind it is lost, whatever it is.
     */
    private record Parameter(String name, @Nullable String value) {}

    private static List<Parameter> split(String text) {
        var all = new ArrayList<Parameter>();
        for (int at = start(text, 0); at < text.length(); at = start(text, at)) {
            int end = at;
            while (end < text.length() && isNameByte(text.charAt(end))) {
                end++;
            }
            String name = text.substring(at, end);
            String value = null;
            if (end < text.length() && text.charAt(end) == '=') {
                int from = end + 1;
                end = from;
                while (end < text.length() && isValueByte(text.charAt(end))) {
                    end++;
                }
                value = text.substring(from, end);
            }
            all.add(new Parameter(name, value));
            at = end + 1;
        }
        return all;
    }

    private static int start(String text, int from) {
        int at = from;
        while (at < text.length() && SendmailScan.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNameByte(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-';
    }

    private static boolean isValueByte(char c) {
        return c > ' ' && c != 0x7f && c != '=';
    }
}
