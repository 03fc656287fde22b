package org.honeyspam.dns;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Network;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The real rbldnsd with the same entries: both say the same to 10,000 questions. */
@Timeout(120)
final class RbldnsdIT {
    private static final int QUESTIONS = 10_000;
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int ENTRIES = 2_000;
    private static final LocalDate DAY = LocalDate.parse("2026-02-20");
    private static final String ZONE = "bl.one.example";

    /** Rbldnsd, which knows no TCP, leaves out what does not fit, and does not say so. */
    private static final String TRUNCATED = "TRUNCATED";

    private static final String LINK = "https://bl.one.example/?ip=";

    @TempDir private Path folder;
    private final SplittableRandom dice = new SplittableRandom(20_260_301);
    private final Map<Kind, List<String>> four = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> six = new EnumMap<>(Kind.class);
    private final List<Network> listed = new ArrayList<>();
    private final Blocklist list = new Blocklist();
    private @Nullable Process rbldnsd;
    private InetSocketAddress there = new InetSocketAddress(0);

    @AfterEach
    void stop() throws InterruptedException {
        if (rbldnsd != null) {
            rbldnsd.destroy();
            if (!rbldnsd.waitFor(10, TimeUnit.SECONDS)) {
                rbldnsd.destroyForcibly();
            }
        }
    }

