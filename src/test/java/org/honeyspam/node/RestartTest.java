package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One boot after the other on the same data. */
final class RestartTest {
    @Test
    void eventsOfTwoBootsWithinASecondHaveIdsOfTheirOwn(@TempDir Path folder)
            throws IOException, StartException {
        Configuration configuration = configuration(folder);
        Instant first = Instant.parse("2026-11-23T10:00:00.100Z");
        for (Instant boot : List.of(first, first.plus(Duration.ofMillis(300)))) {
            Node.start(configuration, Clock.fixed(boot, ZoneOffset.UTC), "test").close();
        }
        Path journal = new DataFolder(configuration.node().dataFolder()).journal();
        List<String> ids = new ArrayList<>();
        try (var reader = new JournalReader(journal, JournalReader.Position.START)) {
            for (Recorded event = reader.next(); event != null; event = reader.next()) {
                ids.add(event.id());
            }
        }
        assertThat(ids).hasSize(4).doesNotHaveDuplicates(); // Started and stopped, twice.
    }

    private static Configuration configuration(Path folder) throws IOException {
        Path file = folder.resolve("honeyspam.toml");
        Files.writeString(
                file,
                """
                [[listener]]
                service = "mx"
                addresses = ["127.0.0.1"]
                port = 0
                host = "mx.one.example"

                [[site]]
                host = "www.one.example"
                domain = "one.example"
                title = "One"
                """);
        KeyRing.create(folder.resolve("secret.key"));
        Configuration configuration = ConfigurationFile.read(file).configuration();
        return configuration == null ? fail("the configuration is not good") : configuration;
    }
}
