package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Datagram;
import org.honeyspam.dns.Blocklist;
import org.honeyspam.dns.DnsServer;
import org.honeyspam.dns.TestZones;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.LiveBlacklist;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.Program;
import org.honeyspam.share.BlacklistCopy;
import org.honeyspam.share.ListFile;
import org.honeyspam.share.ListFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The real rbldnsd with our exports and our own DNSBL, both of the same decisions, say the same.
 */
@Timeout(120)
final class RbldnsdIT {
    private static final int QUESTIONS = 10_000;
    private static final int SOURCES = 2_000;
    private static final List<SourceKind> KINDS = List.of(SourceKind.values());
    private static final String SEEN = "2026-02-20T12:00:00Z";
    private static final InetAddress MAIL_SERVER = InetAddress.ofLiteral("10.1.1.1");

    /** That of our name server, which rbldnsd serves as well. */
    private static final String ZONE = "bl.one.example";

    /** As in our name server's configuration. */
    private static final String LINK = "https://bl.one.example/?ip=%s";

    /** Rbldnsd leaves out what does not fit, and does not say so. */
    private static final String TRUNCATED = "TRUNCATED";

    /** RFC 5782 section 5: 127.0.0.2 as an address of IPv6. */
    private static final String TEST_POINT_6 = "2.0.0.0.0.0.f.7.f.f.f.f" + ".0".repeat(20);

    /** Of an address of IPv4, be it spoilt. */
    private static final int LABELS_4_MAX = 5;

    @TempDir private static Path folder = Path.of("");

    private static final SplittableRandom DICE = new SplittableRandom(20_260_301);
    private static final List<Network> LISTED = new ArrayList<>();
    private static final Map<String, Listing> DECIDED = new TreeMap<>();

    private static @Nullable Process rbldnsd;
    private static InetSocketAddress there = new InetSocketAddress(0);

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static DnsServer ours;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        decide();
        List<Listing> listings = List.copyOf(DECIDED.values());
        var blocklist = new Blocklist();
        new DnsblCopy(blocklist).follow(new LiveBlacklist.Change(listings, List.of()));
        ours = TestZones.server(blocklist);

