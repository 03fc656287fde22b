package org.honeyspam.probe;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address that mail can be sent to without a second thought: plain local part, plain domain. */
record Mailbox(String address, String domain) {
    // Atoms of RFC 5321 section 4.1.2 with dots anywhere; no quotes, literals, routes or spaces.
    private static final Pattern PLAIN =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
                            + "@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]"
                            + "(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9]))\\.?");
    private static final int BYTES_MAX = 254;

    /** Null if it is anything else. */
    static @Nullable Mailbox of(String text) {
        Matcher plain = PLAIN.matcher(text);
        return text.length() <= BYTES_MAX && plain.matches()
                ? new Mailbox(text, plain.group(1).toLowerCase(Locale.ROOT))
                : null;
    }

    /** The same for the same box, however it is written. */
    String key() {
        return address.substring(0, address.lastIndexOf('@')).toLowerCase(Locale.ROOT)
                + "@"
                + domain;
    }

    /** Whether a domain is that one or below it. */
    static boolean within(String domain, String other) {
        return domain.equals(other) || domain.endsWith("." + other);
    }
}
