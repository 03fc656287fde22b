package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real clients say first, and what nobody should. */
class ClientHelloTest {
    private static final Path FILE =
            Path.of("src/test/resources/org/honeyspam/net/client-hellos.txt");
    private static final int ROUNDS = 3_000;

    record Sample(String name, String host, String ja3, String ja4, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .map(part -> new Sample(part[0], part[1], part[2], part[3], part[4]));
    }

    private static ClientHello read(byte[] bytes, int pieceBytes) {
        var reader = new HelloReader();
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            int end = Math.min(from + pieceBytes, bytes.length);
            reader.feed(Arrays.copyOfRange(bytes, from, end));
        }
        return Objects.requireNonNull(reader.hello());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void realClientsAreNamedAsOthersNameThem(Sample sample) {
        for (int pieceBytes : List.of(1, 7, sample.bytes().length)) {
            ClientHello hello = read(sample.bytes(), pieceBytes);
            assertThat(Fingerprint.ja3(hello)).isEqualTo(sample.ja3());
            assertThat(Fingerprint.ja4(hello)).isEqualTo(sample.ja4());
            assertThat(Objects.requireNonNullElse(hello.serverName(), "")).isEqualTo(sample.host());
        }
    }

    /** The example that the authors of JA4 publish: Chrome, with GREASE added here. */
    @Test
    void whatMeansNothingChangesNothing() {
        var hello =
                new ClientHello(
                        0x0303,
                        numbers(
                                "5a5a 1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c"
                                        + " 009d 002f 0035"),
                        numbers(
                                "1a1a 001b 0000 0033 0010 4469 0017 002d 000d 0005 0023 0012 002b"
                                        + " ff01 000b 000a 0015 fafa"),
                        numbers("0a0a 001d 0017 0018"),
                        List.of(0),
                        numbers("0403 0804 0401 0503 0805 0501 0806 0601"),
                        numbers("caca 0304 0303"),
                        "example.com",
                        "h2");
        assertThat(Fingerprint.ja4(hello)).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
        assertThat(Fingerprint.ja3Text(hello))
                .isEqualTo(
                        "771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157"
                                + "-47-53,27-0-51-16-17513-23-45-13-5-35-18-43-65281-11-10-21,29-23-24,0");
    }

    @Test
    void whoOffersNothingHasAName() {
        ClientHello bare = hello(0x0301, "", "");
        assertThat(Fingerprint.ja4(bare)).isEqualTo("t10i000000_000000000000_000000000000");
        assertThat(Fingerprint.ja3Text(bare)).isEqualTo("769,,,,");
        assertThat(Fingerprint.ja4(hello(0x0300, "0005", "000b"))).startsWith("ts3i010100_");
        ClientHello many = hello(0x9999, "0005 ".repeat(200).strip(), "");
        assertThat(Fingerprint.ja4(many)).startsWith("t00i990000_");
    }

    private static ClientHello hello(int version, String ciphers, String extensions) {
        List<Integer> none = List.of();
        return new ClientHello(
                version, numbers(ciphers), numbers(extensions), none, none, none, none, null, null);
    }

    private static List<Integer> numbers(String hex) {
        return hex.isEmpty()
                ? List.of()
                : Arrays.stream(hex.split(" ")).map(n -> Integer.valueOf(n, 16)).toList();
    }

    @Test
    void whatIsNoClientHelloIsGivenUpAtOnce() {
        var reader = new HelloReader();
        assertThat(
                        reader.feed(
                                "EHLO spammer\r\n"
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(reader.hello()).isNull();
    }

    @Test
    void anEndlessOneIsGivenUp() {
        byte[] huge = HexFormat.of().parseHex("16030140000100ffff0303");
        byte[] tooLong = HexFormat.of().parseHex("160301400001ffffff0303");
        assertThat(new HelloReader().feed(huge)).isTrue();
        assertThat(new HelloReader().feed(tooLong)).isFalse();
        var empty = new HelloReader();
        assertThat(empty.feed(HexFormat.of().parseHex("1603010000"))).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void brokenOnesThrowNothing(long seed) throws IOException {
        List<Sample> samples = samples().toList();
        var dice = new SplittableRandom(seed);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = samples.get(dice.nextInt(samples.size())).bytes().clone();
            for (int changes = dice.nextInt(1, 6); changes > 0; changes--) {
                bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt();
            }
            if (dice.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, dice.nextInt(bytes.length));
            }
            var reader = new HelloReader();
            reader.feed(bytes);
            ClientHello hello = reader.hello();
            if (hello != null) {
                read++;
                assertThat(Fingerprint.ja3(hello)).as("seed %d round %d", seed, round).hasSize(32);
                assertThat(Fingerprint.ja4(hello))
                        .matches("t(1[0-3]|s[23]|00)[di]\\d{4}.{2}_[0-9a-f]{12}_[0-9a-f]{12}");
            }
        }
        assertThat(read).isBetween(10, ROUNDS - 10);
    }
}
