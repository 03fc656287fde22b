package org.honeyspam.dns;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** What the server has authority over: one zone, and what stands in it. */
interface Zone {
    Name apex();

    /** As it stands behind an answer that there is nothing (RFC 2308). */
    SOARecord start();

    /** Whether this one may ask. */
    boolean admits(InetAddress client);

    /** Whether each query is recorded. */
    boolean recorded();

    /**
     * What the zone says to a question.
     *
     * @param type of records, or ANY for all that there are
     */
    Found find(Name name, int type, Instant now);

    /**
     * What there is of a name.
     *
     * @param exists whether the name is there, if only above others
     */
    record Found(boolean exists, List<Record> records) {
        static final Found NOTHING = new Found(false, List.of());
        static final Found NO_DATA = new Found(true, List.of());

        public Found {
            records = List.copyOf(records);
        }
    }
}
