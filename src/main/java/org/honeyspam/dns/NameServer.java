package org.honeyspam.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Answers for its zones and for nothing else; it never asks anybody. */
public final class NameServer {
    private static final String ANSWERED = "answered";

    /**
     * So many questions for our names are recorded, and so many others and what is none: anybody
     * can send any number in anybody's name, and they must not push what else is on record out of
     * it.
     */
    private static final int OURS_PER_SECOND_MAX = 200;

    private static final int OTHERS_PER_SECOND_MAX = 20;

    private static final String REFUSED = Rcode.string(Rcode.REFUSED);

    private final Zones zones;
    private final RateLimit limit;
    private final FastPath fast;
    private final Counts counts;
    private final Ration forOurs = new Ration(OURS_PER_SECOND_MAX);
    private final Ration forOthers = new Ration(OTHERS_PER_SECOND_MAX);

    /**
     * What is sent back and recorded.
     *
     * @param bytes of the answer; null for silence
     * @param event to be recorded; null if it is only counted
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Said(byte @Nullable [] bytes, @Nullable Event event) {}

    /** What was asked of the blocklist since the start. */
    public Counts counts() {
        return counts;
    }

    /**
     * @param secret of this start, by which answers are counted
     */
    public NameServer(Zones zones, int answersPerSecond, long secret) {
        this(zones, answersPerSecond, secret, new Counts());
    }

    /**
     * @param counts what was asked before, where it takes the place of another one
     */
    public NameServer(Zones zones, int answersPerSecond, long secret, Counts counts) {
        this.counts = counts;
        this.zones = zones;
        this.limit = new RateLimit(answersPerSecond, secret);
        this.fast = new FastPath(zones.lists(), counts);
    }

    /** Answers by UDP without making objects, if it is one of the usual questions to a list. */
    int answerFast(byte[] asked, int length, InetAddress source, byte[] answer, Instant now) {
        return fast.answer(asked, length, source, answer, now);
    }

    /** Answers one message. */
    Said answer(byte[] asked, InetAddress source, boolean tcp, Instant now) {
        Said said = said(asked, source, tcp, now);
        if (said.event() == null) {
            return said;
        }
        boolean ours =
                said.event() instanceof JournalEvent.DnsQuery query
                        && !query.responseCode().equals(REFUSED);
        if ((ours ? forOurs : forOthers).take(now)) {
            return said;
        }
        counts.unrecorded();
        return new Said(said.bytes(), null);
    }

    private Said said(byte[] asked, InetAddress source, boolean tcp, Instant now) {
        Query query = Query.read(asked);
        if (query == null) {
            boolean much = limited(source, Rcode.FORMERR, tcp, now) != RateLimit.Verdict.ANSWER;
            return new Said(null, much ? null : odd("dns_no_query", asked));
        }
        Record question = query.question();
        Zone zone = question == null ? null : zones.of(question.getName());
        Reply reply = reply(query, zone, source, tcp, now);
        if (zone != null && question != null && !zone.recorded() && zone.admits(source)) {
            boolean listed = reply.rcode() == Rcode.NOERROR && !reply.answers().isEmpty();
            counts.add(listed && !question.getName().equals(zone.apex()));
            return new Said(reply.bytes(query, tcp), null);
        }
        RateLimit.Verdict verdict = limited(source, identity(query, zone, reply), tcp, now);
        if (verdict == RateLimit.Verdict.SILENCE) {
            counts.unanswered();
            return new Said(null, null);
        }
        boolean cut = verdict == RateLimit.Verdict.TRUNCATED;
        Event event =
                question == null
                        ? odd(
                                query.header().getOpcode() == Opcode.QUERY
                                        ? "dns_malformed"
                                        : "dns_opcode",
                                asked)
                        : event(query, question, reply, tcp, cut ? "limited" : ANSWERED);
        return new Said(cut ? reply.truncated(query) : reply.bytes(query, tcp), event);
    }

    private RateLimit.Verdict limited(InetAddress source, int what, boolean tcp, Instant now) {
        return tcp ? RateLimit.Verdict.ANSWER : limit.of(source, what, now);
    }

    /** What counts as the same answer: what there is of a name, what a zone denies, an error. */
    private static int identity(Query query, @Nullable Zone zone, Reply reply) {
        Record question = query.question();
        if (zone == null || question == null || !reply.authoritative()) {
            return reply.rcode();
        }
        return reply.answers().isEmpty()
                ? zone.apex().hashCode()
                : 31 * question.getName().hashCode() + question.getType();
    }

    private static Reply reply(
            Query query, @Nullable Zone zone, InetAddress source, boolean tcp, Instant now) {
        Record question = query.question();
        if (query.rcode() != Rcode.NOERROR || question == null) {
            return Reply.error(query.rcode());
        }
        if (zone == null || !zone.admits(source)) {
            return Reply.error(Rcode.REFUSED);
        }
        Zone.Found found = zone.find(question.getName(), question.getType(), now);
        if (!found.exists()) {
            return new Reply(Rcode.NXDOMAIN, true, List.of(), zone.start());
        }
        List<Record> records = found.records();
        if (records.isEmpty()) {
            return new Reply(Rcode.NOERROR, true, List.of(), zone.start());
        }
        boolean least = question.getType() == Type.ANY && !tcp;
        return new Reply(Rcode.NOERROR, true, least ? firstSet(records) : records, null);
    }

    /** RFC 8482: to ANY, one set of records will do. */
    private static List<Record> firstSet(List<Record> records) {
        int type = records.getFirst().getType();
        return records.stream().filter(record -> record.getType() == type).toList();
    }

    private static JournalEvent event(
            Query query, Record question, Reply reply, boolean tcp, String outcome) {
        ClientSubnetOption subnet = query.subnet();
        return new JournalEvent.DnsQuery(
                question.getName().toString(),
                Type.string(question.getType()),
                tcp ? "tcp" : "udp",
                query.edns() == null ? null : query.edns().getPayloadSize(),
                query.wantsDnssec(),
                subnet == null
                        ? null
                        : IpText.of(subnet.getAddress()) + "/" + subnet.getSourcePrefixLength(),
                Rcode.string(reply.rcode()),
                reply.answers().stream().map(NameServer::text).toList(),
                outcome);
    }

    private static String text(Record record) {
        return Type.string(record.getType()) + " " + record.rdataToString();
    }

    private static JournalEvent odd(String kind, byte[] asked) {
        byte[] start = Arrays.copyOf(asked, Math.min(asked.length, 512));
        return new JournalEvent.OddInput(kind, PeerText.sample(new String(start, ISO_8859_1)));
    }
}
