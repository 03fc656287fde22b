package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.honeyspam.config.Network;
import org.honeyspam.config.Pace;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations at a pace: all arrives, in order, in its time; also where a peer is long held. */
class PacedTest {
    private Ports ports;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        ports = Ports.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
    }

    private static Pace pace(String name, int delayMillis, int dripPauseMillis, int bandwidth) {
        return new Pace(
                name,
                Duration.ofMillis(delayMillis),
                0,
                Duration.ZERO,
                0,
                dripPauseMillis > 5 ? 1 : 700,
                Duration.ofMillis(dripPauseMillis),
                bandwidth,
                bandwidth,
                0,
                List.of(),
                false);
    }

    private InetSocketAddress open(Pace pace) throws IOException {
        return ports.open(
                "127.0.0.1", new Reception("test", Talk::new).at(Lane.of(pace), Map.of()));
    }

    private static double seconds(long beganNanos) {
        return (System.nanoTime() - beganNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private SessionClosed closed() throws Exception {
        Await.until("it is recorded", () -> !ports.recorded(SessionClosed.class).isEmpty());
        return ports.recorded(SessionClosed.class).getFirst();
    }

    @Test
    void nothingIsLostOrReordered() throws Exception {
        InetSocketAddress server = open(pace("drip", 3, 2, 0));
        try (var visitor = Visitor.at(server)) {
            visitor.write(Talk.ALL_KINDS);

            assertThat(visitor.rest()).isEqualTo(Talk.ANSWER_TO_ALL_KINDS);
        }
        SessionClosed closed = closed();
        assertThat(closed.reason()).isEqualTo("us");
        assertThat(closed.pace()).isEqualTo("drip");
        assertThat(closed.heldMillis()).isPositive();
        assertThat(closed.costMicros()).isPositive();
    }

    @Test
    void whatIsSaidWithinTlsIsSlowAsWell() throws Exception {
        InetSocketAddress server = open(pace("drip", 3, 2, 0));
        try (var visitor = Visitor.at(server)) {
            visitor.write("tls test.example\n");
            assertThat(visitor.line()).isEqualTo("hello on test");
            assertThat(visitor.line()).isEqualTo("go ahead");
            visitor.startTls();
            visitor.write("much 3000\nclose\n");

            assertThat(visitor.rest()).startsWith("secured by").endsWith("\0".repeat(3_000));
        }
    }

    @Test
    void whoIsHeldForLongGoesOnAsIfNothingHadBeen() throws Exception {
        InetSocketAddress server = open(pace("late", 1_100, 0, 0));
        try (var visitor = Visitor.at(server)) {
            long began = System.nanoTime();
            Await.until("he is without a channel", () -> ports.moored() == 1);
            assertThat(visitor.line()).isEqualTo("hello on test");
            assertThat(seconds(began)).isBetween(1.0, 3.0);
            visitor.write("echo a\n");
            visitor.write("echo b\n"); // Not lost, though nobody listens.
            assertThat(visitor.line()).isEqualTo("a");
            assertThat(visitor.line()).isEqualTo("b");
            visitor.write("echo c\n");
            visitor.endOutput();

            assertThat(visitor.rest()).isEqualTo("c\n");
            assertThat(seconds(began)).isGreaterThan(3.0);
        }
        assertThat(closed().heldMillis()).isGreaterThan(3_000);
        assertThat(closed().reason()).isEqualTo("peer");
    }

    @Test
    void bytesAreDrippedToWhoHasNoChannel() throws Exception {
        InetSocketAddress server = open(pace("drip", 0, 1_050, 0));
        try (var visitor = Visitor.at(server)) {
            long began = System.nanoTime();
            var heard = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                heard.append((char) visitor.read());
            }

            assertThat(heard).hasToString("hell");
            Await.until("he is without a channel", () -> ports.moored() == 1);
            assertThat(seconds(began)).isBetween(3.0, 6.0);
            assertThat(ports.conversations()).isEqualTo(1);
        }
    }

    @Test
    void theEndOfOneWhoIsHeldIsNoticed() throws Exception {
        InetSocketAddress server = open(pace("late", 30_000, 0, 0));
        var visitor = Visitor.at(server);
        Await.until("he is there", () -> ports.conversations() == 1);
        Await.until("he is without a channel", () -> ports.moored() == 1);
        visitor.reset();

        ports.awaitEmpty();
        assertThat(closed().reason()).isEqualTo("peer");
        assertThat(closed().durationMillis()).isLessThan(20_000);
    }

    @Test
    void aStopEndsThoseWhoAreHeld() throws Exception {
        InetSocketAddress server = open(pace("late", 30_000, 0, 0));
        try (var visitor = Visitor.at(server)) {
            Await.until("he is there", () -> ports.conversations() == 1);
            Await.until("he is without a channel", () -> ports.moored() == 1);

            assertThat(ports.stop()).isTrue();
            assertThat(visitor.rest()).isEmpty();
        }
        assertThat(closed().reason()).isEqualTo("shutdown");
    }

    @Test
    void whoIsBoundedOnlyWithAllOthersIsMetAtNoPace() throws Exception {
        ports.bandwidth(1 << 20);
        InetSocketAddress server = open(Pace.QUICK);
        try (var visitor = Visitor.at(server)) {
            visitor.write("close\n");
            assertThat(visitor.rest()).startsWith("hello on test");
        }
        assertThat(closed().pace()).isNull();
    }

    @Test
    void allWhoComeOverALineShareIt() throws Exception {
        InetSocketAddress server = open(pace("narrow", 0, 0, 20_000));
        downloadTwice(server, server);
    }

    @Test
    void allVisitorsTogetherShareWhatTheLimitsSay() throws Exception {
        ports.bandwidth(20_000);
        downloadTwice(open(Pace.QUICK), open(pace("other", 1, 0, 0)));
    }

    private void downloadTwice(InetSocketAddress first, InetSocketAddress second) throws Exception {
        long began = System.nanoTime();
        var one = CompletableFuture.supplyAsync(() -> download(first));
        var other = CompletableFuture.supplyAsync(() -> download(second));

        assertThat(one.get(30, TimeUnit.SECONDS) + other.get(30, TimeUnit.SECONDS))
                .isEqualTo(2 * (15_000 + "hello on test\n".length()));
        assertThat(seconds(began)).isBetween(1.1, 4.0);
    }

    private static int download(InetSocketAddress server) {
        try (var visitor = Visitor.at(server)) {
            visitor.write("much 15000\nclose\n");
            return visitor.rest().length();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatIsSentToUsIsTakenSlowlyAsWell() throws Exception {
        InetSocketAddress server = open(pace("narrow", 0, 0, 20_000));
        try (var visitor = Visitor.at(server)) {
            long began = System.nanoTime();
            visitor.write(("keep " + "x".repeat(900) + "\n").repeat(40) + "echo a\nclose\n");

            assertThat(visitor.rest()).isEqualTo("hello on test\na\n");
            assertThat(seconds(began)).isBetween(1.3, 5.0);
        }
    }

    @Test
    void aHostMayHaveAnotherPaceThanItsPort() throws Exception {
        Lane quick = Lane.of(pace("quick", 0, 0, 0));
        Lane slow = Lane.of(pace("slow", 300, 0, 0));
        var met = new Reception("test", Talk::new).at(quick, Map.of("slow.example", slow));
        InetSocketAddress server = ports.open("127.0.0.1", met);
        try (var visitor = Visitor.at(server)) {
            visitor.write("echo a\nmeet slow.example\n");
            visitor.line();
            visitor.line();
            long began = System.nanoTime();
            visitor.write("echo b\n");
            visitor.line();
            assertThat(seconds(began)).isGreaterThan(0.29);
        }
        assertThat(closed().pace()).isEqualTo("slow");
    }

    @Test
    void aSourceMayHaveAPaceOfItsOwn() throws Exception {
        Pace theirs =
                new Pace(
                        "theirs",
                        Duration.ofMillis(300),
                        0,
                        Duration.ZERO,
                        0,
                        1,
                        Duration.ZERO,
                        0,
                        0,
                        0,
                        List.of(Network.of("127.0.0.0/30")),
                        false);
        ports.paces(List.of(theirs));
        InetSocketAddress server = ports.open(Talk::new);
        long began = System.nanoTime();
        try (var visitor = Visitor.from("127.0.0.2", server)) {
            visitor.line();
            assertThat(seconds(began)).isGreaterThan(0.29);
        }
        began = System.nanoTime();
        try (var visitor = Visitor.from("127.0.0.9", server)) {
            visitor.line();
            assertThat(seconds(began)).isLessThan(0.29);
        }
    }
}
