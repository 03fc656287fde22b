package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Event;
import org.honeyspam.journal.JournalEvent.OddInput;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports of both families, many peers at once, and the end of it all. */
class ListenersTest {
    private static final int PEERS = 200;
    private static final int PEER_THREADS = 8;

    @Test
    void bothFamiliesAreListenedTo(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress four = ports.open("127.0.0.1", Talk::new);
            InetSocketAddress six = ports.open("::1", Talk::new);
            try (var visitor = Visitor.at(four);
                    var other = Visitor.at(six)) {
                assertThat(visitor.line()).isEqualTo("hello on test");
                assertThat(other.line()).isEqualTo("hello on test");
            }
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == 2);
            assertThat(ports.recorded())
                    .extracting(one -> one.sourceIp() + " " + one.destinationIp())
                    .contains("127.0.0.1 127.0.0.1", "::1 ::1");
        }
    }

    @Test
    void anOldPeerAtASocketForBothFamiliesIsAnOldPeer(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress any = ports.open("::", Talk::new);
            var server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), any.getPort());
            try (var visitor = Visitor.at(server)) {
                assertThat(visitor.line()).isEqualTo("hello on test");
            }
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == 1);
            assertThat(ports.recorded().getFirst().sourceIp()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aPortThatCannotBeHadIsSaidToBeSo(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress taken = ports.open(Talk::new);
            assertThatThrownBy(() -> ports.listeners.open(taken, new Reception("test", Talk::new)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the port is taken by another program");
            assertThatThrownBy(() -> ports.open("192.0.2.1", Talk::new))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the address is not one of this machine");
        }
    }

    @Test
    void manyPeersAtOnceAreAllAnswered(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder);
                var threads = Executors.newFixedThreadPool(PEER_THREADS)) {
            InetSocketAddress server = ports.open(Talk::new);
            List<Visitor> visitors = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                visitors.add(Visitor.at(server));
            }
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                Visitor visitor = visitors.get(i);
                String mine = "note %1$d\nkeep %1$d\nstore\necho %1$d\nclose\n".formatted(i);
                answers.add(threads.submit(() -> exchange(visitor, mine)));
            }
            for (int i = 0; i < PEERS; i++) {
                assertThat(answers.get(i).get()).isEqualTo("hello on test\nkept\n" + i + "\n");
            }
            ports.awaitEmpty();
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == PEERS);
            assertThat(ports.recorded(OddInput.class).stream().filter(e -> e.kind().equals("note")))
                    .hasSize(PEERS);
        }
    }

    private static String exchange(Visitor visitor, String said) throws IOException {
        try (visitor) {
            visitor.write(said);
            return visitor.rest();
        }
    }

    @Test
    void aSessionEndsAtItsLimitWhateverItDoes(@TempDir Path folder) throws Exception {
        var limits = new Configuration.Limits(10, 10, 10, 99, 99, Duration.ofMillis(500), 1 << 20);
        try (Ports ports = new Ports(folder, limits, 1_000)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var visitor = Visitor.at(server);
                    var paused = Visitor.at(server)) {
                paused.write("pause 600000\n");
                visitor.drain();
                paused.drain();
            }
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == 2);
            assertThat(ports.recorded(SessionClosed.class))
                    .extracting(SessionClosed::reason)
                    .containsOnly("limit");
        }
    }

    @Test
    void aMessageUnderWayToTheDiskIsAcknowledgedBeforeTheStop(@TempDir Path folder)
            throws Exception {
        var onItsWay = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress server = ports.open(() -> new Held(onItsWay, release));
            try (var visitor = Visitor.at(server);
                    var idle = Visitor.at(server)) {
                visitor.write("keep x\nstore\n");
                assertThat(visitor.line()).isEqualTo("hello on test");
                assertThat(idle.line()).isEqualTo("hello on test");
                Await.opened("the message is on its way", onItsWay);
                var inTime = new AtomicBoolean();
                Thread stop = Thread.ofPlatform().start(() -> inTime.set(ports.stop()));
                idle.drain(); // Who waits for nothing is ended at once.
                assertThat(visitor.hearsNothingFor(Duration.ofMillis(200))).isTrue();
                release.countDown();

                assertThat(visitor.rest()).isEqualTo("kept\n");
                stop.join(Await.PATIENCE);
                assertThat(inTime).isTrue();
            }
            ports.awaitEmpty();
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == 2);
            assertThat(ports.recorded(SessionClosed.class))
                    .extracting(SessionClosed::reason)
                    .containsOnly("shutdown");
        }
    }

    @Test
    void afterTheStopNobodyIsLetIn(@TempDir Path folder) throws Exception {
        try (Ports ports = Ports.in(folder)) {
            InetSocketAddress server = ports.open(Talk::new);
            assertThat(ports.stop()).isTrue();
            assertThatThrownBy(() -> Visitor.at(server)).isInstanceOf(IOException.class);
        }
    }

    /** Keeps its message on the way to the disk until it is released. */
    private static final class Held extends Talk {
        private final CountDownLatch onItsWay;
        private final CountDownLatch release;

        Held(CountDownLatch onItsWay, CountDownLatch release) {
            this.onItsWay = onItsWay;
            this.release = release;
        }

        @Override
        Event taken(Content content) {
            onItsWay.countDown();
            Await.quietly(release);
            return super.taken(content);
        }
    }
}
