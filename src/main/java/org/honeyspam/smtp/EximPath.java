package org.honeyspam.smtp;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.honeyspam.smtp.EximAddress.Found;
import org.jspecify.annotations.Nullable;

/**
 * Reads the argument of MAIL and RCPT as Exim 4.96 does: parameters from the right, then the
 * address; what is no parameter is taken for a part of the address.
 *
 * @param host by which an address without a domain is completed
 * @param messageBytesMax largest message
 */
record EximPath(String host, long messageBytesMax) {
    /** Whether EHLO was said last, be it with a name that was taken or not. */
    static final String EXTENDED = "EHLO said last";

    private static final Pattern SIZE = Pattern.compile("([+-]?)([0-9]+)");

    /** What became of a parameter of MAIL. */
    private enum Taken {
        YES,
        /** It is known, and its value is passed over. */
        IN_VAIN,
        /** It belongs to the address. */
        NO
    }

    /** What MAIL said besides the address. */
    private static final class Said {
        private final Deque<String> parameters = new ArrayDeque<>();
        private BigInteger sizeBytes = BigInteger.ZERO;
        private @Nullable String fault;
    }

    Path sender(SmtpSession session, String argument) {
        var options = new EximOptions(argument);
        var said = new Said();
        boolean goOn = session.counted(EXTENDED) > 0;
        while (goOn && options.take()) {
            Taken taken = take(options.name(), options.value(), said);
            if (said.fault != null) {
                return new Path.Bad(EximPatience.fault(session, 501, said.fault));
            }
            goOn = taken == Taken.YES;
            if (taken == Taken.NO) {
                options.putBack(' ');
            }
        }
        String rest = options.rest();
        Found found = EximAddress.in(rest, true);
        if (found.error() != null) {
            return malformed(session, rest, found.error());
        }
        if (said.sizeBytes.compareTo(BigInteger.valueOf(messageBytesMax)) > 0) {
            return new Path.Bad(Reply.of(552, "Message size exceeds maximum permitted"));
        }
        return found.qualified() || found.address().isEmpty()
                ? new Path.Good(rest, found.address(), String.join(" ", said.parameters))
                : new Path.Bad(Reply.of(501, rest + ": sender address must contain a domain"));
    }

    /** Takes a parameter by name; of several of one name the first counts, since it comes last. */
    private static Taken take(String name, String value, Said said) {
        String key = name.toUpperCase(Locale.ROOT);
        Taken taken =
                switch (key) {
                    case "SIZE" -> size(value, said);
                    case "BODY" -> body(value, said);
                    case "AUTH" -> auth(value, said);
                    case "RET", "ENVID" -> value.isEmpty() ? Taken.IN_VAIN : Taken.YES;
                    case "PRDR" -> Taken.YES;
                    case "SMTPUTF8" -> {
                        said.fault = "SMTPUTF8 used when not advertised";
                        yield Taken.YES;
                    }
                    default -> Taken.NO;
                };
        if (taken == Taken.YES) {
            said.parameters.addFirst(value.equals(name) ? name : name + "=" + value);
        }
        return taken;
    }

    private static Taken size(String value, Said said) {
        var number = SIZE.matcher(value);
        if (!number.matches()) {
            return Taken.IN_VAIN;
        }
        var size = new BigInteger(number.group(2));
        boolean huge = number.group(1).equals("-") && size.signum() > 0;
        said.sizeBytes = huge ? BigInteger.valueOf(Long.MAX_VALUE) : size;
        return Taken.YES;
    }

    private static Taken body(String value, Said said) {
        if (value.isEmpty()) {
            return Taken.IN_VAIN;
        }
        if (!value.equalsIgnoreCase("8BITMIME") && !value.equalsIgnoreCase("7BIT")) {
            said.fault = "invalid data for BODY";
        }
        return Taken.YES;
    }

    private static Taken auth(String value, Said said) {
        if (value.isEmpty()) {
            return Taken.IN_VAIN;
        }
        if (!value.equals("<>") && !isXtext(value)) {
            said.fault = "invalid data for AUTH";
        }
        return Taken.YES;
    }

    /** RFC 3461 section 4. */
    private static boolean isXtext(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '+') {
                int end = Math.min(i + 3, value.length());
                if (!value.substring(i + 1, end).matches("[0-9A-Fa-f]{2}")) {
                    return false;
                }
            } else if (c <= ' ' || c >= 0x7f || c == '=') {
                return false;
            }
        }
        return true;
    }

    /** Debian's Exim offers no DSN: RCPT has no parameters, yet Exim looks for some. */
    Path recipient(SmtpSession session, String argument) {
        var options = new EximOptions(argument);
        if (session.counted(EXTENDED) > 0 && options.take()) {
            options.putBack('=');
        }
        String rest = options.rest();
        Found found = EximAddress.in(rest, false);
        if (found.error() != null) {
            return malformed(session, rest, found.error());
        }
        return completed(rest, found);
    }

    /** The argument of VRFY. */
    Path verified(String argument) {
        Found found = EximAddress.in(argument, false);
        return found.error() == null
                ? completed(argument, found)
                : new Path.Bad(Reply.of(501, found.error()));
    }

    private Path completed(String typed, Found found) {
        if (found.qualified()) {
            return new Path.Good(typed, found.address(), "");
        }
        return found.address().equalsIgnoreCase("postmaster") // RFC 5321 section 4.5.1
                ? new Path.Good(typed, found.address() + "@" + host, "")
                : new Path.Bad(Reply.of(501, typed + ": recipient address must contain a domain"));
    }

    private static Path malformed(SmtpSession session, String typed, String error) {
        return new Path.Bad(EximPatience.fault(session, 501, typed + ": " + error));
    }
}
