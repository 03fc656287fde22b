package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.Damage.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A journal of a few full segments on a disk of a test's own, and what is said of it. */
abstract class ChainedJournal {
    static final int SEGMENTS = 3;
    static final int LINES_A_SEGMENT = 4;
    static final long FULL = (long) LINES_A_SEGMENT * Folders.line(1).length;

    @TempDir Path temp = Path.of("");
    Path disk = Path.of("");
    Path folder = Path.of("");

    final List<Logger> logs =
            Stream.of(Chain.class, JournalFile.class)
                    .map(one -> (Logger) LoggerFactory.getLogger(one))
                    .toList();

    /** They would say thousands of times that something is cut. */
    @BeforeEach
    void beQuiet() {
        logs.forEach(log -> log.setLevel(Level.OFF));
    }

    @AfterEach
    void speakAgain() {
        logs.forEach(log -> log.setLevel(null));
    }

    @BeforeEach
    void begin() throws IOException {
        disk = new FaultyDisk(temp).folder(); // For its quick fsync.
        folder = disk.resolve("journal");
        write(folder, 1, SEGMENTS * LINES_A_SEGMENT);
    }

    static void write(Path where, int from, int to) throws IOException {
        try (JournalFile file = JournalFile.open(where, "n1", FULL, Folders.KEY)) {
            Folders.commit(file, from, to);
        }
    }

    static ChainCheck.Report check(Path where) throws IOException {
        return new ChainCheck(where, Folders.KEY, null, (_, _) -> {}).check();
    }

    List<Damage> damages() throws IOException {
        return check(folder).findings().damages();
    }

    Path segment(int number) {
        return Folders.segment(folder, number);
    }

    Path chain(int number) {
        return folder.resolve("%010d.chain".formatted(number));
    }

    List<String> lines(int number) throws IOException {
        return new ArrayList<>(Files.readAllLines(segment(number)));
    }

    void lines(int number, List<String> lines) throws IOException {
        Files.write(segment(number), lines);
    }

    void isOne(Kind kind, String file, long line, long offset) throws IOException {
        assertThat(damages()).hasSize(1);
        Damage damage = damages().getFirst();
        assertThat(damage.told()).startsWith(file);
        assertThat(damage.kind()).as(damage.told()).isEqualTo(kind);
        assertThat(damage.line()).as(damage.told()).isEqualTo(line);
        assertThat(damage.offset()).as(damage.told()).isEqualTo(offset);
    }

    static String name(int number) {
        return "%010d.jsonl".formatted(number);
    }

    static long offset(List<String> lines, int before) {
        return lines.stream().limit(before).mapToLong(line -> line.length() + 1L).sum();
    }

    void copy(Path to) throws IOException {
        copy(folder, to);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }
}
