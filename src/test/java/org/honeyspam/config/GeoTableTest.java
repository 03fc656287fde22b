package org.honeyspam.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.geo.MmdbWriter;
import org.honeyspam.geo.Origin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of countries and AS numbers that a configuration names. */
final class GeoTableTest {
    @TempDir private Path temp = Path.of("");

    @BeforeEach
    void write() throws IOException {
        var countries = new MmdbWriter().with("192.0.2.0/24", MmdbWriter.country("DE"));
        countries.write(temp.resolve("country.mmdb"));
        var systems = new MmdbWriter().with("192.0.2.0/24", MmdbWriter.system(64_500, "Example"));
        byte[] bytes = Files.readAllBytes(systems.write(temp.resolve("asn.mmdb")));
        Files.write(temp.resolve("torn.mmdb"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(temp.resolve("text.mmdb"), "a page that says: log in first");
    }

    private Checked check(String countryFile, String asnFile) {
        String geo =
                """
                [geo]
                country_file = "%s"
                asn_file = "%s"
                """
                        .formatted(countryFile, asnFile);
        String text = TestFile.SMALL + geo;
        return ConfigurationFile.check(text, temp.resolve("honeyspam.toml"));
    }

    @Test
    void filesThatAreGoodAreReadWhenTheyAreAsked() throws Exception {
        Configuration read =
                requireNonNull(check("country.mmdb", "asn.mmdb").configuration(), "it is good");
        assertThat(read.geo().open().of(InetAddress.ofLiteral("192.0.2.7")))
                .isEqualTo(new Origin("DE", 64_500L, "Example"));
        Configuration none = requireNonNull(check("", "").configuration(), "it is good");
        assertThat(none.geo().open().of(InetAddress.ofLiteral("192.0.2.7")))
                .isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void aBadFileIsToldWithItsPlace() {
        assertThat(check("torn.mmdb", "text.mmdb").mistakes())
                .containsExactly(
                        new Mistake(
                                11,
                                1,
                                "country_file: %s is no mmdb file, or not all of one"
                                        .formatted(temp.resolve("torn.mmdb")),
                                "an mmdb file with countries, or \"\" for none"),
                        new Mistake(
                                12,
                                1,
                                "asn_file: %s is no mmdb file, or not all of one"
                                        .formatted(temp.resolve("text.mmdb")),
                                "an mmdb file with AS numbers, or \"\" for none"));
    }

    @Test
    void aFileInThePlaceOfTheOtherIsTold() {
        List<Mistake> mistakes = check("asn.mmdb", "country.mmdb").mistakes();
        assertThat(mistakes)
                .extracting(Mistake::what)
                .containsExactly(
                        "country_file: %s has no countries".formatted(temp.resolve("asn.mmdb")),
                        "asn_file: %s has no AS numbers".formatted(temp.resolve("country.mmdb")));
    }
}
