package org.honeyspam.hosts;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.honeyspam.config.Network;

/**
 * How nftables speaks of the addresses of a family.
 *
 * @param word before what is said of them
 * @param type of a set of them
 * @param mask leaves the bits that all but the name of a host follows from
 * @param digit tells apart what there is for both
 */
record Family(String word, String type, String mask, char digit) {
    static final List<Family> ALL =
            List.of(
                    new Family("ip", "ipv4_addr", "0.0.255.255", '4'),
                    new Family("ip6", "ipv6_addr", "::ffff", '6'));

    boolean has(InetAddress address) {
        return address instanceof Inet4Address == (digit == '4');
    }

    boolean has(Network network) {
        return has(network.prefix());
    }

    /** What the mask leaves of the addresses of a cell. */
    String masked(int cell) {
        return digit == '4'
                ? "0.0.%d.%d".formatted(cell >> Byte.SIZE, cell & 0xff)
                : "::" + Integer.toHexString(cell);
    }
}
