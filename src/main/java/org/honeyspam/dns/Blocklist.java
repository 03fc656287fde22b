package org.honeyspam.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * Who is listed, as the name server answers it: addresses and networks of both families, a million
 * of them in some 30 MB. Any thread reads without a lock while another puts and removes.
 */
public final class Blocklist {
    private static final int FAMILY_4 = 32;
    private static final int FAMILY_6 = 128;

    private final Family four = new Family(FAMILY_4);
    private final Family six = new Family(FAMILY_6);

    /** The prefixes of a family, a table for each length that occurs. */
    private static final class Family {
        /** By length; what is null was never used. */
        private final @Nullable PrefixTable[] byLength;

        /** The lengths that occur; replaced whole when there is a new one. */
        private volatile int[] lengths = {};

        Family(int bits) {
            this.byLength = new PrefixTable[bits + 1];
        }

        int put(int length, long high, long low, int packed) {
            PrefixTable table = byLength[length];
            if (table == null) {
                if (packed == 0) {
                    return 0;
                }
                table = new PrefixTable(length > Long.SIZE);
                byLength[length] = table;
                int[] more = Arrays.copyOf(lengths, lengths.length + 1);
                more[lengths.length] = length;
                lengths = more;
            }
            return table.put(kept(high, length), kept(low, length - Long.SIZE), packed);
        }

        /** What all networks around the address say. */
        int get(long high, long low) {
            int all = 0;
            for (int length : lengths) {
                PrefixTable table = byLength[length];
                if (table != null) {
                    int one = table.get(kept(high, length), kept(low, length - Long.SIZE));
                    all = one == 0 ? all : all == 0 ? one : Listing.merged(all, one);
                }
            }
            return all;
        }

        private static long kept(long half, int length) {
            return length <= 0 ? 0 : length >= Long.SIZE ? half : half & -1L << Long.SIZE - length;
        }

        int size() {
            int size = 0;
            for (int length : lengths) {
                PrefixTable table = byLength[length];
                size += table == null ? 0 : table.size();
            }
            return size;
        }

        long bytes() {
            long bytes = 0;
            for (int length : lengths) {
                PrefixTable table = byLength[length];
                bytes += table == null ? 0 : table.bytes();
            }
            return bytes;
        }
    }

    /** Lists a network, or says anew why it is listed. */
    public synchronized void put(Network network, Listing listing) {
        change(network, listing.packed());
    }

    /** Takes a network off the list; whether it was on it. Those around and within it stay. */
    public synchronized boolean remove(Network network) {
        return change(network, 0) != 0;
    }

    private int change(Network network, int packed) {
        ByteBuffer bytes = ByteBuffer.wrap(network.prefix().getAddress());
        if (bytes.capacity() == Integer.BYTES) {
            return four.put(network.bits(), (long) bytes.getInt() << 32, 0, packed);
        }
        return six.put(network.bits(), bytes.getLong(), bytes.getLong(), packed);
    }

    /** Why an address is listed, by itself or with a network; null if it is not. */
    public @Nullable Listing find(InetAddress ip) {
        ByteBuffer bytes = ByteBuffer.wrap(ip.getAddress());
        int packed =
                ip instanceof Inet4Address
                        ? of(bytes.getInt())
                        : of(bytes.getLong(), bytes.getLong());
        return packed == 0 ? null : Listing.of(packed);
    }

    /** The same, packed; 0 if an IPv4 address is not listed. */
    int of(int address) {
        return four.get((long) address << 32, 0);
    }

    /** The same of an IPv6 address. */
    int of(long high, long low) {
        return six.get(high, low);
    }

    /** How many networks and addresses are listed. */
    public synchronized int size() {
        return four.size() + six.size();
    }

    /** How much memory the tables take. */
    public synchronized long bytes() {
        return four.bytes() + six.bytes();
    }
}
