package org.honeyspam.config;

import java.net.InetAddress;

/** A range of addresses: a prefix and its length. */
public record Network(InetAddress prefix, int bits) {

    /** Reads {@code 192.0.2.0/24}; the configuration was checked before. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
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
