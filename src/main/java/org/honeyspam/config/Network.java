package org.honeyspam.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses: a prefix and its length. */
public record Network(InetAddress prefix, int bits) {

    /** Reads {@code 192.0.2.0/24}; the configuration was checked before. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whom an address is counted for as one visitor: one host can take any of its IPv6 /64. */
    public static Network ofVisitor(InetAddress ip) {
        if (ip instanceof Inet4Address) {
            return new Network(ip, Integer.SIZE);
        }
        byte[] bytes = ip.getAddress();
        Arrays.fill(bytes, Long.BYTES, bytes.length, (byte) 0);
        try {
            return new Network(InetAddress.getByAddress(bytes), Long.SIZE);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of illegal length", e);
        }
    }

    public boolean contains(InetAddress ip) {
        byte[] own = prefix.getAddress();
        byte[] other = ip.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % Byte.SIZE);
            if (((own[i / Byte.SIZE] ^ other[i / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
