package org.honeyspam.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Content;
import org.honeyspam.disk.FaultyDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MessageStoreTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir private Path folder = Path.of("");

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("a byte", new byte[] {0}),
                Arguments.of("text", "Subject: x\r\n\r\nBuy.\r\n".repeat(100).getBytes(US_ASCII)),
                Arguments.of("incompressible", Mails.message(1, 70_000)),
                Arguments.of("8 MiB incompressible", Mails.message(2, 8 * MEBIBYTE)),
                Arguments.of("8 MiB of zeros", new byte[8 * MEBIBYTE]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessageComesBackByteForByte(String name, byte[] message) throws IOException {
        try (MessageStore store = Mails.open(folder)) {
            assertThat(Mails.put(store, message))
                    .isEqualTo(new Content(Mails.sha256(message), message.length));
            assertThat(read(message)).isEqualTo(message);
        }
        assertThat(read(message)).isEqualTo(message);
    }

    @Test
    void thePiecesOfAMessageDoNotMatter() throws IOException {
        byte[] message = Mails.message(3, 10_000);
        try (MessageStore store = Mails.open(folder)) {
            Draft draft = store.draft();
            for (int from = 0; from < message.length; from += 777) {
                int to = Math.min(message.length, from + 777);
                draft.add(java.util.Arrays.copyOfRange(message, from, to));
            }
            assertThat(draft.sizeBytes()).isEqualTo(message.length);
            var answer = new CompletableFuture<@Nullable Content>();
            store.put(draft, answer::complete);
            assertThat(Mails.answer(answer))
                    .isEqualTo(new Content(Mails.sha256(message), message.length));
        }
        assertThat(read(message)).isEqualTo(message);
    }

    @Test
    void theSameContentIsStoredOnceAlsoAfterARestart() throws IOException {
        byte[] message = Mails.message(4, 10_000);
        byte[] other = Mails.message(5, 10_000);
        long once = 0;
        for (int boot = 0; boot < 3; boot++) {
            try (MessageStore store = Mails.open(folder)) {
                var first = Mails.offer(store, message);
                var second = Mails.offer(store, message);
                assertThat(Mails.answer(first)).isEqualTo(Mails.answer(second)).isNotNull();
            }
            once = boot == 0 ? Files.size(Mails.segment(folder, 1)) : once;
            assertThat(Files.size(Mails.segment(folder, 1))).isEqualTo(once);
        }
        try (MessageStore store = Mails.open(folder)) {
            Mails.put(store, other);
        }
        assertThat(Files.size(Mails.segment(folder, 1))).isGreaterThan(once + other.length);
        assertThat(read(message)).isEqualTo(message);
        assertThat(read(other)).isEqualTo(other);
    }

    @Test
    void manyWhoStoreAtOnceAllFindTheirMessages() throws Exception {
        int threads = 8;
        int each = 50;
        try (MessageStore store = Mails.open(folder);
                var pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t * each;
                work.add(
                        () -> {
                            for (int i = first; i < first + each; i++) {
                                byte[] message = Mails.message(i, 500 + i);
                                assertThat(Mails.put(store, message)).isNotNull();
                            }
                            return true;
                        });
            }
            for (Future<Boolean> done : pool.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        var reader = new MessageReader(folder);
        for (int i = 0; i < threads * each; i++) {
            byte[] message = Mails.message(i, 500 + i);
            assertThat(reader.read(Mails.sha256(message))).isEqualTo(message);
        }
    }

    @Test
    void allWhoWaitShareOneFsyncAndAreToldAfterIt() throws Exception {
        var disk = new FaultyDisk(folder);
        var readable = new ArrayList<Integer>();
        try (MessageStore store = Mails.open(disk.folder())) {
            CountDownLatch release = stall(store);
            int fsyncs = disk.fsyncs();
            var last = new CountDownLatch(10);
            for (int i = 1; i <= 10; i++) {
                store.put(
                        Mails.draft(store, Mails.message(i, 100)),
                        content -> {
                            readable.add(disk.fsyncs() == fsyncs + 1 ? countReadable(10) : -1);
                            last.countDown();
                        });
            }
            release.countDown();
            assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(readable).hasSize(10).containsOnly(10);
    }

    @Test
    void whatIsTakenIsStoredBeforeTheEndAndNothingAfterIt() throws IOException {
        var answers = new ArrayList<CompletableFuture<@Nullable Content>>();
        MessageStore store = Mails.open(folder);
        for (int i = 0; i < 20; i++) {
            answers.add(Mails.offer(store, Mails.message(i, 100)));
        }
        store.close();
        assertThat(answers).allMatch(answer -> answer.getNow(null) != null);
        assertThat(Mails.put(store, Mails.message(99, 100))).isNull();
    }

    @Test
    void aFailureOfWhoWaitedDoesNotStopTheStore() throws IOException {
        try (MessageStore store = Mails.open(folder)) {
            store.put(
                    store.draft(),
                    content -> {
                        throw new IllegalStateException("a test's own");
                    });
            assertThat(Mails.put(store, Mails.message(1, 10))).isNotNull();
        }
    }

    @Test
    void aSegmentThatIsFullIsFollowedByAnother() throws IOException {
        Configuration.Mail small = Mails.settings(2_000);
        try (MessageStore store = MessageStore.open(folder, small, Mails.MEMORY_BYTES_MAX)) {
            var reader = new MessageReader(folder);
            for (int i = 0; i < 20; i++) {
                byte[] message = Mails.message(i, 900);
                assertThat(Mails.put(store, message)).isNotNull();
                assertThat(reader.read(Mails.sha256(message))).isEqualTo(message);
            }
        }
        assertThat(Mails.segment(folder, 7)).exists();
        try (MessageStore store = MessageStore.open(folder, small, Mails.MEMORY_BYTES_MAX)) {
            long size = Files.size(Mails.segment(folder, 7));
            assertThat(Mails.put(store, Mails.message(0, 900))).isNotNull();
            assertThat(Files.size(Mails.segment(folder, 7))).isEqualTo(size);
            assertThat(Mails.segment(folder, 8)).doesNotExist();
        }
        var reader = new MessageReader(folder);
        for (int i = 0; i < 20; i++) {
            assertThat(reader.read(Mails.sha256(Mails.message(i, 900)))).isNotNull();
        }
    }

    @Test
    void whatIsPastWhatIsKeptIsGoneAndIsStoredAgain() throws IOException {
        try (MailFile file = MailFile.open(folder, Mails.settings(1))) {
            for (int i = 1; i <= 3; i++) {
                Mails.add(file, Mails.message(i, 1_000));
                file.commit();
            }
        }
        var few = new Configuration.Mail(1, 2_500, Duration.ofDays(30), 0);
        try (MessageStore store = MessageStore.open(folder, few, Mails.MEMORY_BYTES_MAX)) {
            Mails.put(store, Mails.message(3, 1_000)); // When it is told, the oldest is gone.
            assertThat(read(Mails.message(1, 1_000))).isNull();
            assertThat(read(Mails.message(2, 1_000))).isNotNull();
            assertThat(Mails.put(store, Mails.message(1, 1_000))).isNotNull();
            assertThat(read(Mails.message(1, 1_000))).isNotNull();
        }
    }

    @Test
    void aReaderWhoFoundAMessageOnceSaysWhenItIsGone() throws IOException {
        byte[] message = Mails.message(1, 100);
        try (MessageStore store = Mails.open(folder)) {
            Mails.put(store, message);
        }
        var reader = new MessageReader(folder);
        assertThat(reader.read(Mails.sha256(message))).isEqualTo(message);
        Files.delete(Mails.segment(folder, 1));
        assertThat(reader.read(Mails.sha256(message))).isNull();
    }

    @Test
    void aMessageThatIsNotThereIsNull() throws IOException {
        assertThat(read(Mails.message(1, 1))).isNull();
        try (MessageStore store = Mails.open(folder)) {
            Mails.put(store, Mails.message(2, 1));
            assertThat(read(Mails.message(1, 1))).isNull();
        }
    }

    @Test
    void aSecondStoreIsRefused() throws IOException {
        try (MessageStore store = Mails.open(folder)) {
            assertThatThrownBy(() -> Mails.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + " is in use by another node");
            assertThat(Mails.put(store, Mails.message(1, 10))).isNotNull();
        }
        try (MessageStore store = Mails.open(folder)) {
            assertThat(Mails.put(store, Mails.message(2, 10))).isNotNull();
        }
    }

    /** Holds the store's thread, after one message, until the latch is opened. */
    private static CountDownLatch stall(MessageStore store) throws InterruptedException {
        var stalled = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        store.put(
                store.draft(),
                content -> {
                    stalled.countDown();
                    try {
                        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(stalled.await(30, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private int countReadable(int count) {
        int found = 0;
        try {
            for (int i = 1; i <= count; i++) {
                found += read(Mails.message(i, 100)) == null ? 0 : 1;
            }
        } catch (IOException e) {
            return -1;
        }
        return found;
    }

    private byte @Nullable [] read(byte[] message) throws IOException {
        return new MessageReader(folder).read(Mails.sha256(message));
    }
}
