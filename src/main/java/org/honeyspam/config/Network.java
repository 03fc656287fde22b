package org.honeyspam.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/** A range of addresses: a prefix and its length. */
public record Network(InetAddress prefix, int bits) {

    /** Reads {@code 192.0.2.0/24}; the configuration was checked before. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    /** Reads what somebody typed: an address, or a network; null if it is neither. */
    public static @Nullable Network read(String text) {
        int slash = text.indexOf('/');
        InetAddress ip = IpText.read(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (ip == null || slash >= 0 && !bits.matches("\\d{1,3}")) {
            return null;
        }
        Network one = of(ip);
        int length = slash < 0 ? one.bits() : Integer.parseInt(bits);
        return length > one.bits() ? null : new Network(ip, length).clean();
    }

    /** The network of one address. */
    public static Network of(InetAddress ip) {
        return new Network(ip, Byte.SIZE * ip.getAddress().length);
    }

    /** Whether it is one address. */
    public boolean isAddress() {
        return bits == Byte.SIZE * prefix.getAddress().length;
    }

    /** Whom an address is counted for as one visitor: one host can take any of its IPv6 /64. */
    public static Network ofVisitor(InetAddress ip) {
        return around(ip, Integer.SIZE, Long.SIZE);
    }

    /**
     * The network that an address is in.
     *
     * @param bits4 length of an IPv4 prefix, in whole bytes; {@code bits6} likewise of IPv6
     */
    public static Network around(InetAddress ip, int bits4, int bits6) {
        int bits = ip instanceof Inet4Address ? bits4 : bits6;
        byte[] bytes = ip.getAddress();
        Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
        return new Network(IpText.ip(bytes), bits);
    }

    /** The same with no bit set behind the prefix. */
    public Network clean() {
        byte[] bytes = prefix.getAddress();
        for (int i = bits; i < Byte.SIZE * bytes.length; i++) {
            bytes[i / Byte.SIZE] &= (byte) ~(0x80 >> (i % Byte.SIZE));
        }
        return new Network(IpText.ip(bytes), bits);
    }

    /**
     * The address so far behind its first one.
     *
     * @param number of at most 16 bits, and within the network
     */
    public InetAddress at(int number) {
        byte[] bytes = first().getAddress();
        bytes[bytes.length - 2] |= (byte) (number >> Byte.SIZE);
        bytes[bytes.length - 1] |= (byte) number;
        return IpText.ip(bytes);
    }

    /** The first address in it, whatever it was written by. */
    public InetAddress first() {
        return clean().prefix;
    }

    /** {@code 192.0.2.0/24}. */
    public String text() {
        return IpText.of(prefix) + "/" + bits;
    }

    /** {@code 192.0.2.0/24}, but {@code 192.0.2.7} of one address. */
    public String source() {
        return isAddress() ? IpText.of(prefix) : text();
    }

    /** Whether they have addresses in common: then one is within the other. */
    public boolean overlaps(Network other) {
        return contains(other.prefix()) || other.contains(prefix);
    }

    public boolean contains(InetAddress ip) {
        byte[] own = prefix.getAddress();
        byte[] other = ip.getAddress();
        if (own.length != other.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int mask = -0x100 >> (bits % Byte.SIZE);
        boolean same = Arrays.equals(own, 0, whole, other, 0, whole);
        return same && (whole == own.length || ((own[whole] ^ other[whole]) & mask & 0xff) == 0);
    }
}
