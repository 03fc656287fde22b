package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Blocks;
import org.honeyspam.journal.JournalEvent.ConfigurationTaken;
import org.honeyspam.journal.JournalEvent.FileChanged;
import org.honeyspam.journal.JournalEvent.FilesChanged;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whoever changes a file of a node's, while it runs or while it does not, is on its record. */
@Timeout(120)
final class FilesWatchedTest {
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    @TempDir private Path folder;
    private Path data = Path.of("");
    private Path other = Path.of("");
    private Configuration configuration;

    @BeforeEach
    void configure() throws IOException {
        data = folder.resolve("data");
        other = Files.createDirectories(folder.resolve("other/below"));
        Files.writeString(other.resolve("kept"), "as it is");
        configuration =
                new TestConfiguration(folder)
                        .write(
                                "[node]\nname = \"n1\"\ndata = \"data\"\nkey_file = \"secret.key\"\n"
                                        + TestConfiguration.listener("mx", 0, "mx.one.example", "")
                                        + "[watch]\npaths = [\"other\"]\n"
                                        + "full_check = \"1m\"\n[journal]\nsegment_size = \"4KiB\"\n");
    }

    private Node start() throws StartException {
        Node node = Node.start(configuration, Clock.systemUTC(), "test");
        until(() -> note(node).contains(" files;") && !note(node).startsWith("0 "));
        return node;
    }

    private static String note(Node node) {
        return String.valueOf(part(node).note());
    }

    private static Status.Part part(Node node) {
        return node.status().parts().stream()
                .filter(part -> part.name().equals("file_watch"))
                .findFirst()
                .orElseThrow();
    }

