package org.honeyspam.dns;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.honeyspam.config.Network;

/** Networks that may ask; quick, since it is looked at for each query. */
final class Access {
    private final Half[] four;
    private final Half[] six;

    /** A network as two halves of 64 bits, of which the masks say what counts. */
    private record Half(long high, long low, long highMask, long lowMask) {
        boolean has(long otherHigh, long otherLow) {
            return (otherHigh & highMask) == high && (otherLow & lowMask) == low;
        }
    }

    Access(List<Network> networks) {
        this.four = halves(networks, Integer.BYTES);
        this.six = halves(networks, 2 * Long.BYTES);
    }

    private static Half[] halves(List<Network> networks, int bytes) {
        return networks.stream()
                .filter(network -> network.prefix().getAddress().length == bytes)
                .map(Access::half)
                .toArray(Half[]::new);
    }

    private static Half half(Network network) {
        byte[] address = network.prefix().getAddress();
        long highMask = mask(network.bits());
        long lowMask = mask(network.bits() - Long.SIZE);
        return new Half(high(address) & highMask, low(address) & lowMask, highMask, lowMask);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }

    private static long high(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return address.length == Integer.BYTES ? (long) bytes.getInt() << 32 : bytes.getLong();
    }

    private static long low(byte[] address) {
        return address.length == Integer.BYTES ? 0 : ByteBuffer.wrap(address).getLong(Long.BYTES);
    }

    boolean admits(InetAddress client) {
        byte[] address = client.getAddress();
        long high = high(address);
        long low = low(address);
        for (Half network : address.length == Integer.BYTES ? four : six) {
            if (network.has(high, low)) {
                return true;
            }
        }
        return false;
    }
}
