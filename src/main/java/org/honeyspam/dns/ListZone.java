package org.honeyspam.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.honeyspam.dialogue.IpText;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** A zone by which mail servers ask for who is listed (RFC 5782), or http:BL's form of it. */
final class ListZone implements Zone {
    /** Answers of a name at the most: one for each kind. */
    static final int ANSWERS_MAX = Kind.values().length;

    /** RFC 5782 section 5: this one is listed, so that users see that the list works. */
    private static final int TEST_LISTED = 0x7f00_0002;

    /** And this one never is. */
    private static final int TEST_NOT_LISTED = 0x7f00_0001;

    private static final int LOOPBACK = 0x7f00_0000;
    private static final int KEY_BYTES = 12;
    private static final int TEXT_BYTES_MAX = 255;
    private static final int OCTET_MAX = 255;
    private static final Kind[] KINDS = Kind.values();

    private final Authority authority;
    private final Blocklist blocklist;
    private final Access access;
    private final Form form;
    private final String link;

    /** How a zone answers. */
    sealed interface Form {
        /** With a code for each of these kinds. */
        record Codes(int kinds) implements Form {}

        /**
         * As {@code 127.days.score.type}, as Project Honey Pot's http:BL.
         *
         * @param keys one of which a name must begin with; none if it need not
         */
        record HttpBl(Set<String> keys) implements Form {
            public HttpBl {
                keys = Set.copyOf(keys);
            }
        }
    }

    /**
     * @param link to the reason, with {@code %s} for the address; empty for none
     */
    ListZone(Authority authority, Blocklist blocklist, Access access, Form form, String link) {
        this.authority = authority;
        this.blocklist = blocklist;
        this.access = access;
        this.form = form;
        this.link = link;
    }

    @Override
    public Name apex() {
        return authority.apex();
    }

    @Override
    public SOARecord start() {
        return authority.negative();
    }

    @Override
    public boolean admits(InetAddress client) {
        return access.admits(client);
    }

    @Override
    public boolean recorded() {
        return false;
    }

    Duration ttl() {
        return authority.ttl();
    }

    /** Reads a name on the wire, from there to where the zone's own begins; false if it is none. */
    boolean read(byte[] wire, int from, int to, Reversed address) {
        if (!(form instanceof Form.HttpBl http)) {
            return address.read(wire, from, to);
        }
        if (wire[from] != KEY_BYTES) {
            return http.keys().isEmpty() && address.read(wire, from, to);
        }
        int next = from + 1 + KEY_BYTES;
        return next < to
                && (http.keys().isEmpty()
                        || http.keys().contains(new String(wire, from + 1, KEY_BYTES, US_ASCII)))
                && address.read(wire, next, to);
    }

    /**
     * Puts the addresses that answer for one that is listed, four bytes each.
     *
     * @return how many; none if it is not listed
     */
    int answers(Reversed address, long today, int[] into) {
        int packed = listed(address, today);
        if (packed == 0) {
            return 0;
        }
        if (form instanceof Form.HttpBl) {
            into[0] = httpBl(address, packed, today);
            return 1;
        }
        int count = 0;
        for (Kind kind : KINDS) {
            if ((packed & kind.bit()) != 0) {
                into[count++] = LOOPBACK | kind.code();
            }
        }
        return count;
    }

    private int listed(Reversed address, long today) {
        int kinds = form instanceof Form.Codes codes ? codes.kinds() : 0xff;
        int packed;
        if (address.isSix()) {
            packed = blocklist.of(address.high(), address.low());
        } else if (address.four() == TEST_LISTED) {
            packed = (int) today << 16 | 0xffff;
        } else if (address.four() == TEST_NOT_LISTED) {
            packed = 0;
        } else if (form instanceof Form.HttpBl && HttpBl.isTest(address.four())) {
            packed = 0xff;
        } else {
            packed = blocklist.of(address.four());
        }
        return (packed & kinds) == 0 ? 0 : packed & (~0xff | kinds);
    }

    private static int httpBl(Reversed address, int packed, long today) {
        if (!address.isSix() && HttpBl.isTest(address.four())) {
            return address.four();
        }
        int days = Math.clamp(today - Listing.day(packed), 0, OCTET_MAX);
        int type = HttpBl.type(Listing.kinds(packed));
        return LOOPBACK | days << 16 | Listing.score(packed) << 8 | type;
    }

    @Override
    public Found find(Name name, int type, Instant now) {
        byte[] wire = name.toWire();
        int end = wire.length - apex().toWire().length;
        if (end == 0) {
            return new Found(true, authority.records(type));
        }
        var address = new Reversed();
        int[] codes = new int[ANSWERS_MAX];
        long today = now.getEpochSecond() / Duration.ofDays(1).toSeconds();
        int count = read(wire, 0, end, address) ? answers(address, today, codes) : 0;
        if (count == 0) {
            return Found.NOTHING; // As rbldnsd says it of any other name in it, too.
        }
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (type == Type.A || type == Type.ANY) {
                records.add(new ARecord(name, DClass.IN, ttl().toSeconds(), ip(codes[i])));
            }
        }
        boolean texts = type == Type.TXT || type == Type.ANY;
        for (String text : texts ? texts(address, today) : List.<String>of()) {
            records.add(new TXTRecord(name, DClass.IN, ttl().toSeconds(), text));
        }
        return new Found(true, records);
    }

    /** Why it is listed, a line for each kind; one for all where there is one answer for all. */
    private List<String> texts(Reversed address, long today) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.of(Listing.kinds(listed(address, today)))) {
            lines.add(kind.reason());
        }
        if (form instanceof Form.HttpBl) {
            lines = List.of(String.join(", ", lines));
        }
        String where = link.isEmpty() ? "" : "; see " + link.replace("%s", text(address));
        return lines.stream().map(line -> bounded(line + where)).toList();
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), TEXT_BYTES_MAX));
    }

    private static String text(Reversed address) {
        return IpText.of(
                address.isSix()
                        ? IpText.ip(
                                ByteBuffer.allocate(2 * Long.BYTES)
                                        .putLong(address.high())
                                        .putLong(address.low())
                                        .array())
                        : ip(address.four()));
    }

    private static InetAddress ip(int four) {
        return IpText.ip(ByteBuffer.allocate(Integer.BYTES).putInt(four).array());
    }
}
