package org.honeyspam.dialogue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Writes addresses the one way (RFC 5952), so that text found in one place is found in all, and
 * reads what people write; makes them of their bytes.
 */
public final class IpText {

    private IpText() {}

    /** The address that a text says; null if it is none, also for 10.1, which is 10.0.0.1. */
    public static @Nullable InetAddress read(String text) {
        try {
            InetAddress ip = InetAddress.ofLiteral(text);
            return text.indexOf(':') >= 0 || ip.getHostAddress().equals(text) ? ip : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The address of 4 or of 16 bytes; one that is IPv4 within IPv6 (::ffff:a.b.c.d) as IPv4. */
    public static InetAddress ip(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of illegal length", e);
        }
    }

    /** {@code 192.0.2.7} or {@code 2001:db8::7}, never with a zone. */
    public static String of(InetAddress ip) {
        return ip instanceof Inet4Address ? ip.getHostAddress() : v6(ip.getAddress());
    }

    private static String v6(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        int from = -1;
        int length = 1; // RFC 5952 section 4.2.2: a single zero group is not shortened.
        for (int i = 0; i < 8; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                from = i;
                length = run;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                boolean colon = !text.isEmpty() && text.charAt(text.length() - 1) != ':';
                text.append(colon ? ":" : "").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}
