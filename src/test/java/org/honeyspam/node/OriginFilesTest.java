package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Export;
import org.honeyspam.config.Geo;
import org.honeyspam.geo.MmdbWriter;
import org.honeyspam.intel.Listing;
import org.honeyspam.intel.SourceKind;
import org.honeyspam.net.LogWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of countries that are replaced while a node runs. */
final class OriginFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Listing LISTING =
            new Listing(
                    "192.0.2.7",
                    Listing.By.DEEDS,
                    List.of(SourceKind.SPAM_SENDER),
                    45,
                    "2026-02-27T10:00:00Z",
                    "2026-02-28T10:00:00Z",
                    "2026-03-30T10:00:00Z",
                    Map.of("mailed_bait", 3L),
                    null);

    @TempDir private Path temp = Path.of("");

    private Geo geo() {
        return new Geo(temp.resolve("country.mmdb"), null);
    }

    /** As one does it who replaces a file that is in use. */
    private void replace(String country) throws IOException {
        var writer = new MmdbWriter().with("192.0.2.0/24", MmdbWriter.country(country));
        Path part = writer.write(temp.resolve("part"));
        Files.move(part, temp.resolve("country.mmdb"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String country(OriginFiles files) throws IOException {
        return "" + files.origins().of(InetAddress.ofLiteral("192.0.2.7")).country();
    }

    @Test
    void aNewFileIsTakenWithinAMinuteAndABadOneIsNot() throws Exception {
        var files = new OriginFiles(geo());
        assertThat(country(files)).isEqualTo("null");
        replace("DE");
        assertThat(files.look(NOW)).isTrue();
        assertThat(country(files)).isEqualTo("DE");
        assertThat(files.look(NOW.plusSeconds(60))).as("it is the same").isFalse();
        replace("FR");
        assertThat(files.look(NOW.plusSeconds(90))).as("too early").isFalse();
        assertThat(country(files)).isEqualTo("DE");
        try (LogWatch log = LogWatch.on(OriginFiles.class)) {
            assertThat(files.look(NOW.plusSeconds(120))).isTrue();
            assertThat(country(files)).isEqualTo("FR");
            Files.writeString(temp.resolve("country.mmdb"), "half a file, written over it");
            assertThat(country(files)).as("of the file as it was").isEqualTo("FR");
            assertThat(files.look(NOW.plusSeconds(180))).isFalse();
            Files.delete(temp.resolve("country.mmdb"));
            assertThat(files.look(NOW.plusSeconds(240))).isFalse();
            assertThat(country(files)).isEqualTo("FR");
            replace("SE");
            assertThat(files.look(NOW.plusSeconds(300))).isTrue();
            assertThat(country(files)).isEqualTo("SE");
            String bad = "Countries and AS numbers stay as they were: ";
            Path file = temp.resolve("country.mmdb");
            assertThat(log.messages())
                    .filteredOn(message -> message.contains("stay"))
                    .containsExactly(
                            bad + file + " is no mmdb file, or not all of one",
                            bad + "there is no file " + file);
        }
    }

    @Test
    void aCopyOfTheBlacklistFollowsTheFile() throws Exception {
        Path table = temp.resolve("list.csv");
        Path plain = temp.resolve("list.txt");
        Duration often = Duration.ofSeconds(1);
        var wanted =
                List.of(
                        new Export("csv", table, List.of(), 0, often),
                        new Export("plain", plain, List.of(), 0, often));
        replace("DE");
        try (var exports = new Exports(wanted, geo(), "")) {
            assertThat(exports.areDue(NOW)).isTrue();
            exports.write(List.of(LISTING), NOW);
            assertThat(exports.areDue(NOW.plusSeconds(90))).as("nothing is new").isFalse();
            replace("FR");
            assertThat(exports.areDue(NOW.plusSeconds(160))).isTrue();
            exports.write(List.of(LISTING), NOW.plusSeconds(160));
        }
        assertThat(table).content().contains(",FR,,");
        assertThat(plain).content().contains("at 2026-03-01T12:00:00Z").contains("192.0.2.7");
    }
}
