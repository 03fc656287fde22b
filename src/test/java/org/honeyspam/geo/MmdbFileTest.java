package org.honeyspam.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MmdbFileTest {
    private static final String IP = "192.0.2.7";
    private static final Origin WHOLE = new Origin("DE", 64_500L, "Example Hosting");

    @TempDir private Path temp = Path.of("");

    private Origin asked(Origins origins, String ip) throws IOException {
        return origins.of(InetAddress.ofLiteral(ip));
    }

    private Path file(String name, MmdbWriter writer) throws IOException {
        return writer.write(temp.resolve(name));
    }

    static List<Arguments> layouts() {
        var flat =
                Map.of(
                        "country", "Germany",
                        "country_code", "DE",
                        "asn", "AS64500",
                        "as_name", "Example Hosting",
                        "as_domain", "hosting.example");
        var older =
                Map.of(
                        "country", "DE",
                        "country_name", "Germany",
                        "asn", "AS64500",
                        "as_name", "Example Hosting");
        var traits =
                Map.of(
                        "country",
                        Map.of("iso_code", "DE"),
                        "traits",
                        MmdbWriter.system(64_500, "Example Hosting"));
        return List.of(
                Arguments.of("IPinfo Lite", flat),
                Arguments.of("IPinfo Country ASN", older),
                Arguments.of("DB-IP ISP", traits));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void aFileThatHasBothNeedBeNamedOnce(String maker, Map<String, Object> entry) throws Exception {
        Path file = file("both.mmdb", new MmdbWriter().with("192.0.2.0/24", entry));
        assertThat(asked(Origins.open(file, null), IP)).as(maker).isEqualTo(WHOLE);
        assertThat(asked(Origins.open(null, file), IP)).isEqualTo(WHOLE);
        assertThat(asked(Origins.open(file, file), IP)).isEqualTo(WHOLE);
        assertThat(MmdbFile.look(file)).isEqualTo(new MmdbFile.Contents(true, true));
    }

    @ParameterizedTest
    @CsvSource({"4, 24", "4, 28", "4, 32", "6, 24", "6, 28", "6, 32"})
    void twoFilesAnswerTogether(int version, int recordBits) throws Exception {
        var countries = new MmdbWriter(version, recordBits);
        var systems = new MmdbWriter(version, recordBits);
        countries.with("192.0.2.0/25", MmdbWriter.country("DE"));
        countries.with("198.51.100.0/24", MmdbWriter.country("FR"));
        systems.with("192.0.0.0/16", MmdbWriter.system(64_500, "Example Hosting"));
        if (version == 6) {
            countries.with("2001:db8::/32", MmdbWriter.country("SE"));
        }
        var origins = Origins.open(file("c.mmdb", countries), file("a.mmdb", systems));
        assertThat(asked(origins, IP)).isEqualTo(WHOLE);
        assertThat(asked(origins, "192.0.2.200").country()).isNull();
        assertThat(asked(origins, "198.51.100.1")).isEqualTo(new Origin("FR", null, null));
        assertThat(asked(origins, "203.0.113.1")).isEqualTo(Origin.UNKNOWN);
        assertThat(asked(origins, "2001:db8::1").country()).isEqualTo(version == 6 ? "SE" : null);
    }

    @Test
    void eachFileIsAskedForWhatItIsNamedFor() throws Exception {
        Map<String, Object> other =
                Map.of("country_code", "FR", "asn", "AS64511", "as_name", "Other");
        Path one = file("1.mmdb", new MmdbWriter().with("192.0.2.0/24", other));
        Map<String, Object> both =
                Map.of("country_code", "DE", "asn", "AS64500", "as_name", "Example Hosting");
        Path two = file("2.mmdb", new MmdbWriter().with("192.0.2.0/24", both));
        assertThat(asked(Origins.open(one, two), IP))
                .isEqualTo(new Origin("FR", 64_500L, "Example Hosting"));
    }

    @Test
    void aNetworkIsWhereAllOfItIs() throws Exception {
        var writer =
                new MmdbWriter()
                        .with("192.0.2.0/25", MmdbWriter.country("DE"))
                        .with("192.0.2.128/25", MmdbWriter.country("FR"))
                        .with("198.51.0.0/16", MmdbWriter.country("SE"))
                        .with("2001:db8::/48", MmdbWriter.country("NO"));
        var origins = Origins.open(file("c.mmdb", writer), null);
        assertThat(origins.of(InetAddress.ofLiteral("192.0.2.0"), 25).country()).isEqualTo("DE");
        assertThat(origins.of(InetAddress.ofLiteral("192.0.2.0"), 24)).isEqualTo(Origin.UNKNOWN);
        assertThat(origins.of(InetAddress.ofLiteral("198.51.7.0"), 24).country()).isEqualTo("SE");
        assertThat(origins.of(InetAddress.ofLiteral("2001:db8::"), 64).country()).isEqualTo("NO");
        assertThat(origins.of(InetAddress.ofLiteral("2001:db8::"), 32)).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void textOfAFileIsOnlyText() throws Exception {
        String name = "\u001b[31mEvil\u202e\u0007\n,\"=x" + "y".repeat(500);
        Map<String, Object> entry =
                Map.of("country_code", "X\u001b", "asn", "ASx", "as_name", name);
        Map<String, Object> good = Map.of("country_code", "de", "asn", 64_500L);
        var writer = new MmdbWriter().with("192.0.2.0/24", entry).with("192.0.3.0/24", good);
        var origins = Origins.open(file("e.mmdb", writer), null);
        Origin evil = asked(origins, IP);
        assertThat(evil.country()).isNull();
        assertThat(evil.asn()).isNull();
        assertThat(evil.asName()).startsWith("[31mEvil ,\"=xyyy").hasSize(100);
        assertThat(asked(origins, "192.0.3.1").text()).isEqualTo("DE, AS64500");
        assertThat(WHOLE.text()).isEqualTo("DE, AS64500 Example Hosting");
        assertThat(Origin.UNKNOWN.text()).isEmpty();
    }

    @Test
    void nobodyWithoutAFileIsFromAnywhere() throws Exception {
        assertThat(asked(Origins.NONE, IP)).isEqualTo(Origin.UNKNOWN);
        assertThat(Origins.NONE.haveCountries()).isFalse();
        assertThat(Origins.NONE.haveAsns()).isFalse();
    }

    /** Half of it came, or the first half is another's. */
    @Test
    void aFileCutAnywhereIsTold() throws Exception {
        byte[] all = good();
        for (int cut = 0; cut < all.length; cut += 7) {
            Path head = Files.write(temp.resolve("head.mmdb"), Arrays.copyOf(all, cut));
            assertThatThrownBy(() -> MmdbFile.look(head))
                    .as("cut at %d", cut)
                    .isInstanceOf(IOException.class)
                    .hasMessage(head + " is no mmdb file, or not all of one");
        }
    }

    /** Whatever bytes are wrong: it answers, or it says so. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSpoiltFileAnswersOrIsTold(long seed) throws Exception {
        var random = new java.util.Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = good();
            for (int j = 0; j < 1 + random.nextInt(8); j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(temp.resolve("spoilt.mmdb"), bytes);
            try {
                asked(Origins.open(file, null), IP);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }
    }

    private static byte[] good() {
        var writer = new MmdbWriter();
        writer.with("192.0.2.0/24", MmdbWriter.country("DE"));
        writer.with("198.51.100.0/24", MmdbWriter.system(64_500, "Example Hosting"));
        return writer.bytes();
    }

    @Test
    void aPointerToItselfEnds() throws Exception {
        byte[] pointer = {0x20, 0x00};
        Path file = file("p.mmdb", new MmdbWriter().with("192.0.2.0/24", pointer));
        assertThatThrownBy(() -> MmdbFile.look(file))
                .hasMessageEndingWith("is no mmdb file, or not all of one");
    }

    @Test
    void aFileOfSomethingElseIsTold() throws Exception {
        Path file = file("x.mmdb", new MmdbWriter().with("192.0.2.0/24", Map.of("city", "Kiel")));
        assertThatThrownBy(() -> MmdbFile.look(file))
                .hasMessage(file + " has neither countries nor AS numbers");
        assertThatThrownBy(() -> MmdbFile.look(temp.resolve("none.mmdb")))
                .hasMessage("there is no file " + temp.resolve("none.mmdb"));
        assertThatThrownBy(() -> MmdbFile.look(temp)).hasMessage(temp + " cannot be read");
    }
}
