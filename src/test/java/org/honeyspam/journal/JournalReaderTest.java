package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.honeyspam.journal.JournalReader.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalReaderTest {
    private static final int EVENTS = 7;

    @TempDir private Path folder = Path.of("");

    @Test
    void anUnfinishedLineIsNotThereYet() throws IOException {
        Folders.segment(folder, Folders.line(1));
        try (var reader = new JournalReader(folder, Position.START);
                OutputStream out = append()) {
            assertThat(Folders.numbers(Folders.rest(reader))).containsExactly(1);
            byte[] line = Folders.line(2);
            for (int i = 0; i < line.length - 1; i++) {
                out.write(line[i]);
                assertThat(reader.next()).isNull();
                assertThat(reader.position()).isEqualTo(new Position(1, Folders.line(1).length));
            }
            out.write('\n');
            assertThat(Folders.numbers(Folders.rest(reader))).containsExactly(2);
        }
    }

    @ParameterizedTest(name = "segments of {0} bytes")
    @ValueSource(longs = {1, 600, Folders.SEGMENT_BYTES_MAX})
    void readingGoesOnFromAnyBookmark(long segmentBytesMax) throws IOException {
        write(segmentBytesMax, 1, EVENTS);
        for (int read = 0; read <= EVENTS; read++) {
            Position bookmark;
            try (var reader = new JournalReader(folder, Position.START)) {
                for (int i = 0; i < read; i++) {
                    assertThat(reader.next()).isNotNull();
                }
                bookmark = reader.position();
            }
            try (var reader = new JournalReader(folder, bookmark)) {
                assertThat(Folders.numbers(Folders.rest(reader)))
                        .isEqualTo(range(read + 1, EVENTS));
                assertThat(reader.skipped()).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "segments of {0} bytes")
    @ValueSource(longs = {1, 600, Folders.SEGMENT_BYTES_MAX})
    void aReaderFollowsTheWriterOverRotation(long segmentBytesMax) throws IOException {
        List<Integer> seen = new ArrayList<>();
        try (JournalFile file = JournalFile.open(folder, "n1", segmentBytesMax, Folders.KEY);
                var reader = new JournalReader(folder, Position.START)) {
            for (int i = 1; i <= EVENTS; i++) {
                Folders.commit(file, i, i);
                seen.addAll(Folders.numbers(Folders.rest(reader)));
                assertThat(seen).hasSize(i);
            }
        }
        assertThat(seen).isEqualTo(range(1, EVENTS));
    }

    @Test
    void aBookmarkWhoseSegmentIsGoneGoesOnWithTheOldestThereIsAndSaysSo() throws IOException {
        write(1, 1, EVENTS);
        for (int gone = 1; gone <= 3; gone++) {
            Files.delete(Folders.segment(folder, gone));
        }
        try (var reader = new JournalReader(folder, new Position(1, 0))) {
            assertThat(Folders.numbers(Folders.rest(reader))).containsExactly(4, 5, 6, 7);
            assertThat(reader.skipped()).isTrue();
        }
    }

    @Test
    void whoBeginsWithTheOldestThereIsMissesNothing() throws IOException {
        write(1, 1, EVENTS);
        Files.delete(Folders.segment(folder, 1));
        try (var reader = new JournalReader(folder, Position.START)) {
            assertThat(Folders.numbers(Folders.rest(reader))).isEqualTo(range(2, EVENTS));
            assertThat(reader.skipped()).isFalse();
        }
    }

    @Test
    void aSegmentThatIsDeletedWhileItIsReadIsReadToItsEnd() throws IOException {
        write(Folders.SEGMENT_BYTES_MAX, 1, 3);
        write(1, 4, 5);
        try (var reader = new JournalReader(folder, Position.START)) {
            assertThat(reader.next()).isNotNull();
            Files.delete(Folders.segment(folder, 1));
            assertThat(Folders.numbers(Folders.rest(reader))).containsExactly(2, 3, 4, 5);
        }
    }

    @Test
    void theEndIsBehindAllThatIsThere() throws IOException {
        write(600, 1, EVENTS);
        Position end = JournalReader.end(folder);
        write(600, EVENTS + 1, EVENTS + 2);
        try (var reader = new JournalReader(folder, end)) {
            assertThat(Folders.numbers(Folders.rest(reader)))
                    .containsExactly(EVENTS + 1, EVENTS + 2);
        }
    }

    @Test
    void theEndIsBeforeALineThatIsBeingWritten() throws IOException {
        Folders.segment(folder, Folders.line(1));
        try (OutputStream out = append()) {
            byte[] line = Folders.line(2);
            out.write(line, 0, 10);
            Position end = JournalReader.end(folder);
            out.write(line, 10, line.length - 10);
            try (var reader = new JournalReader(folder, end)) {
                assertThat(Folders.numbers(Folders.rest(reader))).containsExactly(2);
            }
        }
    }

    @Test
    void aJournalThatDoesNotExistYetIsEmpty() throws IOException {
        Path later = folder.resolve("later");
        assertThat(JournalReader.end(later)).isEqualTo(Position.START);
        try (var reader = new JournalReader(later, Position.START)) {
            assertThat(reader.next()).isNull();
            Folders.segment(later, Folders.line(1));
            assertThat(Folders.numbers(Folders.rest(reader))).containsExactly(1);
        }
    }

    @Test
    void aLineThatIsNoEventIsPassedOver() throws IOException {
        Folders.segment(folder, Folders.line(1));
        try (OutputStream out = append()) {
            out.write("garbage\n\n{}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.write(Folders.line(2));
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(1, 2);
    }

    @Test
    void otherFilesInTheFolderAreNotRead() throws IOException {
        Folders.segment(folder, Folders.line(1));
        Files.write(folder.resolve("0000000002.jsonl.7.torn"), Folders.line(2));
        Files.write(folder.resolve("2.jsonl"), Folders.line(3));
        Files.write(folder.resolve("0000000002xjsonl"), Folders.line(4));
        assertThat(Folders.numbersIn(folder)).containsExactly(1);
    }

    @Test
    void aLineLongerThanAnyBufferComesWhole() throws IOException {
        var event = new JournalEvent.OddInput("other_protocol", "\u00e9".repeat(300_000));
        var entry = new Entry(java.time.Instant.EPOCH, Samples.peer(), event);
        Folders.segment(folder, Lines.write("n1", "n1-7-1", entry));
        assertThat(Folders.read(folder)).extracting(Recorded::event).containsExactly(event);
    }

    private void write(long segmentBytesMax, int from, int to) throws IOException {
        try (JournalFile file = JournalFile.open(folder, "n1", segmentBytesMax, Folders.KEY)) {
            Folders.commit(file, from, to);
        }
    }

    private OutputStream append() throws IOException {
        return Files.newOutputStream(Folders.segment(folder, 1), StandardOpenOption.APPEND);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