    /** One copies it from there. */
    @Test
    void theLogHasTheNameOfAFileAsItIsButForWhatDeceives() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(WatchDesk.class);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        log.addAppender(said);
        log.setLevel(Level.INFO);
        try (Node _ = start()) {
            Files.writeString(other.resolve("www.a@b.example <x>\u001b[2J\u202e"), "x");
            until(() -> !said.list.isEmpty());
            assertThat(said.list.getFirst().getFormattedMessage())
                    .contains(other.resolve("www.a@b.example <x>\\x1b[2J\\x202e") + " new (other)");
        } finally {
            log.setLevel(null);
            log.detachAppender(said);
        }
    }

    private interface Question {
        boolean holds() throws IOException;
    }

    private static void until(Question question) {
        until(WITHIN, question);
    }

    private static void until(Duration within, Question question) {
        long end = System.nanoTime() + within.toNanos();
        try {
            while (!question.holds()) {
                assertThat(System.nanoTime()).as("within %s", within).isLessThan(end);
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private <T> List<T> events(Class<T> type) throws IOException {
        List<T> events = new ArrayList<>();
        try (var reader =
                new JournalReader(data.resolve("journal"), JournalReader.Position.START)) {
            for (Recorded event = reader.next(); event != null; event = reader.next()) {
                if (type.isInstance(event.event())) {
                    events.add(type.cast(event.event()));
                }
            }
        }
        return events;
    }

    private void isTold(Path file, String change, String part) {
        Predicate<FileChanged> it =
                one ->
                        one.path().equals(file.toString())
                                && one.change().equals(change)
                                && one.part().equals(part);
        until(() -> events(FileChanged.class).stream().anyMatch(it));
    }

    @Test
    void whatSomebodyDoesIsToldWithinSeconds() throws Exception {
        try (Node node = start()) {
            Path dropped = data.resolve("journal/dropped");
            Files.writeString(dropped, "x");
            isTold(dropped, "new", "record");
            Files.writeString(other.resolve("kept"), "as it was");
            isTold(other.resolve("kept"), "changed", "other");
            Files.setPosixFilePermissions(
                    other.resolve("kept"), PosixFilePermissions.fromString("rwxr-xr-x"));
            isTold(other.resolve("kept"), "executable", "other");
            Files.delete(other.resolve("kept"));
            isTold(other.resolve("kept"), "deleted", "other");
            Path tool = Files.createDirectories(other.resolve("deep/er")).resolve("tool");
            Files.writeString(tool, "#!/bin/sh\n");
            isTold(tool, "new", "other");
            Path key = folder.resolve("secret.key");
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            isTold(key, "mode", "configuration");
            FileChanged first = events(FileChanged.class).getFirst();
            assertThat(first.hash())
                    .isEqualTo("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
            assertThat(first.sizeBytes()).isEqualTo(1);
            assertThat(first.mode()).matches("0[0-7]{3}");
            assertThat(part(node).well()).isTrue();
        }
    }

    @Test
    void whoRewritesTheRecordIsToldAndTheNodeIsNotWell() throws Exception {
        try (Node node = start()) {
            Thread.sleep(SILENCE); // What is a second old is known.
            Path segment = newest();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 2] ^= 1;
            Files.write(segment, bytes, StandardOpenOption.WRITE);
            isTold(segment, "rewritten", "record");
            until(() -> !part(node).well());
            assertThat(events(FileChanged.class)).hasSize(1); // Once, and no more of it.
        }
    }

    private Path newest() throws IOException {
        try (var files = Files.list(data.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** Segments roll, chains grow, views change, commands write: none of it is news. */
    @Test
    void whatTheNodeItselfDoesIsNoNews() throws Exception {
        try (Node node = start()) {
            for (int i = 0; i < 30; i++) {
                int port = node.bound().getFirst().address().getPort();
                try (var peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    peer.getOutputStream().write("EHLO me.example\r\nQUIT\r\n".getBytes(UTF_8));
                    assertThat(peer.getInputStream().readAllBytes()).isNotEmpty();
                }
                Thread.sleep(100);
            }
            var decision =
                    new Blocks.Decision(
                            "2026-11-27T07:00:00Z",
                            Blocks.Action.ADD,
                            "192.0.2.0/24",
                            "a test",
                            "me",
                            null);
            node.data().blocks().decide(decision);
            Thread.sleep(SILENCE);
            assertThat(Files.exists(data.resolve("journal/0000000003.jsonl"))).isTrue();
            assertThat(events(FileChanged.class)).isEmpty();
            assertThat(events(FilesChanged.class)).isEmpty();
        }
        start().close();
        assertThat(events(FileChanged.class)).isEmpty();
        assertThat(events(FilesChanged.class)).isEmpty();
    }

    @Test
    void whatWasDoneWhileItDidNotRunIsToldAtTheStart() throws Exception {
        start().close();
        Files.writeString(other.resolve("kept"), "another");
        Files.writeString(data.resolve("extra"), "x");
        Path first = data.resolve("journal/0000000001.jsonl");
        Files.writeString(first, Files.readString(first).replace("node_started", "node_startex"));
        try (Node node = start()) {
            until(() -> !events(FilesChanged.class).isEmpty());
            FilesChanged sum = events(FilesChanged.class).getFirst();
            assertThat(sum.state()).isEqualTo("stopped");
            assertThat(sum.count()).isEqualTo(3);
            assertThat(sum.changes()).containsExactly("1 changed", "1 new", "1 rewritten");
            assertThat(sum.since()).isNotNull();
            isTold(first, "rewritten", "record");
            assertThat(part(node).well()).isFalse();
        }
        start().close();
        assertThat(events(FilesChanged.class)).hasSize(1); // It is known now.
    }

    @Test
    void whoTakesAwayOrForgesWhatIsKeptOfTheFilesIsTold() throws Exception {
        start().close();
        Path manifest = data.resolve("watch");
        Files.writeString(manifest, Files.readString(manifest).replace("kept", "kepd"));
        start().close();
        assertThat(events(FilesChanged.class)).hasSize(1);
        assertThat(events(FilesChanged.class).getFirst().reason())
                .contains("not as the node wrote");
        Files.delete(manifest);
        start().close();
        assertThat(events(FilesChanged.class)).hasSize(2);
    }

    @Test
    void aFloodOfFilesIsANumber() throws Exception {
        try (Node node = start()) {
            for (int i = 0; i < 3_000; i++) {
                Files.createFile(other.resolve("f" + i));
            }
            until(
                    Duration.ofSeconds(30), // They take a while to be made.
                    () ->
                            events(FilesChanged.class).stream().mapToLong(FilesChanged::count).sum()
                                    >= 3_000);
            assertThat(events(FileChanged.class)).hasSizeLessThanOrEqualTo(60);
            assertThat(note(node)).contains("changes since the start");
        }
    }

    @Test
    void aReloadSaysWhichOfTheChangesIsTheOneThatHolds() throws Exception {
        try (Node node = start()) {
            Files.writeString(configuration.file(), "# More.\n", StandardOpenOption.APPEND);
            isTold(configuration.file(), "changed", "configuration");
            assertThat(node.reload().taken()).isTrue();
            until(() -> !events(ConfigurationTaken.class).isEmpty());
            assertThat(events(ConfigurationTaken.class).getFirst().hash())
                    .isEqualTo(events(FileChanged.class).getFirst().hash());
        }
    }
}
