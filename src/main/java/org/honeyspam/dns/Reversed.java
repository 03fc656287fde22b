package org.honeyspam.dns;

/**
 * The address that a name below a list's zone asks for, read from the bytes of the wire (RFC 5782
 * sections 2.1 and 2.4): four decimal labels, or 32 of a nibble each.
 */
final class Reversed {
    private static final int OCTETS = 4;
    private static final int NIBBLES = 32;
    private static final int DIGITS_MAX = 3;
    private static final int OCTET_MAX = 255;
    private static final long MAPPED = 0xffff;

    private boolean six;
    private long high;
    private long low;

    /** Reads the labels between two places; false if they say no address. */
    boolean read(byte[] wire, int from, int to) {
        high = 0;
        low = 0;
        if (to - from == 2 * NIBBLES) {
            return nibbles(wire, from, to);
        }
        six = false;
        int at = from;
        for (int octet = 0; octet < OCTETS; octet++) {
            int length = at < to ? wire[at] : 0;
            int value = decimal(wire, at + 1, length, to);
            if (value < 0) {
                return false;
            }
            high |= (long) value << 8 * octet;
            at += 1 + length;
        }
        return at == to;
    }

    /** Zeros may stand before it, as rbldnsd takes them; -1 if it is no octet. */
    private static int decimal(byte[] wire, int from, int length, int to) {
        if (length < 1 || length > DIGITS_MAX || from + length > to) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = wire[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value > OCTET_MAX ? -1 : value;
    }

    private boolean nibbles(byte[] wire, int from, int to) {
        for (int at = to - 2; at >= from; at -= 2) {
            int nibble = wire[at] == 1 ? Character.digit(wire[at + 1], 16) : -1;
            if (nibble < 0) {
                return false;
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | nibble;
        }
        six = high != 0 || low >>> 32 != MAPPED;
        if (!six) { // An IPv4 address as one of IPv6, as the test point of RFC 5782 section 5 is.
            high = low & 0xffff_ffffL;
        }
        return true;
    }

    boolean isSix() {
        return six;
    }

    /** An address of IPv4. */
    int four() {
        return (int) high;
    }

    /** The first half of one of IPv6. */
    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
