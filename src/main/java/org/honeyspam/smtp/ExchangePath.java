package org.honeyspam.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the argument of MAIL and RCPT, as far as it is known how Exchange does. */
final class ExchangePath {
    /** A connector's limit while LongAddressesEnabled is off. */
    private static final int ADDRESS_BYTES_MAX = 571;

    private static final int NAME_BYTES_MAX = 255;

    // RFC 5321 section 4.1.2, with the bytes of RFC 6531 section 3.3.
    private static final String ATOM = "[\\w!#$%&'*+/=?^`{|}~\\x80-\\xff-]++";
    private static final String QUOTED = "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[ -~])*+\"";
    private static final String LABEL = "[\\w\\x80-\\xff-]++";
    private static final String NAME = LABEL + "(?:\\." + LABEL + ")*+";
    private static final String LITERAL = "\\[[\\w.:]++\\]";
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:%s(?:\\.%s)*+|%s)(?:@(?<domain>%s|%s))?"
                            .formatted(ATOM, ATOM, QUOTED, NAME, LITERAL));
    private static final Pattern CLIENT = Pattern.compile("|" + NAME + "|" + LITERAL);
    private static final Pattern ROUTE = Pattern.compile("@[^<>:\\s]++:");

    /** Everything up to the first blank that is not quoted. */
    private static final Pattern TYPED = Pattern.compile("(?:" + QUOTED + "|[^ \t\"])*+");

    private ExchangePath() {}

    /** RequireEHLODomain is off: none is a name as well. */
    static boolean isClientName(String name) {
        return name.length() <= NAME_BYTES_MAX
                && name.chars().allMatch(c -> c < 0x80)
                && CLIENT.matcher(name).matches();
    }

    static Path sender(String argument, long messageBytesMax) {
        Scan scan = scan("FROM:", argument);
        if (scan == null) {
            return new Path.Bad(Exchange.INVALID_ARGUMENTS);
        }
        boolean unicode = scan.path().has("SMTPUTF8");
        boolean good = scan.typed().equals("<>") || isAddress(scan, unicode);
        Reply wrong =
                good
                        ? ExchangeParameters.checkMail(scan.parameters(), messageBytesMax)
                        : Reply.of(501, "5.1.7 Invalid address");
        return wrong == null ? scan.path() : new Path.Bad(wrong);
    }

    /**
     * Reads a recipient.
     *
     * @param unicode whether the sender announced that addresses are not all ASCII
     */
    static Path recipient(String argument, boolean unicode) {
        Scan scan = scan("TO:", argument);
        if (scan == null) {
            return new Path.Bad(Exchange.INVALID_ARGUMENTS);
        }
        Reply wrong =
                isAddress(scan, unicode)
                        ? ExchangeParameters.checkRcpt(scan.parameters())
                        : Reply.of(501, "5.1.3 Invalid address");
        return wrong == null ? scan.path() : new Path.Bad(wrong);
    }

    private record Scan(String typed, String address, String parameters) {
        Path.Good path() {
            return new Path.Good(typed, address, parameters);
        }
    }

    /** Null if there is nothing that could be an address. */
    private static @Nullable Scan scan(String keyword, String argument) {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return null;
        }
        String rest = argument.substring(keyword.length()).strip();
        Matcher typed = TYPED.matcher(rest);
        if (rest.isEmpty() || !typed.lookingAt()) {
            return null;
        }
        String text = typed.group();
        boolean angled = text.length() >= 2 && text.startsWith("<") && text.endsWith(">");
        String inner = angled ? text.substring(1, text.length() - 1) : text;
        Matcher route = ROUTE.matcher(inner);
        // RFC 5321 section 4.1.1.3: a source route is to be stripped.
        String address = route.lookingAt() ? inner.substring(route.end()) : inner;
        return new Scan(text, address, rest.substring(typed.end()).strip());
    }

    private static boolean isAddress(Scan scan, boolean unicode) {
        String address = scan.address();
        if (address.length() > ADDRESS_BYTES_MAX
                || !unicode && address.chars().anyMatch(c -> c > 0x7f)) {
            return false;
        }
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return false;
        }
        String domain = matcher.group("domain");
        return domain == null || domain.length() <= NAME_BYTES_MAX;
    }
}
