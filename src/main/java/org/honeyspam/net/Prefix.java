package org.honeyspam.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.honeyspam.config.Network;

/**
 * The network that floods are told apart by, as a number: an IPv4 /24, an IPv6 /48. That is what
 * one customer is given, and a host has all of its IPv6 network's addresses.
 */
final class Prefix {
    static final int BITS_4 = 24;
    static final int BITS_6 = 48;
    private static final long FAMILY_6 = 1L << 62;

    private Prefix() {}

    static long of(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        int length = (ip instanceof Inet4Address ? BITS_4 : BITS_6) / Byte.SIZE;
        long number = ip instanceof Inet4Address ? 0 : FAMILY_6;
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix = prefix << Byte.SIZE | bytes[i] & 0xff;
        }
        return number | prefix;
    }

    /** As in events: {@code 192.0.2.0/24}. */
    static String text(InetAddress ip) {
        return Network.around(ip, BITS_4, BITS_6).text();
    }
}
