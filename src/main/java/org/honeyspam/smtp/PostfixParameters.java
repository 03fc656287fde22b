package org.honeyspam.smtp;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the ESMTP parameters of MAIL and RCPT as Postfix 3.7 does; null is no complaint. */
final class PostfixParameters {
    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");
    private static final Set<String> SWITCHES = Set.of("BODY=7BIT", "BODY=8BITMIME", "SMTPUTF8");
    private static final int UNICODE_MAX = 0x10ffff;

    private final Set<String> seen = new HashSet<>();
    private final long messageBytesMax;
    private boolean tooLarge;

    private PostfixParameters(long messageBytesMax, boolean tooLarge) {
        this.messageBytesMax = messageBytesMax;
        this.tooLarge = tooLarge;
    }

    /**
     * Of the MAIL of a session.
     *
     * @param tooLarge whether a SIZE that was refused is remembered
     */
    static PostfixParameters ofMail(long messageBytesMax, boolean tooLarge) {
        return new PostfixParameters(messageBytesMax, tooLarge);
    }

    @Nullable Reply check(List<String> parameters) {
        for (String parameter : parameters) {
            Reply wrong = mail(parameter);
            if (wrong != null) {
                return wrong;
            }
        }
        return tooLarge ? Reply.of(552, "5.3.4 Message size exceeds fixed limit") : null;
    }

    /** Whether the last SIZE said, in this command or before it, is beyond the limit. */
    boolean tooLarge() {
        return tooLarge;
    }

    static @Nullable Reply checkRcpt(List<String> parameters) {
        var check = new PostfixParameters(0, false);
        for (String parameter : parameters) {
            Reply wrong = check.rcpt(parameter);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable Reply mail(String parameter) {
        if (SWITCHES.contains(parameter.toUpperCase(Locale.ROOT))) {
            return null;
        }
        String value = parameter.substring(parameter.indexOf('=') + 1);
        return switch (key(parameter)) {
            case "SIZE" -> size(value);
            case "AUTH" -> sender(value);
            case "RET" -> accept(isOneOf(value, "FULL", "HDRS") && seen.add("RET"), "Bad RET");
            case "ENVID" -> accept(isEnvelopeId(value) && seen.add("ENVID"), "Bad ENVID");
            default -> unsupported(parameter);
        };
    }

    private @Nullable Reply rcpt(String parameter) {
        String value = parameter.substring(parameter.indexOf('=') + 1);
        return switch (key(parameter)) {
            case "NOTIFY" -> accept(isNotify(value) && seen.add("NOTIFY"), "Error: Bad NOTIFY");
            case "ORCPT" -> accept(isOriginal(value) && seen.add("ORCPT"), "Error: Bad ORCPT");
            default -> unsupported(parameter);
        };
    }

    private @Nullable Reply size(String value) {
        if (!isNumber(value)) {
            return Reply.of(501, "5.5.4 Bad message size syntax");
        }
        long size = number(value);
        if (size < 0) {
            return Reply.of(552, "5.3.4 Message size exceeds file system imposed limit");
        }
        tooLarge = size > messageBytesMax; // Of several, the last one counts.
        return null;
    }

    private @Nullable Reply sender(String value) {
        return value.equals("<>") || seen.add("AUTH")
                ? null
                : Reply.of(503, "5.5.4 Error: multiple AUTH= options");
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Negative if it is greater than a file can be. */
    static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        try {
            return Long.parseLong(significant);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isEnvelopeId(String value) {
        String plain = withoutXtext(value);
        return plain != null
                && !plain.isEmpty()
                && plain.chars().allMatch(c -> PostfixText.isPrintable((char) c));
    }

    private static boolean isNotify(String value) {
        int some = 0;
        boolean never = false;
        for (String one : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            boolean known = NOTIFY.contains(one);
            if (!one.isEmpty() && !known && !one.equals("NEVER")) {
                return false;
            }
            some += known ? 1 : 0;
            never |= one.equals("NEVER");
        }
        return never ? some == 0 : some > 0;
    }

    private static boolean isOriginal(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon <= 0) {
            return false;
        }
        String address = value.substring(semicolon + 1);
        return value.substring(0, semicolon).equalsIgnoreCase("utf-8")
                ? isUnicodeXtext(address)
                : withoutXtext(address) != null;
    }

    /** RFC 3461 section 4; null if a plus is not followed by two hexadecimal digits. */
    private static @Nullable String withoutXtext(String value) {
        var plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '+') {
                plain.append(value.charAt(i));
                continue;
            }
            if (i + 3 > value.length() || !value.substring(i + 1, i + 3).matches("[0-9A-Fa-f]+")) {
                return null;
            }
            plain.append((char) Integer.parseInt(value, i + 1, i + 3, 16));
            i += 2;
        }
        return plain.toString();
    }

    /** RFC 6533 section 3. */
    private static boolean isUnicodeXtext(String value) {
        int at = value.indexOf("\\x{");
        while (at >= 0) {
            int end = value.indexOf('}', at);
            String hex = end < 0 ? "-" : value.substring(at + 3, end).replaceFirst("^0+", "");
            if (!hex.matches("[0-9A-Fa-f]{0,6}")
                    || !hex.isEmpty() && Integer.parseInt(hex, 16) > UNICODE_MAX) {
                return false;
            }
            at = value.indexOf("\\x{", end);
        }
        return true;
    }

    private static boolean isOneOf(String value, String one, String other) {
        return value.equalsIgnoreCase(one) || value.equalsIgnoreCase(other);
    }

    private static @Nullable Reply accept(boolean good, String wrong) {
        return good ? null : Reply.of(501, "5.5.4 " + wrong + " parameter syntax");
    }

    private static Reply unsupported(String parameter) {
        return Reply.of(555, "5.5.4 Unsupported option: " + parameter);
    }

    private static String key(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : parameter.substring(0, equals).toUpperCase(Locale.ROOT);
    }
}
