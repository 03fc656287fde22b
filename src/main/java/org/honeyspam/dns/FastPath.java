package org.honeyspam.dns;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/**
 * The usual question to a list, for the A record of an address, straight from bytes to bytes. All
 * else, and all that is odd, is left to the plain way; both say the same.
 */
final class FastPath {
    private static final int HEADER_BYTES = 12;
    private static final int QUESTION_BYTES = 4;
    private static final int EDNS_BYTES = 11;
    private static final int PLAIN_BYTES_MAX = 512;
    private static final int POINTER = 0xc000;
    private static final int TYPE_A_CLASS_IN = 0x0001_0001;
    private static final int SOA_CLASS_IN = 0x0006_0001;
    private static final int FLAG_RD = 0x0100;
    private static final int FLAG_CD = 0x0010;

    /** What queries may have set: the recursion they wish for, and what they think of DNSSEC. */
    private static final int FLAGS_USUAL = FLAG_RD | FLAG_CD | 0x0020;

    private static final int QR_AA = 0x8400;
    private static final int NXDOMAIN = 3;
    private static final int DNSSEC_OK = 0x8000;

    private final Listed[] zones;
    private final Counts counts;

    /**
     * A zone as it stands on the wire.
     *
     * @param name in lower case
     * @param denial of the start of authority, from its type on
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Listed(ListZone zone, byte[] name, byte[] denial, int ttl) {
        static Listed of(ListZone zone) {
            SOARecord start = zone.start();
            byte[] data = start.rdataToWireCanonical();
            byte[] denial =
                    ByteBuffer.allocate(10 + data.length)
                            .putInt(SOA_CLASS_IN)
                            .putInt((int) start.getTTL())
                            .putShort((short) data.length)
                            .put(data)
                            .array();
            Name apex = zone.apex().canonicalize();
            return new Listed(zone, apex.toWire(), denial, (int) zone.ttl().toSeconds());
        }

        /** Whether the bytes up to that end are a name within it, as far as one can see. */
        boolean ends(byte[] asked, int end) {
            int from = end - name.length;
            if (from <= HEADER_BYTES) {
                return false;
            }
            for (int i = 0; i < name.length; i++) {
                int c = asked[from + i];
                if (name[i] != (c >= 'A' && c <= 'Z' ? c + 32 : c)) {
                    return false;
                }
            }
            return true;
        }
    }

    FastPath(List<ListZone> lists, Counts counts) {
        this.zones =
                lists.stream()
                        .map(Listed::of)
                        .sorted(Comparator.comparingInt(zone -> -zone.name().length))
                        .toArray(Listed[]::new);
        this.counts = counts;
    }

    /**
     * Answers.
     *
     * @return how many bytes are the answer; 0 if the plain way is to answer
     */
    int answer(byte[] asked, int length, InetAddress source, byte[] answer, Instant now) {
        if (length > asked.length || length < HEADER_BYTES + QUESTION_BYTES + 1) {
            return 0;
        }
        ByteBuffer in = ByteBuffer.wrap(asked, 0, length);
        int flags = in.getShort(2) & 0xffff;
        int more = in.getShort(10);
        boolean usual = (flags & ~FLAGS_USUAL) == 0 && in.getInt(4) == 0x0001_0000;
        if (!usual || in.getShort(8) != 0 || more != 0 && more != 1) {
            return 0;
        }
        int end = endOfName(asked, length);
        if (end < 0 || end + QUESTION_BYTES + more * EDNS_BYTES != length) {
            return 0;
        }
        if (in.getInt(end) != TYPE_A_CLASS_IN || more == 1 && !isPlainEdns(in, end + 4)) {
            return 0;
        }
        for (Listed listed : zones) {
            if (listed.ends(asked, end)) {
                return listed.zone().admits(source)
                        ? answer(listed, asked, end, ByteBuffer.wrap(answer), now)
                        : 0;
            }
        }
        return 0;
    }

    /** Where the name of the question ends; -1 if it is not a plain one. */
    private static int endOfName(byte[] asked, int length) {
        int at = HEADER_BYTES;
        while (at < length && asked[at] > 0 && asked[at] < 64) {
            at += 1 + asked[at];
        }
        return at < length && asked[at] == 0 && at - HEADER_BYTES < 255 ? at + 1 : -1;
    }

    /** Without options, of the only version there is (RFC 6891). */
    private static boolean isPlainEdns(ByteBuffer in, int at) {
        boolean opt = in.get(at) == 0 && in.getShort(at + 1) == 41;
        return opt
                && in.getShort(at + 5) == 0
                && (in.getShort(at + 7) & ~DNSSEC_OK & 0xffff) == 0
                && in.getShort(at + 9) == 0;
    }

    private int answer(Listed listed, byte[] asked, int end, ByteBuffer out, Instant now) {
        ByteBuffer in = ByteBuffer.wrap(asked);
        int zoneAt = end - listed.name().length;
        var address = new Reversed();
        if (!listed.zone().read(asked, HEADER_BYTES, zoneAt, address)) {
            return 0;
        }
        int[] codes = new int[ListZone.ANSWERS_MAX];
        long today = now.getEpochSecond() / Duration.ofDays(1).toSeconds();
        int count = listed.zone().answers(address, today, codes);
        boolean edns = in.getShort(10) == 1;
        int whole = end + QUESTION_BYTES + (edns ? EDNS_BYTES : 0);
        whole += count == 0 ? 2 + listed.denial().length : 16 * count;
        if (whole > PLAIN_BYTES_MAX) {
            return 0;
        }
        int flags = QR_AA | in.getShort(2) & (FLAG_RD | FLAG_CD) | (count == 0 ? NXDOMAIN : 0);
        out.putShort(in.getShort(0)).putShort((short) flags).putShort((short) 1);
        out.putShort((short) count).putShort((short) (count == 0 ? 1 : 0));
        out.putShort((short) (edns ? 1 : 0));
        out.put(asked, HEADER_BYTES, end + QUESTION_BYTES - HEADER_BYTES);
        for (int i = 0; i < count; i++) {
            out.putShort((short) (POINTER | HEADER_BYTES)).putInt(TYPE_A_CLASS_IN);
            out.putInt(listed.ttl()).putShort((short) 4).putInt(codes[i]);
        }
        if (count == 0) {
            out.putShort((short) (POINTER | zoneAt)).put(listed.denial());
        }
        if (edns) {
            int dnssec = in.getShort(end + QUESTION_BYTES + 7) & DNSSEC_OK;
            out.put((byte) 0).putShort((short) 41).putShort((short) Reply.PAYLOAD_BYTES);
            out.putShort((short) 0).putShort((short) dnssec).putShort((short) 0);
        }
        counts.add(count > 0);
        return out.position();
    }
}
