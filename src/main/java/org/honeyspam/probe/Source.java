package org.honeyspam.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.honeyspam.dialogue.IpText;

/** Whom addresses are counted for as one sender: a /24 of IPv4, a /64 of IPv6. */
final class Source {
    private static final int V4_BYTES = 3;
    private static final int V6_BYTES = 8;

    private Source() {}

    /** The network of an address, as {@code 192.0.2.0/24}. */
    static String network(String ip) {
        InetAddress address = InetAddress.ofLiteral(ip);
        byte[] bytes = address.getAddress();
        int kept = address instanceof Inet4Address ? V4_BYTES : V6_BYTES;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        try {
            return IpText.of(InetAddress.getByAddress(bytes)) + "/" + kept * Byte.SIZE;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of %d bytes".formatted(bytes.length), e);
        }
    }
}
