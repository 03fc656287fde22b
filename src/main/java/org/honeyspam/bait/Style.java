package org.honeyspam.bait;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write an address so that it recognises itself. */
interface Style {

    /**
     * What an address may carry.
     *
     * @param serial number of the address, never given twice
     * @param index of the address among those of the visit
     * @param visitStart to the second
     */
    record Facts(long serial, InetAddress visitor, String site, int index, Instant visitStart) {}

    /** How many addresses of one visit it can tell apart. */
    int addressesPerVisitMax();

    /** The local part. */
    String mint(KeyRing.Key key, Facts facts, String domain);

    /**
     * Reads a local part; null if this key did not make it.
     *
     * @param sites names that a code may carry
     */
    @Nullable Carried read(KeyRing.Key key, String local, String domain, List<String> sites);
}
