package org.honeyspam.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * An answer before it is bytes.
 *
 * @param authoritative whether a zone of ours says it
 * @param authority what stands behind a denial; null behind what is there
 */
record Reply(int rcode, boolean authoritative, List<Record> answers, @Nullable Record authority) {
    /** What we take by UDP, and the most that we send: it passes everywhere in one piece. */
    static final int PAYLOAD_BYTES = 1_232;

    private static final int PLAIN_BYTES_MAX = 512;
    private static final int TCP_BYTES_MAX = 65_535;
    private static final int RCODE_BITS = 4;

    Reply {
        answers = List.copyOf(answers);
    }

    static Reply error(int rcode) {
        return new Reply(rcode, false, List.of(), null);
    }

    /** Its bytes; without the records if they are too many for the way back. */
    byte[] bytes(Query query, boolean tcp) {
        byte[] whole = message(query, false).toWire();
        OPTRecord edns = query.edns();
        int room =
                tcp
                        ? TCP_BYTES_MAX
                        : edns == null
                                ? PLAIN_BYTES_MAX
                                : Math.clamp(edns.getPayloadSize(), PLAIN_BYTES_MAX, PAYLOAD_BYTES);
        return whole.length <= room ? whole : truncated(query);
    }

    /** The same without records: whoever wants them must ask by TCP. */
    byte[] truncated(Query query) {
        return message(query, true).toWire();
    }

    private Message message(Query query, boolean truncated) {
        var message = new Message(query.header().getID());
        Header header = message.getHeader();
        header.setFlag(Flags.QR);
        header.setOpcode(query.header().getOpcode());
        header.setRcode(rcode & (1 << RCODE_BITS) - 1);
        for (int flag : new int[] {Flags.RD, Flags.CD}) {
            if (query.question() != null && query.header().getFlag(flag)) {
                header.setFlag(flag);
            }
        }
        if (authoritative) {
            header.setFlag(Flags.AA);
        }
        if (truncated) {
            header.setFlag(Flags.TC);
        }
        if (query.question() != null) {
            message.addRecord(query.question(), Section.QUESTION);
        }
        if (!truncated) {
            answers.forEach(record -> message.addRecord(record, Section.ANSWER));
            if (authority != null) {
                message.addRecord(authority, Section.AUTHORITY);
            }
        }
        if (query.edns() != null) {
            message.addRecord(edns(query), Section.ADDITIONAL);
        }
        return message;
    }

    /** The subnet is repeated, as by BIND: the answer is the same for all (RFC 7871). */
    private OPTRecord edns(Query query) {
        ClientSubnetOption subnet = query.subnet();
        List<EDNSOption> options =
                subnet == null
                        ? List.of()
                        : List.of(
                                new ClientSubnetOption(
                                        subnet.getSourcePrefixLength(), 0, subnet.getAddress()));
        int flags = query.wantsDnssec() ? ExtendedFlags.DO : 0;
        return new OPTRecord(PAYLOAD_BYTES, rcode >> RCODE_BITS, 0, flags, options);
    }
}
