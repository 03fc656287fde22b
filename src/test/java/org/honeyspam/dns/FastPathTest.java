package org.honeyspam.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** The quick way and the plain one say the same of whatever the quick one takes. */
class FastPathTest {
    private static final int CASES = 60_000;
    private static final List<String> ZONES =
            List.of(
                    "bl.one.example",
                    "BL.One.Example",
                    "harvester.bl.one.example",
                    "spam-sender.bl.one.example",
                    "http.one.example",
                    "one.example",
                    "xbl.one.example");
    private static final List<String> FOUR =
            List.of(
                    "1.2.0.192",
                    "2.2.0.192",
                    "7.100.51.198",
                    "9.100.51.198",
                    "9.9.9.9",
                    "2.0.0.127",
                    "1.0.0.127",
                    "001.2.0.192",
                    "1.2.0.256",
                    "1.2.0",
                    "x.2.0.192");

    private final NameServer server = TestZones.server();
    private SplittableRandom dice = new SplittableRandom(0);

    @Test
    void bothSayTheSame() throws IOException {
        int quick = 0;
        for (long seed = 0; seed < CASES; seed++) {
            dice = new SplittableRandom(seed);
            byte[] asked = query();
            if (dice.nextInt(3) == 0) {
                asked[dice.nextInt(asked.length)] = (byte) dice.nextInt(256);
            }
            InetAddress source = dice.nextInt(8) == 0 ? TestZones.STRANGER : TestZones.MAIL_SERVER;
            byte[] room = new byte[Reply.PAYLOAD_BYTES];
            int length = server.answerFast(asked, asked.length, source, room, TestZones.NOW);
            if (length > 0) {
                quick++;
                byte[] plain =
                        Objects.requireNonNull(
                                server.answer(asked, source, false, TestZones.NOW).bytes());
                assertThat(text(Arrays.copyOf(room, length)))
                        .as("seed %d", seed)
                        .isEqualTo(text(plain));
            }
        }
        assertThat(quick).isBetween(CASES / 10, CASES - CASES / 10);
    }

    @Test
    void theUsualQuestionTakesTheQuickWay() {
        for (String zone : List.of("bl.one.example", "http.one.example")) {
            for (String address : List.of("1.2.0.192", "9.9.9.9")) {
                String key = zone.startsWith("http") ? "abcdefghijkl." : "";
                byte[] asked = message(key + address + "." + zone, 1, true);
                int length =
                        server.answerFast(
                                asked,
                                asked.length,
                                TestZones.MAIL_SERVER,
                                new byte[512],
                                TestZones.NOW);
                assertThat(length).isPositive();
            }
        }
    }

    /** All that is in it; the ways differ in how they shorten names, and so in their capitals. */
    private static String text(byte[] bytes) throws IOException {
        var message = new Message(bytes);
        var text = new StringBuilder(message.getHeader().toString());
        for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
            String records = message.getSection(section).toString();
            text.append(section == Section.QUESTION ? records : records.toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    private byte[] query() {
        String zone = ZONES.get(dice.nextInt(ZONES.size()));
        String name = address() + "." + zone;
        if (zone.startsWith("http") && dice.nextInt(4) > 0) {
            name = (dice.nextBoolean() ? "abcdefghijkl." : "lkjihgfedcba.") + name;
        }
        int type = dice.nextInt(6) == 0 ? dice.nextInt(260) : 1;
        return message(name, type, dice.nextBoolean());
    }

    private String address() {
        if (dice.nextInt(3) > 0) {
            return FOUR.get(dice.nextInt(FOUR.size()));
        }
        var nibbles = new StringBuilder();
        String[] known = {
            "20010db8000100000000000000000007",
            "20010db8000200000000000000000007",
            "20010db8000200000000000000000008",
            "00000000000000000000ffff7f000002",
            "00000000000000000000FFFF7F000001"
        };
        String hex = known[dice.nextInt(known.length)];
        for (int i = 31; i >= 0; i--) {
            nibbles.append(hex.charAt(i)).append(i == 0 ? "" : ".");
        }
        return dice.nextInt(10) == 0 ? nibbles.substring(2) : nibbles.toString();
    }

    private byte[] message(String name, int type, boolean edns) {
        var bytes = new ByteArrayOutputStream();
        int flags = dice.nextInt(4) == 0 ? dice.nextInt(0x10000) & 0x7fff : 0x0100;
        int[] header = {4711, flags, 1, 0, 0, edns ? 1 : 0};
        for (int word : header) {
            bytes.write(word >> 8);
            bytes.write(word);
        }
        for (String label : name.split("\\.", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(ISO_8859_1));
        }
        bytes.writeBytes(new byte[] {0, (byte) (type >> 8), (byte) type, 0, 1});
        if (edns) {
            int dnssec = dice.nextBoolean() ? 0x80 : 0;
            bytes.writeBytes(new byte[] {0, 0, 41, 4, (byte) 0xd0, 0, 0, (byte) dnssec, 0, 0, 0});
        }
        return bytes.toByteArray();
    }
}
