package org.honeyspam.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.honeyspam.config.Configuration;
import org.honeyspam.disk.FaultyDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The store on a disk that fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FullDiskTest {
    private static final long FREE_BYTES_MIN = 10_000;
    private static final byte[] FIRST = Mails.message(1, 300);
    private static final byte[] SECOND = Mails.message(2, 300);
    private static final byte[] THIRD = Mails.message(3, 300);

    @TempDir private Path folder = Path.of("");

    @Test
    void whereverTheDiskIsFullNothingIsCorrupt() throws IOException {
        int bytes =
                2
                        * MailSegment.record(
                                        FIRST,
                                        new byte[MailSegment.HASH_BYTES],
                                        MailSegment.compressor())
                                .capacity();
        for (int room = 0; room < bytes; room++) {
            Path real = folder.resolve("room-" + room);
            var disk = new FaultyDisk(real);
            int left = room;
            try (MailFile file = Mails.file(disk.folder())) {
                Mails.add(file, FIRST);
                file.commit();
                disk.leave(left);
                assertThatThrownBy(() -> addBoth(file)).isInstanceOf(IOException.class);
                file.rollBack();
                disk.leave(Long.MAX_VALUE);
                addBoth(file);
            }
            assertThat(read(real, FIRST)).isEqualTo(FIRST);
            assertThat(read(real, SECOND)).as("room for %d", room).isEqualTo(SECOND);
            assertThat(read(real, THIRD)).as("room for %d", room).isEqualTo(THIRD);
        }
    }

    private static void addBoth(MailFile file) throws IOException {
        Mails.add(file, SECOND);
        Mails.add(file, THIRD);
        file.commit();
    }

    @Test
    void aSegmentWhoseFsyncFailedIsNotUsedAgain() throws IOException {
        var disk = new FaultyDisk(folder);
        try (MailFile file = Mails.file(disk.folder())) {
            Mails.add(file, FIRST);
            file.commit();
            disk.failFsync(true);
            assertThatThrownBy(() -> addBoth(file)).isInstanceOf(IOException.class);
            file.rollBack();
            disk.failFsync(false);
            addBoth(file);
        }
        assertThat(Mails.segment(folder, 2)).exists();
        assertThat(read(folder, FIRST)).isEqualTo(FIRST);
        assertThat(read(folder, SECOND)).isEqualTo(SECOND);
        assertThat(read(folder, THIRD)).isEqualTo(THIRD);
    }

    @Test
    void aFullDiskIsSaidAndRecoveredFrom() throws IOException {
        var disk = new FaultyDisk(folder);
        try (MessageStore store = open(disk)) {
            assertThat(Mails.put(store, FIRST)).isNotNull();
            assertThat(store.hasRoom()).isTrue();

            disk.leave(100);
            assertThat(Mails.put(store, SECOND)).isNull();
            assertThat(store.hasRoom()).isFalse();
            assertThat(Mails.put(store, THIRD)).isNull();
            assertThat(store.hasSpace()).isFalse();
            assertThat(store.refusedForSpace()).isEqualTo(2);

            disk.leave(Long.MAX_VALUE);
            waitForRoom(store);
            assertThat(Mails.put(store, SECOND)).isNotNull();
        }
        assertThat(read(folder, FIRST)).isEqualTo(FIRST);
        assertThat(read(folder, SECOND)).isEqualTo(SECOND);
        assertThat(read(folder, THIRD)).isNull();
    }

    @Test
    void theLastBytesOfADiskAreNotTaken() throws IOException {
        var disk = new FaultyDisk(folder);
        disk.leave(FREE_BYTES_MIN - 1);
        try (MessageStore store = open(disk)) {
            assertThat(store.hasRoom()).isFalse();
            assertThat(Mails.put(store, FIRST)).isNull();
            disk.leave(Long.MAX_VALUE);
            waitForRoom(store);
            assertThat(Mails.put(store, FIRST)).isNotNull();
        }
    }

    private static MessageStore open(FaultyDisk disk) throws IOException {
        var settings =
                new Configuration.Mail(1 << 30, 1L << 40, Duration.ofDays(30), FREE_BYTES_MIN);
        return MessageStore.open(disk.folder(), settings, Mails.MEMORY_BYTES_MAX);
    }

    /** The store looks for space on its own; the test's time limit ends a wait in vain. */
    private static void waitForRoom(MessageStore store) {
        while (!store.hasRoom()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static byte @Nullable [] read(Path folder, byte[] message) throws IOException {
        return new MessageReader(folder).read(Mails.sha256(message));
    }
}
