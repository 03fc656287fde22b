package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.honeyspam.node.TestConfiguration.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a running node, whole and spoilt, and what becomes of them. */
final class BackupTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir private Path folder;
    private Path archive;
    private Path restored;

    @BeforeEach
    void choosePaths() {
        archive = folder.resolve("backup.zip");
        restored = folder.resolve("restored");
    }

    private Configuration configuration() throws IOException {
        return new TestConfiguration(folder)
                .write(
                        listener("web", 0, "www.one.example", "")
                                + listener("mx", 0, "mx.one.example", "")
                                + "[probe]\nmode = \"hold\"\n");
    }

    /** Of a node that runs and has something on record. */
    private Configuration backUp() throws Exception {
        Configuration configuration = configuration();
        try (Node node = Node.start(configuration, Clock.systemUTC(), "test")) {
            InetSocketAddress web = node.bound().getFirst().address();
            try (var socket = new Socket(web.getAddress(), web.getPort())) {
                byte[] get = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                socket.getOutputStream().write(get);
                assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            }
            Files.writeString(configuration.node().dataFolder().resolve("serials"), "5000\n");
            Files.writeString(configuration.node().dataFolder().resolve("blocks.jsonl"), "");
            awaitEvents(configuration);
            assertThat(Backup.write(configuration, archive, NOW)).isGreaterThan(5);
        }
        return configuration;
    }

    /** The answer does not wait for what is recorded of it. */
    private static void awaitEvents(Configuration configuration) throws Exception {
        Path journal = new DataFolder(configuration.node().dataFolder()).journal();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (events(journal).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static List<String> events(Path journal) throws IOException {
        List<String> ids = new ArrayList<>();
        try (var reader = new JournalReader(journal, JournalReader.Position.START)) {
            for (Recorded one = reader.next(); one != null; one = reader.next()) {
                ids.add(one.id());
            }
        }
        return ids;
    }

    @Test
    void aRunningNodeIsRestoredWithItsRecordAndGoesOn() throws Exception {
        Configuration configuration = backUp();
        assertThat(Files.getPosixFilePermissions(archive))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Restore.into(archive, restored);
        Path key = folder.resolve("secret.key");
        assertThat(restored.resolve("secret.key"))
                .content()
                .startsWith(Files.readString(key))
                .as("new addresses have a key of their own")
                .containsPattern("(?m)^2 [0-9a-f]{64}$");
        long next = Long.parseLong(Files.readString(restored.resolve("data/serials")).strip());
        assertThat(next).isGreaterThanOrEqualTo(5_000 + 1_000_000);
        List<String> before = events(new DataFolder(configuration.node().dataFolder()).journal());
        List<String> after = events(restored.resolve("data/journal"));
        assertThat(after).isNotEmpty().isEqualTo(before.subList(0, after.size()));
        assertThat(restored.resolve("data/probe.db")).exists();
        assertThat(restored.resolve("data/views.db")).doesNotExist();
        Configuration again =
                ConfigurationFile.read(restored.resolve("honeyspam.toml")).configuration();
        assertThat(again).isNotNull();
        if (again != null) {
            Node.start(again, Clock.systemUTC(), "test").close();
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Configuration configuration = backUp();
        assertThatThrownBy(() -> Backup.write(configuration, archive, NOW))
                .hasMessageContaining("it is there already");
        Files.createDirectory(restored);
        Files.writeString(restored.resolve("mine"), "mine");
        assertThatThrownBy(() -> Restore.into(archive, restored)).hasMessageContaining("not empty");
        assertThat(restored.resolve("mine")).hasContent("mine");
    }

    @Test
    void aTornOrSpoiltArchiveIsRefusedAndLeavesNothing() throws Exception {
        backUp();
        byte[] whole = Files.readAllBytes(archive);
        for (int part = 1; part < 20; part++) {
            Path torn = folder.resolve("torn.zip");
            Files.write(torn, Arrays.copyOf(whole, whole.length * part / 20));
            assertThatThrownBy(() -> Restore.into(torn, restored)).isInstanceOf(IOException.class);
            assertThat(restored).doesNotExist();
        }
        int refused = 0;
        for (int at = 100; at < whole.length; at += whole.length / 40) {
            byte[] spoilt = whole.clone();
            spoilt[at] ^= 0x55;
            Path file = folder.resolve("spoilt.zip");
            Files.write(file, spoilt);
            try {
                Restore.into(file, restored);
                remove(restored); // What was spoilt is no content: a time, say.
            } catch (IOException e) {
                assertThat(restored).doesNotExist();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aFileThatIsNoArchiveOrReachesElsewhereIsRefused() throws Exception {
        Files.writeString(archive, "no archive");
        assertThatThrownBy(() -> Restore.into(archive, restored))
                .hasMessageContaining("no whole archive");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(Backup.MANIFEST));
            var evil = new Backup.Held("data/../../evil", 0, "");
            zip.write(
                    Backup.JSON.writeValueAsBytes(
                            new Backup.Manifest(1, "n", NOW.toString(), List.of(evil))));
        }
        assertThatThrownBy(() -> Restore.into(archive, restored))
                .hasMessageContaining("data/../../evil");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void aFullDiskLeavesNoArchive() throws Exception {
        Configuration configuration = backUp();
        Path there = Files.createDirectory(folder.resolve("disk"));
        var disk = new FaultyDisk(there);
        disk.leave(500);
        assertThatThrownBy(() -> Backup.write(configuration, disk.folder().resolve("b.zip"), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("space");
        assertThat(there).isEmptyDirectory();
        disk.leave(Long.MAX_VALUE);
        assertThat(Backup.write(configuration, disk.folder().resolve("b.zip"), NOW)).isPositive();
    }
}
