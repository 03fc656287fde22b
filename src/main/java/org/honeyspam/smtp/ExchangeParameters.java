package org.honeyspam.smtp;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of MAIL and RCPT for Exchange; null is no complaint. */
final class ExchangeParameters {
    private static final Reply UNRECOGNIZED = Reply.of(501, "5.5.4 Unrecognized parameter");
    private static final Set<String> BODIES = Set.of("7BIT", "8BITMIME", "BINARYMIME");
    private static final Set<String> RETURNS = Set.of("FULL", "HDRS");

    /** RFC 3461 section 4. */
    private static final String XTEXT = "(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*+";

    private static final Pattern ENVELOPE_ID = Pattern.compile(XTEXT);
    private static final Pattern ORIGINAL = Pattern.compile("[\\w-]++;[!-\\xff]++");
    private static final Pattern NOTIFY =
            Pattern.compile(
                    "NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BINARY =
            Pattern.compile("(?:^|[ \t])BODY=BINARYMIME(?:[ \t]|$)", Pattern.CASE_INSENSITIVE);
    private static final int SIZE_DIGITS_MAX = 18;

    private ExchangeParameters() {}

    static boolean isBinary(Envelope envelope) {
        return BINARY.matcher(envelope.sender().parameters()).find();
    }

    static @Nullable Reply checkMail(String parameters, long messageBytesMax) {
        var seen = new HashSet<String>();
        for (Parameter parameter : split(parameters)) {
            String value = parameter.value();
            Reply wrong =
                    switch (parameter.name()) {
                        case "SIZE" -> size(value, messageBytesMax);
                        case "BODY" -> unless(value != null && BODIES.contains(upper(value)));
                        case "RET" -> unless(value != null && RETURNS.contains(upper(value)));
                        case "ENVID" ->
                                unless(value != null && ENVELOPE_ID.matcher(value).matches());
                        case "AUTH" -> unless(value != null && !value.isEmpty());
                        case "SMTPUTF8" -> unless(value == null);
                        default -> UNRECOGNIZED;
                    };
            if (wrong == null && !seen.add(parameter.name())) {
                wrong = Exchange.INVALID_ARGUMENTS;
            }
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    static @Nullable Reply checkRcpt(String parameters) {
        var seen = new HashSet<String>();
        for (Parameter parameter : split(parameters)) {
            String value = parameter.value();
            Reply wrong =
                    switch (parameter.name()) {
                        case "NOTIFY" -> unless(value != null && NOTIFY.matcher(value).matches());
                        case "ORCPT" -> unless(value != null && ORIGINAL.matcher(value).matches());
                        default -> UNRECOGNIZED;
                    };
            if (wrong == null && !seen.add(parameter.name())) {
                wrong = Exchange.INVALID_ARGUMENTS;
            }
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable Reply size(@Nullable String value, long messageBytesMax) {
        if (value == null || !value.matches("[0-9]{1,%d}".formatted(SIZE_DIGITS_MAX))) {
            return Exchange.INVALID_ARGUMENTS;
        }
        return Long.parseLong(value) > messageBytesMax ? Exchange.TOO_LARGE : null;
    }

    private static @Nullable Reply unless(boolean good) {
        return good ? null : Exchange.INVALID_ARGUMENTS;
    }

    /**
     * A word of the command.
     *
     * @param value null if there is no equals sign
     */
    private record Parameter(String name, @Nullable String value) {}

    private static Parameter[] split(String parameters) {
        String[] words = parameters.isEmpty() ? new String[0] : parameters.split("[ \t]+", -1);
        var split = new Parameter[words.length];
        for (int i = 0; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String name = equals < 0 ? words[i] : words[i].substring(0, equals);
            split[i] =
                    new Parameter(upper(name), equals < 0 ? null : words[i].substring(equals + 1));
        }
        return split;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