    @Test
    void bothSayTheSame() throws IOException, InterruptedException {
        fill();
        start();
        var ours =
                new NameServer(
                        TestZones.zones(TestZones.TABLES, list, new TestZones.Known()), 1_000, 1);
        byte[] room = new byte[Reply.PAYLOAD_BYTES];
        Map<String, Integer> outcomes = new java.util.TreeMap<>();
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i < QUESTIONS; i++) {
                byte[] asked = question();
                var source = TestZones.MAIL_SERVER;
                int quick = ours.answerFast(asked, asked.length, source, room, Instant.now());
                byte[] answer =
                        quick > 0
                                ? Arrays.copyOf(room, quick)
                                : Objects.requireNonNull(
                                        ours.answer(asked, source, false, Instant.now()).bytes());
                String said = text(answer);
                String theirs = text(ask(socket, asked));
                if (!said.equals(TRUNCATED)) {
                    assertThat(said)
                            .as(new Message(asked).getQuestion().toString())
                            .isEqualTo(theirs);
                }
                outcomes.merge(said.split(" ", -1)[0], 1, Integer::sum);
            }
        }
        assertThat(outcomes.getOrDefault(TRUNCATED, 0)).isLessThan(QUESTIONS / 100);
        assertThat(outcomes.get("NXDOMAIN")).isGreaterThan(QUESTIONS / 4);
        assertThat(outcomes.get("NOERROR")).isGreaterThan(QUESTIONS / 4);
    }

    private void fill() {
        for (int i = 0; i < ENTRIES; i++) {
            byte[] bytes = new byte[i % 3 == 0 ? 16 : 4];
            dice.nextBytes(bytes);
            bytes[0] = (byte) (bytes.length == 16 ? 0x20 : 1 + dice.nextInt(90));
            boolean wide = dice.nextInt(4) == 0;
            int bits = bytes.length == 16 ? wide ? 64 : 128 : wide ? 24 : 32;
            Network network = new Network(new Network(ip(bytes), bits).first(), bits);
            Set<Kind> kinds = EnumSet.of(KINDS.get(dice.nextInt(KINDS.size())));
            if (dice.nextInt(3) == 0) {
                kinds.add(KINDS.get(dice.nextInt(KINDS.size())));
            }
            if (list.find(network.prefix()) != null) {
                continue; // rbldnsd knows one value a dataset for a network.
            }
            list.put(network, new Listing(kinds, 7, DAY));
            listed.add(network);
            for (Kind kind : kinds) {
                Map<Kind, List<String>> family = bytes.length == 16 ? six : four;
                family.computeIfAbsent(kind, none -> new ArrayList<>()).add(network.text());
            }
        }
    }

    private static InetAddress ip(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void start() throws IOException, InterruptedException {
        ForegroundServer.letThrough(
                folder); // It will not run as root, and takes a user of its own.
        List<String> words = new ArrayList<>();
        try (var free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            there = new InetSocketAddress(free.getLocalAddress(), free.getLocalPort());
        }
        words.add(Program.path("rbldnsd", "rbldnsd").toString());
        words.addAll(List.of("-n", "-t", "300", "-w", folder.toString()));
        words.addAll(List.of("-b", "127.0.0.1/" + there.getPort()));
        apex(words, ZONE);
        for (Kind kind : Kind.values()) {
            String zone = kind.label() + "." + ZONE;
            apex(words, zone);
            String value = ":127.0.0.%d:%s; see %s$\n".formatted(kind.code(), kind.reason(), LINK);
            String files = kind.label();
            List<String> lines = new ArrayList<>(four.getOrDefault(kind, List.of()));
            lines.add("127.0.0.2");
            Files.writeString(folder.resolve(files + "4"), value + String.join("\n", lines) + "\n");
            lines = six.getOrDefault(kind, List.of());
            Files.writeString(folder.resolve(files + "6"), value + String.join("\n", lines) + "\n");
            for (String in : List.of(ZONE, zone)) {
                words.add("%s:ip4trie:%s4".formatted(in, files));
                words.add("%s:ip6trie:%s6".formatted(in, files));
            }
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

    private void apex(List<String> words, String zone) throws IOException {
        String start =
                """
                $SOA 300 ns1.one.example hostmaster.%s 2026030100 7200 3600 1209600 60
                $NS 300 ns1.one.example
                """
                        .formatted(zone);
        Files.writeString(folder.resolve(zone), start);
        words.add("%s:generic:%s".formatted(zone, zone));
    }

    private byte[] ask(DatagramSocket socket, byte[] asked) throws IOException {
        socket.send(new DatagramPacket(asked, asked.length, there));
        var answer = new DatagramPacket(new byte[4_096], 4_096);
        try {
            socket.receive(answer);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "rbldnsd does not answer " + HexFormat.of().formatHex(asked), e);
        }
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    /** Whatever the order, and without what a server may add of its name servers. */
    private static String text(byte[] bytes) throws IOException {
        var message = new Message(bytes);
        Set<String> records = new TreeSet<>();
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (Record record : message.getSection(section)) {
                if (section == Section.ANSWER || record.getType() == Type.SOA) {
                    records.add(Section.string(section) + " " + record);
                }
            }
        }
        String rcode = org.xbill.DNS.Rcode.string(message.getRcode());
        if (message.getHeader().getFlag(Flags.TC)) {
            return TRUNCATED;
        }
        boolean authoritative = message.getHeader().getFlag(Flags.AA);
        return rcode
                + " "
                + authoritative
                + " "
                + records.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private byte[] question() throws IOException {
        int[] types = {Type.A, Type.A, Type.A, Type.TXT, Type.TXT, Type.AAAA, Type.MX};
        int type = types[dice.nextInt(types.length)];
        String zone =
                dice.nextInt(3) == 0
                        ? KINDS.get(dice.nextInt(KINDS.size())).label() + "." + ZONE
                        : dice.nextInt(10) == 0 ? "BL.One.EXAMPLE" : ZONE;
        String name = dice.nextInt(200) == 0 ? zone : spoilt(labels(asked())) + "." + zone;
        if (dice.nextInt(300) == 0) {
            type = Type.SOA;
        }
        Name asked = Name.fromString(name, Name.root);
        return Message.newQuery(Record.newRecord(asked, type, DClass.IN)).toWire();
    }

    private InetAddress asked() {
        Network network = listed.get(dice.nextInt(listed.size()));
        byte[] bytes = network.prefix().getAddress();
        int last = bytes.length - 1;
        switch (dice.nextInt(4)) {
            case 0 -> bytes[last] = (byte) dice.nextInt(256);
            case 1 -> bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
            default -> {
                // As it is listed.
            }
        }
        return dice.nextInt(50) == 0
                ? InetAddress.ofLiteral("127.0.0." + dice.nextInt(4))
                : ip(bytes);
    }

    private static List<String> labels(InetAddress address) {
        List<String> labels = new ArrayList<>();
        byte[] bytes = address.getAddress();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes.length == 4) {
                labels.add(String.valueOf(bytes[i] & 0xff));
            } else {
                labels.add(Integer.toHexString(bytes[i] & 0xf));
                labels.add(Integer.toHexString(bytes[i] >> 4 & 0xf));
            }
        }
        return labels;
    }

    /** Sometimes not what it should be: too few, too many, too large, no number. */
    private String spoilt(List<String> labels) {
        int at = dice.nextInt(labels.size());
        switch (dice.nextInt(24)) {
            case 0 -> labels.remove(at);
            case 1 -> labels.add(at, "1");
            case 2 -> labels.set(at, "256");
            case 3 -> labels.set(at, "x");
            case 4 -> labels.set(at, "0" + labels.get(at));
            case 5 -> labels.set(at, "0000" + labels.get(at));
            case 6 -> labels.set(at, labels.get(at).toUpperCase(java.util.Locale.ROOT));
            case 7 -> labels.addFirst("nobody");
            case 8 -> labels.set(at, "-1");
            default -> {
                // As it should be.
            }
        }
        return String.join(".", labels);
    }
}
