package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.honeyspam.journal.JournalEvent.OddInput;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The record comes before what depends on it, and a slow disk slows the peers and loses nothing.
 */
class RecordedFirstTest {
    private static final Duration A_WHILE = Duration.ofMillis(300);

    @Test
    void whatFollowsIsSentOnlyWhenTheEventIsOnDisk(@TempDir Path folder) throws Exception {
        var release = new CountDownLatch(1);
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress server = ports.open(Talk::new);
            ports.holdJournal(release);
            try (var visitor = Visitor.at(server)) {
                visitor.write("note n\necho before\nfirst bait\necho behind\n");
                assertThat(visitor.line()).isEqualTo("hello on test");
                // What went before does not wait with it.
                assertThat(visitor.line()).isEqualTo("before");
                assertThat(visitor.hearsNothingFor(A_WHILE)).isTrue();
                assertThat(ports.recorded(OddInput.class)).isEmpty();
                release.countDown();

                assertThat(visitor.line()).isEqualTo("behind");
                assertThat(ports.recorded(OddInput.class))
                        .contains(new OddInput("note", "n"), new OddInput("first", "bait"));
            }
        }
    }

    @Test
    void aMessageIsAcknowledgedOnlyWhenItsEventIsOnDisk(@TempDir Path folder) throws Exception {
        var release = new CountDownLatch(1);
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress server = ports.open(Talk::new);
            ports.holdJournal(release);
            try (var visitor = Visitor.at(server)) {
                visitor.write("keep x\nstore\n");
                assertThat(visitor.line()).isEqualTo("hello on test");
                assertThat(visitor.hearsNothingFor(A_WHILE)).isTrue();
                release.countDown();

                assertThat(visitor.line()).isEqualTo("kept");
                assertThat(ports.recorded(OddInput.class))
                        .extracting(OddInput::kind)
                        .containsExactly("kept");
            }
        }
    }

    @Test
    void aMessageWithoutMemoryIsRefusedAndTheSessionGoesOn(@TempDir Path folder) throws Exception {
        var limits =
                new org.honeyspam.config.Configuration.Limits(
                        9, 9, 9, 99, 99, Duration.ofMinutes(5), 8);
        try (Ports ports = new Ports(folder, limits, 1_000)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var visitor = Visitor.at(server)) {
                visitor.write("keep 0123456789\nstore\nkeep 01234567\nstore\necho on\nclose\n");
                assertThat(visitor.rest()).isEqualTo("hello on test\nno room\nkept\non\n");
            }
        }
    }

    @Test
    void whenTheJournalIsFullPeersWaitAndNothingIsLost(@TempDir Path folder) throws Exception {
        var release = new CountDownLatch(1);
        int peers = 6;
        int notes = 50;
        try (Ports ports = new Ports(folder, Ports.LIMITS, 8)) {
            InetSocketAddress server = ports.open(Talk::new);
            List<Visitor> visitors = new ArrayList<>();
            for (int i = 0; i < peers; i++) {
                visitors.add(Visitor.at(server));
                assertThat(visitors.getLast().line()).isEqualTo("hello on test");
            }
            ports.holdJournal(release);
            for (int i = 0; i < peers; i++) {
                visitors.get(i).write(notes(i, notes));
            }
            for (Visitor visitor : visitors) {
                assertThat(visitor.hearsNothingFor(A_WHILE)).isTrue();
            }
            release.countDown();
            for (Visitor visitor : visitors) {
                assertThat(visitor.rest()).isEqualTo("done\n");
                visitor.close();
            }
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == peers);
            assertThat(ports.recorded(OddInput.class))
                    .filteredOn(event -> event.kind().equals("note"))
                    .extracting(OddInput::sample)
                    .containsExactlyInAnyOrderElementsOf(expected(peers, notes));
        }
    }

    private static String notes(int peer, int count) {
        var said = new StringBuilder();
        for (int i = 0; i < count; i++) {
            said.append("note ").append(peer).append('/').append(i).append('\n');
        }
        return said + "echo done\nclose\n";
    }

    private static List<String> expected(int peers, int count) {
        return IntStream.range(0, peers * count)
                .mapToObj(i -> i / count + "/" + i % count)
                .toList();
    }

    @Test
    void whoLeavesBeforeTheRecordIsWrittenIsRecordedAllTheSame(@TempDir Path folder)
            throws Exception {
        var release = new CountDownLatch(1);
        try (Ports ports = new Ports(folder, Ports.LIMITS, 8)) {
            InetSocketAddress server = ports.open(Talk::new);
            ports.holdJournal(release);
            try (var visitor = Visitor.at(server)) {
                visitor.write(notes(0, 50));
                assertThat(visitor.line()).isEqualTo("hello on test");
                assertThat(visitor.hearsNothingFor(A_WHILE)).isTrue();
            }
            release.countDown();
            Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
            ports.awaitEmpty();
            assertThat(ports.recorded(OddInput.class))
                    .filteredOn(event -> event.kind().equals("note"))
                    .hasSize(50);
        }
    }
}
