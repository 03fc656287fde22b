package org.honeyspam.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * What stands at the apex of every zone: who answers for it, and how long what is not there may be
 * remembered (RFC 2308).
 *
 * @param ttl of its other records
 */
record Authority(Name apex, SOARecord soa, List<Record> nameServers, Duration ttl) {
    private static final Duration REFRESH = Duration.ofHours(2);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final Duration EXPIRE = Duration.ofDays(14);

    Authority {
        nameServers = List.copyOf(nameServers);
    }

    /**
     * Of a zone.
     *
     * @param servers names of those that answer, the first one first
     */
    static Authority of(
            Name apex, List<Name> servers, long serial, Duration ttl, Duration negative) {
        long seconds = ttl.toSeconds();
        var soa =
                new SOARecord(
                        apex,
                        DClass.IN,
                        seconds,
                        servers.getFirst(),
                        contact(apex),
                        serial,
                        REFRESH.toSeconds(),
                        RETRY.toSeconds(),
                        EXPIRE.toSeconds(),
                        negative.toSeconds());
        List<Record> named = new ArrayList<>();
        for (Name server : servers) {
            named.add(new NSRecord(apex, DClass.IN, seconds, server));
        }
        return new Authority(apex, soa, named, ttl);
    }

    private static Name contact(Name apex) {
        try {
            return Name.concatenate(Name.fromConstantString("hostmaster"), apex);
        } catch (NameTooLongException e) {
            return apex;
        }
    }

    /** The start of authority as it stands behind a denial: no longer than a denial holds. */
    SOARecord negative() {
        return new SOARecord(
                apex,
                DClass.IN,
                Math.min(soa.getTTL(), soa.getMinimum()),
                soa.getHost(),
                soa.getAdmin(),
                soa.getSerial(),
                soa.getRefresh(),
                soa.getRetry(),
                soa.getExpire(),
                soa.getMinimum());
    }

    /** Those of its records that are of a type, or all. */
    List<Record> records(int type) {
        List<Record> found = new ArrayList<>();
        if (type == Type.SOA || type == Type.ANY) {
            found.add(soa);
        }
        if (type == Type.NS || type == Type.ANY) {
            found.addAll(nameServers);
        }
        return found;
    }
}
