package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.dialogue.Datagram;
import org.honeyspam.fuzz.Deaf;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Spoilt messages by UDP and by TCP: nothing throws, and no answer is much longer than asked. */
class DnsFuzzTest {
    private static final int CASES = 30_000;
    private static final Duration LONGER = Duration.ofMinutes(Long.getLong("fuzz.minutes", 0));
    private static final Path SCRIPTS = Path.of("src/test/resources/dialogues/dns");

    private final DnsServer server = new DnsServer(TestZones.server());

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("X: ")) {
                        seeds.add(HexFormat.of().parseHex(line.substring(3).replace(" ", "")));
                    } else if (line.startsWith("Q: ")) {
                        seeds.add(query(line.substring(3).split(" ", -1)));
                    }
                }
            }
        }
        return seeds;
    }

    private static byte[] query(String[] words) throws IOException {
        Name name = Name.fromString(words[0], Name.root);
        return Message.newQuery(Record.newRecord(name, Type.value(words[1]), DClass.IN)).toWire();
    }

    private static byte[] spoilt(byte[] seed, SplittableRandom dice) {
        byte[] bytes = seed.clone();
        for (int i = dice.nextInt(6); i > 0 && bytes.length > 0; i--) {
            int at = dice.nextInt(bytes.length);
            switch (dice.nextInt(5)) {
                case 0 -> bytes[at] = (byte) dice.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << dice.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + dice.nextInt(1, 40));
                    System.arraycopy(
                            bytes,
                            at,
                            longer,
                            longer.length - (bytes.length - at),
                            bytes.length - at);
                    bytes = longer;
                }
                default -> bytes[at] = (byte) (0xc0 | dice.nextInt(4));
            }
        }
        return bytes;
    }

    @Test
    void nothingThrowsAndNoAnswerIsLongerThanItMayBe() throws IOException {
        List<byte[]> seeds = seeds();
        Instant end = Instant.now().plus(LONGER);
        byte[] answer = new byte[4_096];
        for (long seed = 0; seed < CASES || Instant.now().isBefore(end); seed++) {
            var dice = new SplittableRandom(seed);
            byte[] asked = spoilt(seeds.get(dice.nextInt(seeds.size())), dice);
            var source = dice.nextBoolean() ? TestZones.STRANGER : TestZones.MAIL_SERVER;
            try {
                var datagram = new Datagram(source, asked, asked.length);
                int length = server.answer(datagram, answer, TestZones.NOW, event -> true);
                assertThat(length).as("seed %d", seed).isBetween(0, Reply.PAYLOAD_BYTES);
                talk(asked, dice);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d: %s".formatted(seed, HexFormat.of().formatHex(asked)), e);
            }
        }
    }

    private void talk(byte[] asked, SplittableRandom dice) {
        byte[] framed = new byte[asked.length + 2];
        framed[0] = (byte) (asked.length >> 8);
        framed[1] = (byte) (dice.nextInt(20) == 0 ? dice.nextInt(256) : asked.length);
        System.arraycopy(asked, 0, framed, 2, asked.length);
        var dialogue = server.dialogue();
        var ear = new Deaf();
        dialogue.opened(TestNode.peer("dns", 53), TestZones.NOW, ear);
        dialogue.received(framed, TestZones.NOW, ear);
        dialogue.inputEnds(TestZones.NOW, ear);
        dialogue.closed(TestZones.NOW, ear);
    }
}
