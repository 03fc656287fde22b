package org.honeyspam.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Use;
import org.honeyspam.disk.FaultyDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JournalTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void whatIsTakenIsWrittenInOrder() throws IOException {
        try (Journal journal = Folders.open(folder)) {
            range(1, 10).forEach(i -> assertThat(journal.offer(Samples.entry(i))).isTrue());
        }
        assertThat(Folders.numbersIn(folder)).isEqualTo(range(1, 10));
    }

    @Test
    void aFullQueueTakesNothingMoreAndLosesNothing() throws Exception {
        List<Integer> taken = new ArrayList<>();
        try (Journal journal = Folders.open(folder)) {
            CountDownLatch release = stall(journal);
            for (int i = 1; journal.offer(Samples.entry(i)); i++) {
                taken.add(i);
            }
            assertThat(taken).as("floods get half").hasSize(Folders.QUEUE_EVENTS_MAX / 2);
            assertThat(journal.offer(Samples.entry(97), () -> {})).isFalse();
            int i = taken.size() + 1;
            for (; journal.commit(Samples.entry(i), written -> {}); i++) {
                taken.add(i);
                int left = Folders.QUEUE_EVENTS_MAX - i;
                assertThat(journal.hasRoom()).isEqualTo(left > Folders.QUEUE_EVENTS_MAX / 4);
            }
            assertThat(taken).as("messages get the rest").hasSize(Folders.QUEUE_EVENTS_MAX);
            assertThat(journal.offer(Samples.entry(98))).isFalse();
            int max = Folders.QUEUE_EVENTS_MAX;
            assertThat(journal.queue())
                    .as("turned away four times")
                    .isEqualTo(new Use(max, max, 4));
            release.countDown();
        }
        taken.addFirst(0);
        assertThat(Folders.numbersIn(folder)).isEqualTo(taken);
    }

    @Test
    void aQueueThatEmptiesHasRoomAgain() throws Exception {
        try (Journal journal = Folders.open(folder)) {
            CountDownLatch release = stall(journal);
            var last = new CountDownLatch(1);
            range(1, Folders.QUEUE_EVENTS_MAX)
                    .forEach(i -> journal.commit(Samples.entry(i), on -> last.countDown()));
            assertThat(journal.hasRoom()).isFalse();
            release.countDown();
            last.await();
            assertThat(journal.hasRoom()).isTrue();
        }
    }

    @Test
    void whoWaitsIsToldWhenItIsOnDiskAndNotBefore() throws Exception {
        var disk = new FaultyDisk(folder);
        var fsyncsWhenTold = new ArrayList<Integer>();
        var onDiskWhenTold = new ArrayList<Integer>();
        try (Journal journal = Folders.open(disk.folder())) {
            for (int i = 1; i <= 3; i++) {
                int before = disk.fsyncs();
                var told = new CompletableFuture<Boolean>();
                journal.commit(
                        Samples.entry(i),
                        written -> {
                            fsyncsWhenTold.add(disk.fsyncs() - before);
                            onDiskWhenTold.add(read().size());
                            told.complete(written);
                        });
                assertThat(told.get()).isTrue();
            }
        }
        assertThat(fsyncsWhenTold).hasSize(3).allMatch(fsyncs -> fsyncs > 0);
        assertThat(onDiskWhenTold).containsExactly(1, 2, 3);
    }

    @Test
    void allWhoWaitShareOneFsync() throws Exception {
        var disk = new FaultyDisk(folder);
        var seen = new ArrayList<Integer>();
        int fsyncs;
        try (Journal journal = Folders.open(disk.folder())) {
            CountDownLatch release = stall(journal);
            fsyncs = disk.fsyncs();
            for (int i = 1; i <= 10; i++) {
                journal.offer(Samples.entry(i), () -> seen.add(read().size()));
            }
            release.countDown();
        }
        assertThat(seen).hasSize(10).containsOnly(11);
        assertThat(disk.fsyncs()).isEqualTo(fsyncs + 2); // The other is the chain's, at the end.
    }

    @Test
    void aFailureOfWhoWaitedDoesNotStopTheJournal() throws IOException {
        try (Journal journal = Folders.open(folder)) {
            journal.offer(
                    Samples.entry(1),
                    () -> {
                        throw new IllegalStateException("a test's own");
                    });
            journal.offer(Samples.entry(2));
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(1, 2);
    }

    @Test
    void afterTheEndNothingIsTaken() throws IOException {
        Journal journal = Folders.open(folder);
        journal.close();
        assertThat(journal.offer(Samples.entry(1))).isFalse();
        assertThat(journal.offer(Samples.entry(1), () -> {})).isFalse();
        assertThat(journal.commit(Samples.entry(1), written -> {})).isFalse();
        assertThat(read()).isEmpty();
    }

    @Test
    void segmentsAreNoLongerThanABatchBeyondTheirSize() throws IOException {
        try (JournalFile file = JournalFile.open(folder, "n1", 1_000, Folders.KEY)) {
            Folders.commit(file, 1, 20);
        }
        List<Long> numbers = new SegmentFolder(folder, JournalFile.SUFFIX).numbers();
        assertThat(numbers).hasSizeGreaterThan(4);
        long line = Folders.line(20).length;
        for (long number : numbers.subList(0, numbers.size() - 1)) {
            assertThat(Folders.segment(folder, (int) number).toFile().length())
                    .isBetween(1_000L, 1_000L + line);
        }
        assertThat(Folders.numbersIn(folder)).isEqualTo(range(1, 20));
    }

    @Test
    void theOldestSegmentsGoWhileTheJournalIsOpen() throws IOException {
        try (JournalFile file = JournalFile.open(folder, "n1", 1, Folders.KEY)) {
            Folders.commit(file, 1, 10);
        }
        var few =
                new Configuration.Journal(16, 1, 3L * Folders.line(1).length, Duration.ofDays(30));
        try (Journal journal = Journal.open(folder, "n1", 8, few, Folders.KEY)) {
            journal.offer(Samples.entry(11));
        }
        List<Integer> left = Folders.numbersIn(folder);
        assertThat(left).endsWith(11).hasSizeLessThanOrEqualTo(4).isEqualTo(range(left.get(0), 11));
    }

    @Test
    void aSecondNodeIsRefused() throws IOException {
        try (Journal journal = Folders.open(folder)) {
            assertThatThrownBy(() -> Folders.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + " is in use by another node");
            assertThat(journal.offer(Samples.entry(1))).isTrue();
        }
        try (Journal journal = Folders.open(folder)) {
            assertThat(journal.offer(Samples.entry(2))).isTrue();
        }
        assertThat(Folders.numbersIn(folder)).containsExactly(1, 2);
    }

    @Test
    void idsAreUniqueAndInOrderAcrossRestarts() throws IOException {
        for (int boot = 1; boot <= 3; boot++) {
            try (Journal journal =
                    Journal.open(folder, "n1", 100 + boot, Folders.SETTINGS, Folders.KEY)) {
                range(1, 5).forEach(i -> journal.offer(Samples.entry(i)));
            }
        }
        List<String> ids = read().stream().map(Recorded::id).toList();
        List<String> expected =
                range(1, 3).stream()
                        .flatMap(boot -> range(1, 5).stream().map(i -> "n1-10" + boot + "-" + i))
                        .toList();
        assertThat(ids).isEqualTo(expected);
    }

    /** As on a machine whose clock stands, or was set back. */
    @ParameterizedTest(name = "the clock says {0}")
    @ValueSource(longs = {0, 99, 100})
    void idsAreUniqueAndInOrderWhateverTheClockSays(long bootEpochSeconds) throws IOException {
        int begun = 1;
        for (long boot : List.of(100L, bootEpochSeconds, bootEpochSeconds)) {
            try (Journal journal =
                    Journal.open(folder, "n-1", boot, Folders.SETTINGS, Folders.KEY)) {
                journal.offer(Samples.entry(1));
            }
            begun++;
            Files.createFile(Folders.segment(folder, begun)); // By a crash: nothing is in it.
        }
        assertThat(read())
                .extracting(Recorded::id)
                .containsExactly("n-1-100-1", "n-1-101-1", "n-1-102-1");
    }

    @Test
    void theBootIsWhatIdsBeginWith() throws IOException {
        try (Journal journal = Journal.open(folder, "n-1", 7, Folders.SETTINGS, Folders.KEY)) {
            assertThat(journal.boot()).isEqualTo("n-1-7");
            journal.offer(Samples.entry(1));
        }
        assertThat(read()).extracting(Recorded::id).containsExactly("n-1-7-1");
    }

    /** Holds the journal's thread, after event 0, until the latch is opened. */
    private static CountDownLatch stall(Journal journal) throws InterruptedException {
        var stalled = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        journal.offer(
                Samples.entry(0),
                () -> {
                    stalled.countDown();
                    await(release);
                });
        assertThat(stalled.await(30, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Recorded> read() {
        try {
            return Folders.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
