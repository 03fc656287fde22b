package org.honeyspam.hosts;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.IpText;
import org.jspecify.annotations.Nullable;

/**
 * Names that lead back to their address without a table: a town for the last 16 bits, and a county
 * for those before, both shuffled by the key.
 */
final class Naming {
    private static final int LOW_BITS = 16;
    private static final int SIX_BITS = 112;
    private static final int HEX = 16;
    private static final int HEX_DIGITS_MAX = 24;
    private static final byte[] NONE = {};

    private final Lots lots;
    private final Map<Network, String> counties = new HashMap<>();
    private final Map<String, Network> ofCounties = new HashMap<>();

    /**
     * @param networks those of IPv6 have a county each, which must be known to find them
     */
    Naming(Lots lots, List<Network> networks) {
        this.lots = lots;
        for (Network network : networks) {
            if (!(network.prefix() instanceof Inet4Address)) {
                found(county(network));
            }
        }
    }

    private static Network county(Network network) {
        return network.bits() <= SIX_BITS
                ? network
                : new Network(network.prefix(), SIX_BITS).clean();
    }

    /** The next free one, should two of the 65,536 be the same. */
    private void found(Network county) {
        if (counties.containsKey(county)) {
            return;
        }
        int number = lots.draw("county", county.prefix().getAddress(), county.bits()).getChar();
        while (ofCounties.putIfAbsent(Towns.name(number), county) != null) {
            number = number + 1 & (1 << LOW_BITS) - 1;
        }
        counties.put(county, Towns.name(number));
    }

    /** What stands before the domain, but for the first word. */
    String labels(InetAddress address, Network network) {
        byte[] bytes = address.getAddress();
        int low = ByteBuffer.wrap(bytes).getChar(bytes.length - Character.BYTES);
        if (address instanceof Inet4Address) {
            int high = ByteBuffer.wrap(bytes).getChar();
            String town = Towns.name(lots.shuffled("town", high(high), low));
            return town + "." + Towns.name(lots.shuffled("county", NONE, high));
        }
        Network county = county(network);
        String town = Towns.name(lots.shuffled("town", county.prefix().getAddress(), low));
        BigInteger between = between(bytes, county);
        String more = between.signum() == 0 ? "" : "-" + between.toString(HEX);
        return town + more + "." + counties.get(county);
    }

    private static BigInteger between(byte[] bytes, Network county) {
        return new BigInteger(1, bytes)
                .shiftRight(LOW_BITS)
                .mod(BigInteger.TWO.pow(SIX_BITS - county.bits()));
    }

    private static byte[] high(int high) {
        return new byte[] {(byte) (high >> Byte.SIZE), (byte) high};
    }

    /** The addresses that might be called so: one of IPv4 and one of IPv6 at most. */
    List<InetAddress> addresses(String town, String county) {
        return Stream.concat(
                        Stream.ofNullable(four(town, county)), Stream.ofNullable(six(town, county)))
                .toList();
    }

    /** The networks that might be called so. */
    List<Network> counties(String county) {
        List<Network> found = new ArrayList<>();
        Integer number = Towns.number(county);
        if (number != null) {
            int high = lots.unshuffled("county", NONE, number);
            byte[] bytes = ByteBuffer.allocate(4).putChar((char) high).array();
            found.add(new Network(IpText.ip(bytes), LOW_BITS));
        }
        Network six = ofCounties.get(county);
        if (six != null) {
            found.add(six);
        }
        return found;
    }

    private @Nullable InetAddress four(String town, String county) {
        Integer low = Towns.number(town);
        Integer high = Towns.number(county);
        if (low == null || high == null) {
            return null;
        }
        int first = lots.unshuffled("county", NONE, high);
        int last = lots.unshuffled("town", high(first), low);
        return IpText.ip(ByteBuffer.allocate(4).putChar((char) first).putChar((char) last).array());
    }

    private @Nullable InetAddress six(String town, String county) {
        Network network = ofCounties.get(county);
        int dash = town.indexOf('-');
        Integer low = Towns.number(dash < 0 ? town : town.substring(0, dash));
        String hex = dash < 0 ? "0" : town.substring(dash + 1);
        boolean written = hex.matches("[0-9a-f]{1," + HEX_DIGITS_MAX + "}");
        if (network == null || low == null || !written) {
            return null;
        }
        var between = new BigInteger(hex, HEX);
        if (between.bitLength() > SIX_BITS - network.bits()) {
            return null;
        }
        byte[] first = network.prefix().getAddress();
        int last = lots.unshuffled("town", first, low);
        byte[] sum =
                new BigInteger(1, first)
                        .or(between.shiftLeft(LOW_BITS))
                        .or(BigInteger.valueOf(last))
                        .toByteArray();
        byte[] bytes = new byte[first.length];
        int length = Math.min(sum.length, bytes.length); // A sign may stand before it.
        System.arraycopy(sum, sum.length - length, bytes, bytes.length - length, length);
        return IpText.ip(bytes);
    }
}
