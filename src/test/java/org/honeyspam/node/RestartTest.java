package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
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

    @Test
    void whoWasLetInIsLetInAgainAndNobodyElse(@TempDir Path folder)
            throws IOException, StartException {
        Configuration configuration = configuration(folder);
        assertThat(login(configuration, "bob", "first")).startsWith("235");
        assertThat(login(configuration, "bob", "second")).startsWith("535");
        assertThat(login(configuration, "bob", "first")).startsWith("235");
    }

    /** The answer of a node that is started for it. */
    private static String login(Configuration configuration, String user, String password)
            throws IOException, StartException {
        String claim = "\0" + user + "\0" + password;
        String base64 = Base64.getEncoder().encodeToString(claim.getBytes(US_ASCII));
        try (Node node = Node.start(configuration, Clock.systemUTC(), "test");
                var socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                node.bound().getFirst().address().getPort());
                var lines =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            lines.readLine();
            socket.getOutputStream().write(("AUTH PLAIN " + base64 + "\r\n").getBytes(US_ASCII));
            return String.valueOf(lines.readLine());
        }
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
                auth = "sticky"

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
