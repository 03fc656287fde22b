package org.honeyspam.proxy;

import java.net.InetAddress;
import java.util.SplittableRandom;
import org.honeyspam.dialogue.IpText;

/** The address that the DNS would give for a host, where a product names it: none is asked. */
final class Addresses {
    private static final int[] HOSTERS = {
        5, 37, 46, 51, 62, 78, 85, 88, 91, 94, 104, 138, 144, 185
    };

    private Addresses() {}

    /** Of an address, itself; of a name, one that follows from it. */
    static String of(String host) {
        try {
            return IpText.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            var dice = new SplittableRandom(host.hashCode());
            return HOSTERS[dice.nextInt(HOSTERS.length)]
                    + "."
                    + dice.nextInt(16, 240)
                    + "."
                    + dice.nextInt(256)
                    + "."
                    + dice.nextInt(2, 255);
        }
    }
}
