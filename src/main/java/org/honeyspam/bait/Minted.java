package org.honeyspam.bait;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that were shown last. To mint one takes eleven HMACs, and a visitor who goes on
 * sees the same ones again and again: without this it is half of the work of a page.
 */
final class Minted {
    private final int addressesMax;
    private final SequencedMap<Ticket, String> addresses = new LinkedHashMap<>(64, 0.75f, true);

    /** What an address follows from, for as long as the program runs. */
    private record Ticket(long serial, String site) {}

    Minted(int addressesMax) {
        this.addressesMax = addressesMax;
    }

    String address(long serial, String site, Supplier<String> mint) {
        var ticket = new Ticket(serial, site);
        String known = known(ticket);
        if (known != null) {
            return known;
        }
        String fresh = mint.get();
        keep(ticket, fresh);
        return fresh;
    }

    private synchronized @Nullable String known(Ticket ticket) {
        return addresses.get(ticket);
    }

    private synchronized void keep(Ticket ticket, String address) {
        addresses.put(ticket, address);
        if (addresses.size() > addressesMax) {
            addresses.pollFirstEntry();
        }
    }

    synchronized int size() {
        return addresses.size();
    }
}
