package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that take what is sent slowly or not at all. */
class SlowReaderTest {
    private static final int MEGABYTE = 1 << 20;

    /** More than the kernel holds for a connection. */
    private static final int MUCH_BYTES = 16 * MEGABYTE;

    /** What the kernel takes before a writer has to wait, and one answer more. */
    private static final int ANSWERS_MAX = 12;

    private Ports ports;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        ports = Ports.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
    }

    /** Answers each piece of input with a megabyte. */
    private static final class Flood extends Talk {
        private final Duration deadline;
        private final AtomicInteger answers;
        private final AtomicLong heardBytes;

        Flood(Duration deadline, AtomicInteger answers, AtomicLong heardBytes) {
            this.deadline = deadline;
            this.answers = answers;
            this.heardBytes = heardBytes;
        }

        @Override
        public void opened(Peer peer, Instant now, Sink sink) {
            sink.deadline(deadline);
        }

        @Override
        public void received(byte[] bytes, Instant now, Sink sink) {
            heardBytes.addAndGet(bytes.length);
            answers.incrementAndGet();
            sink.send(new byte[MEGABYTE]);
        }
    }

    @Test
    void whoDoesNotReadIsNoLongerReadFromAndEndsAtItsDeadline() throws Exception {
        var answers = new AtomicInteger();
        var heardBytes = new AtomicLong();
        Duration deadline = Duration.ofSeconds(2);
        InetSocketAddress server = ports.open(() -> new Flood(deadline, answers, heardBytes));
        try (var visitor = Visitor.slowAt(server)) {
            Thread writer = Thread.ofPlatform().start(() -> writeUntilCutOff(visitor));
            Await.until("the cut", () -> ports.recorded(SessionClosed.class).size() == 1);
            writer.join(Await.PATIENCE);

            assertThat(writer.isAlive()).isFalse();
        }
        assertThat(answers.get()).isBetween(1, ANSWERS_MAX);
        // A read is at most 64 KiB.
        assertThat(heardBytes.get()).isLessThanOrEqualTo(answers.get() * 65_536L);
        assertThat(ports.recorded(SessionClosed.class).getFirst().reason()).isEqualTo("limit");
        ports.awaitEmpty();
    }

    @Test
    void manyCommandsInOnePacketAreHeardAsTheirAnswersAreTaken() throws Exception {
        var answers = new AtomicInteger();
        var heardBytes = new AtomicLong();
        Duration deadline = Duration.ofSeconds(2);
        InetSocketAddress server = ports.open(() -> new Flood(deadline, answers, heardBytes));
        try (var visitor = Visitor.slowAt(server)) {
            visitor.write("x".repeat(60_000));
            Await.until("the cut", () -> ports.recorded(SessionClosed.class).size() == 1);
        }
        assertThat(answers.get()).isBetween(1, ANSWERS_MAX);
        assertThat(heardBytes.get()).isLessThan(60_000);
    }

    @Test
    void whoReadsInTheEndGetsAllAnswersToManyCommandsInOnePacket() throws Exception {
        var answers = new AtomicInteger();
        var heardBytes = new AtomicLong();
        Duration deadline = Duration.ofSeconds(60);
        InetSocketAddress server = ports.open(() -> new Flood(deadline, answers, heardBytes));
        try (var visitor = Visitor.slowAt(server)) {
            visitor.write("x".repeat(60_000));
            visitor.endOutput();
            Thread.sleep(200);

            assertThat(visitor.drain()).isEqualTo((long) answers.get() * MEGABYTE);
        }
        assertThat(heardBytes.get()).isEqualTo(60_000);
    }

    private static void writeUntilCutOff(Visitor visitor) {
        try {
            for (int i = 0; i < 1_000; i++) {
                visitor.write("x".repeat(64 * 1024));
            }
        } catch (IOException e) {
            return; // Cut off, as wanted.
        }
        throw new AssertionError("64 megabytes were taken from one who does not read");
    }

    @Test
    void whoEndedItsOutputAndDoesNotReadEndsAtItsDeadline() throws Exception {
        InetSocketAddress server = ports.open(Talk::new);
        try (var visitor = Visitor.slowAt(server)) {
            visitor.write("deadline 500\nmuch " + MUCH_BYTES + "\n");
            visitor.endOutput();

            Await.until("the cut", () -> ports.recorded(SessionClosed.class).size() == 1);
        }
        assertThat(ports.recorded(SessionClosed.class).getFirst().reason()).isEqualTo("limit");
    }

    @Test
    void aSlowReaderGetsAllThatWasSentBeforeTheClose() throws Exception {
        InetSocketAddress server = ports.open(Talk::new);
        try (var visitor = Visitor.slowAt(server)) {
            visitor.write("deadline 60000\nmuch " + MUCH_BYTES + "\nclose\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            Thread.sleep(2_500); // Longer than a closed connection lingers.

            assertThat(visitor.drain()).isEqualTo(MUCH_BYTES);
        }
    }

    @Test
    void aSlowReaderThatEndedItsOutputGetsAllThatWasSentBeforeTheClose() throws Exception {
        InetSocketAddress server = ports.open(Talk::new);
        try (var visitor = Visitor.slowAt(server)) {
            visitor.write("deadline 60000\nmuch " + MUCH_BYTES + "\nclose\n");
            visitor.endOutput();
            assertThat(visitor.line()).isEqualTo("hello on test");
            Thread.sleep(200);

            assertThat(visitor.drain()).isEqualTo(MUCH_BYTES);
        }
    }

    @Test
    void whoDoesNotReadOurLastWordsEndsAtItsDeadline() throws Exception {
        InetSocketAddress server = ports.open(Talk::new);
        try (var visitor = Visitor.slowAt(server)) {
            visitor.write("deadline 500\nmuch " + MUCH_BYTES + "\nclose\n");

            Await.until("the cut", () -> ports.recorded(SessionClosed.class).size() == 1);
            assertThat(visitor.drain()).isLessThan(MUCH_BYTES);
        }
        assertThat(ports.recorded(SessionClosed.class).getFirst().reason()).isEqualTo("limit");
    }

    @Test
    void whoLeavesInAPauseLeavesNothingBehind() throws Exception {
        var dialogue = new AtomicReference<WeakReference<Talk>>();
        InetSocketAddress server =
                ports.open(
                        () -> {
                            var talk = new Talk();
                            dialogue.set(new WeakReference<>(talk));
                            return talk;
                        });
        Visitor visitor = Visitor.at(server);
        visitor.write("echo a\npause 600000\n");
        assertThat(visitor.line()).isEqualTo("hello on test");
        assertThat(visitor.line()).isEqualTo("a");
        visitor.reset();
        Await.until("its end", () -> ports.recorded(SessionClosed.class).size() == 1);
        Await.until(
                "its memory is free",
                () -> {
                    System.gc();
                    return dialogue.get().get() == null;
                });
    }
}
