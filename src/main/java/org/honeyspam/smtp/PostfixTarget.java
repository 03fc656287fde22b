package org.honeyspam.smtp;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where Postfix 3.7 would take mail for an address: percent hack and bang path are followed, names
 * of the host itself are taken off until what is left is a mailbox here or a domain elsewhere.
 *
 * @param place of what class it is
 * @param local the mailbox there
 * @param domain behind it, also if none was named
 * @param routed whether its mailbox name asks the next host to send it on
 */
record PostfixTarget(Place place, String local, String domain, boolean routed) {
    private static final int LABEL_BYTES_MAX = 63;
    private static final int NAME_BYTES_MAX = 255;
    private static final String BYTE = "0*(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 =
            Pattern.compile("(?!0+\\.[0.]*[1-9])" + BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final String OPERATORS = "@!%";

    enum Place {
        HERE,
        ELSEWHERE,
        /** No mail can go there: the domain is not one. */
        NOWHERE
    }

    /** The address that is meant by all that. */
    String address() {
        return local + "@" + domain;
    }

    static PostfixTarget of(String address, String host) {
        String rest = address.equals("@") ? "" : address;
        String stripped = address.equals("@") ? "" : host;
        while (true) {
            int at = rest.lastIndexOf('@');
            String qualified = at < 0 ? qualified(rest) : rest;
            if (at < 0 && qualified.equals(rest)) {
                boolean here = !stripped.isEmpty() && !isOption(rest);
                return new PostfixTarget(here ? Place.HERE : Place.NOWHERE, rest, host, false);
            }
            if (at < 0) {
                rest = qualified;
                continue;
            }
            String local = rest.substring(0, at);
            String domain = withoutLastDot(rest.substring(at + 1));
            if (!domain.isEmpty() && !isHost(domain, host)) {
                boolean routed = local.chars().anyMatch(c -> OPERATORS.indexOf(c) >= 0);
                boolean there = isDomain(domain) && !isOption(local);
                Place place = there ? Place.ELSEWHERE : Place.NOWHERE;
                return new PostfixTarget(place, local, domain, routed);
            }
            rest = local;
            stripped = domain;
        }
    }

    /** Turns {@code host!user} and {@code user%host} into what they mean. */
    private static String qualified(String name) {
        int bang = name.indexOf('!');
        if (bang >= 0) {
            return name.substring(bang + 1) + "@" + name.substring(0, bang);
        }
        int percent = name.lastIndexOf('%');
        return percent < 0 ? name : name.substring(0, percent) + "@" + name.substring(percent + 1);
    }

    private static String withoutLastDot(String domain) {
        boolean dotted = domain.length() > 1 && domain.endsWith(".") && !domain.endsWith("..");
        return dotted ? domain.substring(0, domain.length() - 1) : domain;
    }

    private static boolean isHost(String domain, String host) {
        return domain.equalsIgnoreCase(host) || domain.equalsIgnoreCase("localhost");
    }

    /** What some program that is given the address could take for one. */
    private static boolean isOption(String local) {
        return local.startsWith("-");
    }

    private static boolean isDomain(String domain) {
        if (domain.startsWith("[")) {
            return isLiteral(domain);
        }
        if (isAscii(domain)) {
            return isHostName(domain);
        }
        try {
            String text = PostfixText.utf8(domain);
            return isHostName(IDN.toASCII(text, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return false; // That is how IDN says that it is no name.
        }
    }

    static boolean isLiteral(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        if (!inner.toLowerCase(Locale.ROOT).startsWith("ipv6:")) {
            return IPV4.matcher(inner).matches();
        }
        try {
            String six = inner.substring("ipv6:".length());
            return six.indexOf('%') < 0
                    && InetAddress.ofLiteral(six).getAddress().length > 0
                    && six.indexOf(':') >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Letters, digits and underscores, with hyphens within; and not a number. */
    static boolean isHostName(String name) {
        boolean number = true;
        for (String label : name.split("\\.", -1)) {
            boolean formed = LABEL.matcher(label).matches();
            if (!formed || label.length() > LABEL_BYTES_MAX) {
                return false;
            }
            number &= NUMBER.matcher(label).matches();
        }
        return !number && name.length() <= NAME_BYTES_MAX;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
