package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.JournalEvent.OddInput;
import org.honeyspam.mail.MessageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services whose disk takes seconds for an fsync, or is read-only all of a sudden. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SickDiskTest {
    private static final Duration FSYNC = Duration.ofSeconds(2);
    private static final int SENDERS = 20;

    @TempDir private Path folder = Path.of("");

    private static void begin(Visitor sender, String text) throws Exception {
        assertThat(sender.line()).isEqualTo("hello on test");
        sender.write("keep " + text + "\n");
    }

    /** Each of the contents is stored, and each has its event. */
    private void assertKept(Ports ports, int messages) throws Exception {
        List<String> hashes =
                ports.recorded(OddInput.class).stream()
                        .filter(event -> event.kind().equals("kept"))
                        .map(OddInput::sample)
                        .toList();
        assertThat(hashes).hasSize(messages).doesNotHaveDuplicates();
        var mail = new MessageReader(folder.resolve("mail"));
        for (String hash : hashes) {
            assertThat(mail.read(hash)).isNotNull();
        }
    }

    @Test
    void onASlowDiskNothingIsAcknowledgedBeforeItIsThereAndOthersAreServed() throws Exception {
        var disk = new FaultyDisk(folder);
        try (Ports ports = Ports.on(disk, folder)) {
            InetSocketAddress server = ports.open(Talk::new);
            disk.slowFsync(FSYNC);
            List<Visitor> senders = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Visitor.at(server));
                begin(senders.getLast(), "message " + i);
                senders.getLast().write("store\n");
            }
            try (var other = Visitor.from("127.0.0.2", server)) {
                long came = System.nanoTime();
                assertThat(other.line()).isEqualTo("hello on test");
                other.write("echo quick\n");
                assertThat(other.line()).isEqualTo("quick");
                assertThat(Duration.ofNanos(System.nanoTime() - came))
                        .isLessThan(FSYNC.dividedBy(4));
            }
            for (Visitor sender : senders) {
                assertThat(sender.line()).isEqualTo("kept");
                // One fsync for the message, one for its event.
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isGreaterThan(FSYNC.multipliedBy(2));
                sender.close();
            }
            // All who wait share an fsync: some of them, not one for each.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(FSYNC.multipliedBy(SENDERS / 2));
            disk.slowFsync(Duration.ZERO);
            ports.awaitEmpty();
            assertKept(ports, SENDERS);
        }
    }

    @Test
    void onAReadOnlyFileSystemSendersArePutOffAndWhatWasKeptIsKept() throws Exception {
        var disk = new FaultyDisk(folder);
        try (Ports ports = Ports.on(disk, folder)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var sender = Visitor.at(server)) {
                begin(sender, "before");
                sender.write("store\n");
                assertThat(sender.line()).isEqualTo("kept");
                disk.readOnly(true);
                for (int i = 0; i < 3; i++) {
                    sender.write("keep meanwhile " + i + "\nstore\n");
                    assertThat(sender.line()).isEqualTo("no room");
                }
                Visitor.at(server).close(); // Whoever comes is recorded, and cannot be.
                Await.until("it is told", () -> !ports.journal.isWritten());
                assertKept(ports, 1);

                disk.readOnly(false);
                Await.until("it goes on by itself", () -> ports.journal.isWritten());
                sender.write("keep after\nstore\n");
                String answer = sender.line();
                for (int i = 0; !"kept".equals(answer) && i < 50; i++) {
                    Thread.sleep(100); // The store looks twice a second.
                    sender.write("keep after\nstore\n");
                    answer = sender.line();
                }
                assertThat(answer).isEqualTo("kept");
            }
            ports.awaitEmpty();
            assertKept(ports, 2);
        }
    }
}
