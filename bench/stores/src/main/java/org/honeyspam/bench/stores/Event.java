package org.honeyspam.bench.stores;

/** One row of the event view, as it would be derived from a line of the journal. */
record Event(
        String id,
        long atMillis,
        String node,
        String session,
        String service,
        String action,
        String sourceIp,
        String sourceNet,
        String detail) {}