        ForegroundServer.letThrough(folder); // It will not run as root, and takes a user.
        List<String> words = new ArrayList<>();
        try (var free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            there = new InetSocketAddress(free.getLocalAddress(), free.getLocalPort());
        }
        words.add(Program.path("rbldnsd", "rbldnsd").toString());
        words.addAll(List.of("-n", "-t", "300", "-w", folder.toString()));
        words.addAll(List.of("-b", "127.0.0.1/" + there.getPort()));
        var copy = new BlacklistCopy(Instant.parse(SEEN), listings, LINK);
        for (String data :
                List.of(
                        "bl.one.example:combined",
                        "set.example:ip4set",
                        "trie.example:ip4trie",
                        "trie.example:ip6trie")) {
            String type = data.substring(data.indexOf(':') + 1);
            Path file = folder.resolve(type);
            ListFile.write(file, ListFormat.of("rbldnsd-" + type).text(copy));
            words.add(data + ":" + type);
        }
        Path said = folder.resolve("said");
        rbldnsd =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        for (int i = 0; i < 100 && !Files.readString(said).contains("started"); i++) {
            Thread.sleep(50);
        }
        assertThat(Files.readString(said)).contains("started").doesNotContain("invalid", "dup");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (rbldnsd != null) {
            rbldnsd.destroy();
            if (!rbldnsd.waitFor(10, TimeUnit.SECONDS)) {
                rbldnsd.destroyForcibly();
            }
        }
    }

    /** Addresses, networks around some of them, and what the operator wrote, of both families. */
    private static void decide() {
        while (DECIDED.size() < SOURCES) {
            byte[] bytes = new byte[DECIDED.size() % 3 == 0 ? 16 : 4];
            DICE.nextBytes(bytes);
            bytes[0] = (byte) (bytes.length == 16 ? 0x20 : 1 + DICE.nextInt(90));
            int whole = Byte.SIZE * bytes.length;
            list(new Network(Asked.ip(bytes), whole));
            if (DICE.nextInt(3) == 0) {
                int[] fours = {24, 24, 20, 25, 30};
                int six = DICE.nextInt(4) == 0 ? 61 : 64;
                int bits = bytes.length == 16 ? six : fours[DICE.nextInt(fours.length)];
                list(new Network(Asked.ip(bytes), bits).clean());
            }
        }
    }

    private static void list(Network network) {
        LISTED.add(network);
        String text = network.text();
        String source = network.isAddress() ? text.substring(0, text.indexOf('/')) : text;
        boolean hand = DICE.nextInt(10) == 0;
        Set<SourceKind> kinds = new HashSet<>();
        for (int i = 0; !hand && i <= DICE.nextInt(3); i++) {
            kinds.add(KINDS.get(DICE.nextInt(KINDS.size())));
        }
        Listing.By by = hand ? Listing.By.HAND : Listing.By.DEEDS;
        String note = hand ? "ticket 4711" : null;
        List<SourceKind> worstFirst = List.copyOf(kinds);
        DECIDED.put(
                source, new Listing(source, by, worstFirst, 45, SEEN, SEEN, null, Map.of(), note));
    }

    @Test
    void allZonesInOneFileSayTheSame() throws IOException {
        var asked = new Asked(DICE, LISTED);
        Map<String, Integer> outcomes = new TreeMap<>();
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i < QUESTIONS; i++) {
                String name = i == 0 ? TEST_POINT_6 : asked.labels();
                byte[] query = Asked.message(name + "." + zone(), asked.type());
                String said = text(new Message(ours(query)));
                if (said.equals(TRUNCATED)) {
                    query = Asked.withRoom(query);
                    said = text(new Message(ours(query)));
                }
                String theirs = text(new Message(theirs(socket, query)));
                assertThat(said).as(new Message(query).getQuestion() + "").isEqualTo(theirs);
                outcomes.merge(said.split(" ", -1)[0], 1, Integer::sum);
            }
        }
        assertThat(outcomes.get("NXDOMAIN")).isGreaterThan(QUESTIONS / 4);
        assertThat(outcomes.get("NOERROR")).isGreaterThan(QUESTIONS / 4);
    }

    private static String zone() {
        String kind = KINDS.get(DICE.nextInt(KINDS.size())).name();
        return switch (DICE.nextInt(10)) {
            case 0 -> "BL.One.EXAMPLE";
            case 1, 2, 3 -> kind.toLowerCase(Locale.ROOT).replace('_', '-') + "." + ZONE;
            default -> ZONE;
        };
    }

    @Test
    void aSetSaysAllCodesAndATrieTheLowest() throws IOException {
        var asked = new Asked(DICE, LISTED);
        int several = 0;
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i < QUESTIONS; i++) {
                String labels = asked.labels();
                List<String> codes = codes(ours(Asked.message(labels + "." + ZONE, Type.A)));
                byte[] trie = theirs(socket, Asked.message(labels + ".trie.example", Type.A));
                List<String> lowest = codes.subList(0, Math.min(codes.size(), 2));
                assertThat(codes(trie)).as(labels).isEqualTo(lowest);
                if (labels.split("\\.", -1).length <= LABELS_4_MAX) {
                    byte[] set = theirs(socket, Asked.message(labels + ".set.example", Type.A));
                    assertThat(codes(set)).as(labels).isEqualTo(codes);
                    several += codes.size() > 2 ? 1 : 0;
                }
            }
        }
        assertThat(several).isGreaterThan(QUESTIONS / 10);
    }

    /** The return code and then the addresses, the lowest first. */
    private static List<String> codes(byte[] bytes) throws IOException {
        var message = new Message(bytes);
        List<String> codes = new ArrayList<>();
        for (Record record : message.getSection(Section.ANSWER)) {
            codes.add(record.rdataToString());
        }
        codes.sort(null);
        codes.addFirst(Rcode.string(message.getRcode()));
        return codes;
    }

    private static byte[] ours(byte[] query) {
        byte[] room = new byte[4_096];
        var datagram = new Datagram(MAIL_SERVER, query, query.length);
        return Arrays.copyOf(room, ours.answer(datagram, room, Instant.now(), _ -> true));
    }

    private static byte[] theirs(DatagramSocket socket, byte[] query) throws IOException {
        socket.send(new DatagramPacket(query, query.length, there));
        var answer = new DatagramPacket(new byte[4_096], 4_096);
        try {
            socket.receive(answer);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "rbldnsd does not answer " + HexFormat.of().formatHex(query), e);
        }
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    /** Whatever the order, and without what a server may add of itself. */
    private static String text(Message message) {
        if (message.getHeader().getFlag(Flags.TC)) {
            return TRUNCATED;
        }
        Set<String> records = new TreeSet<>();
        for (Record record : message.getSection(Section.ANSWER)) {
            records.add(record.toString().toLowerCase(Locale.ROOT));
        }
        boolean authoritative = message.getHeader().getFlag(Flags.AA);
        return Rcode.string(message.getRcode()) + " " + authoritative + " " + records;
    }
}
