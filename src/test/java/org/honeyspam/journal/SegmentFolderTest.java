package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentFolderTest {
    private static final Instant NOW = Instant.parse("2025-03-04T05:06:07Z");
    private static final int BYTES = 100;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @TempDir private Path temp = Path.of("");

    @Test
    void theOldestGoWhenThereAreTooManyBytes() throws IOException {
        SegmentFolder folder = segments(5);
        assertThat(folder.retire(3 * BYTES, FOR_EVER, NOW)).containsExactly(1L, 2L);
        assertThat(folder.numbers()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void asManyBytesAsAreKeptStay() throws IOException {
        SegmentFolder folder = segments(5);
        assertThat(folder.retire(5 * BYTES, FOR_EVER, NOW)).isEmpty();
        assertThat(folder.retire(5 * BYTES - 1, FOR_EVER, NOW)).containsExactly(1L);
    }

    @Test
    void theOldestGoWhenTheyAreTooOld() throws IOException {
        SegmentFolder folder = segments(5); // The fifth is a day old, the first five days.
        assertThat(folder.retire(Long.MAX_VALUE, Duration.ofDays(3), NOW)).containsExactly(1L, 2L);
        assertThat(folder.numbers()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void theNewestIsNeverDeleted() throws IOException {
        SegmentFolder folder = segments(3);
        folder.retire(0, Duration.ZERO, NOW.plus(Duration.ofDays(1_000)));
        assertThat(folder.numbers()).containsExactly(3L);
    }

    /** Readers tell by the oldest that is left whether they missed any. */
    @Test
    void noHoleIsLeftWhenTheClockWasSet() throws IOException {
        SegmentFolder folder = segments(5);
        Files.setLastModifiedTime(folder.file(1), FileTime.from(NOW));
        assertThat(folder.retire(Long.MAX_VALUE, Duration.ofDays(3), NOW)).containsExactly(1L, 2L);
        assertThat(folder.numbers()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void whoMayWriteIsTheOnlyOne() throws IOException {
        var first = new SegmentFolder(temp.resolve("journal"), ".jsonl");
        var second = new SegmentFolder(temp.resolve("journal"), ".jsonl");
        first.lock();
        assertThatThrownBy(second::lock)
                .isInstanceOf(IOException.class)
                .hasMessage("%s is in use by another node", temp.resolve("journal"));
        first.close();
        second.lock();
        second.close();
    }

    @Test
    void nobodyElseMayReadWhatIsThere() throws IOException {
        var folder = new SegmentFolder(temp.resolve("journal"), ".jsonl");
        folder.lock();
        folder.create(1).close();
        assertThat(permissions(temp.resolve("journal"))).isEqualTo("rwx------");
        assertThat(permissions(folder.file(1))).isEqualTo("rw-------");
        folder.close();
    }

    @Test
    void aFileIsNeverBegunTwice() throws IOException {
        SegmentFolder folder = segments(1);
        assertThatThrownBy(() -> folder.create(1)).isInstanceOf(IOException.class);
        assertThat(Files.size(folder.file(1))).isEqualTo(BYTES);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** That many segments, the newest a day old, each of the others a day older. */
    private SegmentFolder segments(int count) throws IOException {
        var folder = new SegmentFolder(temp, ".jsonl");
        for (int i = 1; i <= count; i++) {
            Files.write(folder.file(i), new byte[BYTES]);
            Instant written = NOW.minus(Duration.ofDays(count - i + 1L));
            Files.setLastModifiedTime(folder.file(i), FileTime.from(written));
        }
        assertThat(folder.numbers()).hasSize(count).isSorted();
        return folder;
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws IOException {
        assertThat(new SegmentFolder(temp.resolve("none"), ".jsonl").numbers())
                .isEqualTo(List.of());
    }
}
