package org.honeyspam.dns;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What somebody asks, or why it is no question.
 *
 * @param header of the message
 * @param question that it asks; null if there is none that can be answered
 * @param edns what it says of itself beyond the header (RFC 6891); null if nothing
 * @param rcode that ends the matter before a zone is asked; {@code NOERROR} if none does
 */
record Query(Header header, @Nullable Record question, @Nullable OPTRecord edns, int rcode) {
    private static final List<Integer> META = List.of(Type.OPT, Type.TSIG, Type.TKEY);

    /** Reads a message; null if it deserves no answer: cut within its header, or an answer. */
    static @Nullable Query read(byte[] bytes) {
        Header header;
        try {
            header = new Header(bytes);
        } catch (IOException e) {
            return null;
        }
        if (header.getFlag(Flags.QR)) {
            return null;
        }
        if (header.getOpcode() != Opcode.QUERY) {
            return new Query(header, null, null, Rcode.NOTIMP);
        }
        try {
            return of(new Message(bytes));
        } catch (IOException | IllegalArgumentException e) {
            return new Query(header, null, null, Rcode.FORMERR);
        }
    }

    private static Query of(Message message) {
        Header header = message.getHeader();
        Record question = message.getQuestion();
        OPTRecord edns = message.getOPT();
        long opts =
                message.getSection(Section.ADDITIONAL).stream()
                        .filter(record -> record.getType() == Type.OPT)
                        .count();
        boolean one = question != null && header.getCount(Section.QUESTION) == 1;
        if (!one || opts > 1 || edns != null && !edns.getName().equals(Name.root)) {
            return new Query(header, null, null, Rcode.FORMERR);
        }
        if (edns != null && edns.getVersion() != 0) {
            return new Query(header, question, edns, Rcode.BADVERS);
        }
        return new Query(header, question, edns, verdict(question));
    }

    /** As BIND says it of what no zone has. */
    private static int verdict(Record question) {
        int type = question.getType();
        if (META.contains(type) || question.getDClass() == DClass.ANY) {
            return Rcode.FORMERR;
        }
        if (type == Type.MAILA || type == Type.MAILB) {
            return Rcode.NOTIMP;
        }
        boolean transfer = type == Type.AXFR || type == Type.IXFR;
        return transfer || question.getDClass() != DClass.IN ? Rcode.REFUSED : Rcode.NOERROR;
    }

    /** What can be told of a subnet that a resolver asks for (RFC 7871); null if nothing. */
    @Nullable ClientSubnetOption subnet() {
        if (edns != null) {
            for (EDNSOption option : edns.getOptions()) {
                if (option instanceof ClientSubnetOption subnet) {
                    return subnet;
                }
            }
        }
        return null;
    }

    boolean wantsDnssec() {
        return edns != null && (edns.getFlags() & ExtendedFlags.DO) != 0;
    }
}
