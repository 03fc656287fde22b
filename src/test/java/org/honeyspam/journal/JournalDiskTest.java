package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Configuration;
import org.honeyspam.disk.FaultyDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a disk that fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JournalDiskTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aBatchIsThereWholeOrNotAtAllWhereverTheDiskIsFull() throws IOException {
        int bytes = Folders.line(2).length + Folders.line(3).length;
        for (int room = 0; room <= bytes; room++) {
            Path real = folder.resolve("room-" + room);
            var disk = new FaultyDisk(real);
            try (JournalFile file =
                    JournalFile.open(disk.folder(), "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
                Folders.commit(file, 1, 1);
                disk.leave(room);
                file.add(Folders.line(2));
                file.add(Folders.line(3));
                if (room < bytes) {
                    assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
                    file.rollBack();
                    assertThat(Folders.numbersIn(real)).containsExactly(1);
                } else {
                    file.commit();
                }
                disk.leave(Long.MAX_VALUE);
                Folders.commit(file, 4, 4);
            }
            List<Integer> expected = room < bytes ? List.of(1, 4) : List.of(1, 2, 3, 4);
            assertThat(Folders.numbersIn(real)).as("room for %d", room).isEqualTo(expected);
        }
    }

    @Test
    void aSegmentWhoseFsyncFailedIsCutBackAndNotUsedAgain() throws IOException {
        var disk = new FaultyDisk(folder);
        try (JournalFile file =
                JournalFile.open(disk.folder(), "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
            Folders.commit(file, 1, 1);
            disk.failFsync(true);
            file.add(Folders.line(2));
            assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
            file.rollBack();
            disk.failFsync(false);
            Folders.commit(file, 2, 3);
        }
        assertThat(Folders.text(Folders.segment(folder, 1)).lines()).hasSize(1);
        assertThat(Folders.text(Folders.segment(folder, 2)).lines()).hasSize(2);
        assertThat(Folders.numbersIn(folder)).containsExactly(1, 2, 3);
    }

    /** The name of a new segment is made durable too, and that can fail. */
    @Test
    void aSegmentThatCouldNotBeBegunDoesNotStopTheJournalForEver() throws IOException {
        var disk = new FaultyDisk(folder);
        try (JournalFile file = JournalFile.open(disk.folder(), "n1", 1, Folders.KEY)) {
            Folders.commit(file, 1, 1);
            disk.failFsync(true);
            file.add(Folders.line(2));
            assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
            file.rollBack();
            disk.failFsync(false);
            Folders.commit(file, 2, 3);
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(1, 2, 3);
    }

    @Test
    void overAFullDiskWhatWasTakenIsKeptAndWhoCannotWaitIsTold() throws Exception {
        var disk = new FaultyDisk(folder);
        try (Journal journal = Folders.open(disk.folder())) {
            var first = new CompletableFuture<Boolean>();
            journal.commit(Samples.entry(1), first::complete);
            assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.hasRoom()).isTrue();
            assertThat(journal.isWritten()).isTrue();

            disk.leave(10);
            var patient = new CompletableFuture<Boolean>();
            journal.offer(Samples.entry(2), () -> patient.complete(true));
            var impatient = new CompletableFuture<Boolean>();
            journal.commit(Samples.entry(3), impatient::complete);
            assertThat(impatient.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(patient).isNotDone();
            assertThat(journal.hasRoom()).isFalse();
            assertThat(journal.isWritten()).isFalse();
            assertThat(Folders.numbersIn(folder)).containsExactly(1);

            disk.leave(Long.MAX_VALUE);
            assertThat(patient.get(30, TimeUnit.SECONDS)).isTrue();
            var last = new CompletableFuture<Boolean>();
            journal.commit(Samples.entry(4), last::complete);
            assertThat(last.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.hasRoom()).isTrue();
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(1, 2, 4);
        assertThat(Folders.read(folder)).extracting(Recorded::id).doesNotHaveDuplicates();
    }

    /** However many wait for better times before it. */
    @Test
    void whoCannotWaitIsToldAlsoBehindAFullBatch() throws Exception {
        var disk = new FaultyDisk(folder);
        var many = new Configuration.Journal(20_000, 1 << 20, 1 << 30, Duration.ofDays(30));
        try (Journal journal = Journal.open(disk.folder(), "n1", 7, many, Folders.KEY)) {
            disk.leave(10);
            for (int i = 0; i < 9_000; i++) {
                assertThat(journal.offer(Samples.entry(i))).isTrue();
            }
            var impatient = new CompletableFuture<Boolean>();
            journal.commit(Samples.entry(9_000), impatient::complete);
            assertThat(impatient.get(30, TimeUnit.SECONDS)).isFalse();
            disk.leave(Long.MAX_VALUE);
        }
        assertThat(Folders.numbersIn(folder)).hasSize(9_000);
    }

    @Test
    void theEndIsNotHeldUpForEverByAFullDisk() throws IOException {
        var disk = new FaultyDisk(folder);
        Journal journal = Folders.open(disk.folder());
        disk.leave(0);
        journal.offer(Samples.entry(1));
        journal.close();
        assertThat(Folders.read(folder)).isEmpty();
        try (Journal again = Folders.open(folder)) {
            assertThat(again.offer(Samples.entry(2))).isTrue();
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(2);
    }

    @Test
    void aTornTailIsCutOffEvenWhenThereIsNoSpaceToKeepIt() throws IOException {
        byte[] line = Folders.line(1);
        Folders.segment(folder, Arrays.copyOf(line, line.length - 1));
        var disk = new FaultyDisk(folder);
        disk.leave(0);
        try (JournalFile file =
                JournalFile.open(disk.folder(), "n1", Folders.SEGMENT_BYTES_MAX, Folders.KEY)) {
            assertThat(Folders.segment(folder, 1)).isEmptyFile();
            disk.leave(Long.MAX_VALUE);
            Folders.commit(file, 2, 2);
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(2);
    }
}
