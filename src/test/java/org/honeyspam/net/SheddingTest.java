package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.journal.JournalEvent.SessionClosed;
import org.honeyspam.journal.JournalEvent.SessionRefused;
import org.honeyspam.journal.JournalEvent.SessionsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in at real ports, who has to go for him, and what is recorded of the others. */
class SheddingTest {
    private static Ports ports(Path folder, int allMax, int sourceMax) throws IOException {
        var limits =
                new Configuration.Limits(
                        allMax, sourceMax, 100, 9_999, 9_999, Duration.ofMinutes(5), 1 << 20);
        return new Ports(folder, limits, 1_000);
    }

    @Test
    void oneSourceGetsNoMoreThanItsShare(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 100, 2)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var first = Visitor.at(server);
                    var second = Visitor.at(server)) {
                assertThat(first.line()).isEqualTo("hello on test");
                assertThat(second.line()).isEqualTo("hello on test");
                for (int i = 0; i < 20; i++) {
                    assertThat(Visitor.isTurnedAway("127.0.0.1", server)).isTrue();
                }
                try (var other = Visitor.from("127.0.0.2", server)) {
                    assertThat(other.line()).isEqualTo("hello on test");
                }
            }
            ports.awaitEmpty();
            try (var again = Visitor.at(server);
                    var twice = Visitor.at(server)) {
                assertThat(again.line()).isEqualTo("hello on test");
                assertThat(twice.line()).isEqualTo("hello on test");
            }
            Await.until("the record", () -> ports.recorded(SessionRefused.class).size() == 20);
            assertThat(ports.recorded(SessionRefused.class))
                    .containsOnly(new SessionRefused("too_many_from_source"));
        }
    }

    @Test
    void whoIsThereLongestMakesRoomForANewcomer(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 5, 100)) {
            InetSocketAddress server = ports.open(Talk::new);
            List<Visitor> inside = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                inside.add(Visitor.from("127.0.0." + (i + 1), server));
                assertThat(inside.getLast().line()).isEqualTo("hello on test");
            }
            for (int i = 0; i < 3; i++) {
                assertThat(inside.get(i).rest()).as("who was there first").isEqualTo("too slow\n");
            }
            Await.until("room", () -> ports.listeners.shed().now() == 0);
            assertThat(ports.listeners.connections()).isEqualTo(new Use(5, 5, 3, 0));
            for (Visitor visitor : inside) {
                visitor.close();
            }
            ports.awaitEmpty();
            Await.until("the record", () -> ports.recorded(SessionClosed.class).size() == 8);
            assertThat(ports.recorded(SessionClosed.class))
                    .extracting(SessionClosed::reason)
                    .containsExactlyInAnyOrder(
                            "shed", "shed", "shed", "peer", "peer", "peer", "peer", "peer");
        }
    }

    @Test
    void aMessageHalfReceivedIsNeverShed(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 2, 100)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var first = Visitor.from("127.0.0.1", server);
                    var second = Visitor.from("127.0.0.2", server)) {
                for (Visitor sender : List.of(first, second)) {
                    assertThat(sender.line()).isEqualTo("hello on test");
                    sender.write("keep half\necho ok\n");
                    assertThat(sender.line()).isEqualTo("ok");
                }
                assertThat(Visitor.isTurnedAway("127.0.0.3", server)).isTrue();
                first.write("store\n");
                assertThat(first.line()).isEqualTo("kept");
                try (var fourth = Visitor.from("127.0.0.4", server)) {
                    assertThat(fourth.line()).isEqualTo("hello on test");
                    assertThat(first.rest()).isEqualTo("too slow\n");
                    second.write("store\n");
                    assertThat(second.line()).isEqualTo("kept");
                }
            }
        }
    }

    @Test
    void whoIsHeldIsCutOffForANewcomer(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 2, 100)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var idle = Visitor.from("127.0.0.1", server);
                    var held = Visitor.from("127.0.0.2", server)) {
                assertThat(idle.line()).isEqualTo("hello on test");
                assertThat(held.line()).isEqualTo("hello on test");
                held.write("pause 60000\n");
                assertThat(held.hearsNothingFor(Duration.ofMillis(200))).isTrue();
                try (var third = Visitor.from("127.0.0.3", server)) {
                    assertThat(third.line()).isEqualTo("hello on test");
                    assertThat(held.ended()).isTrue();
                    idle.write("echo still here\n");
                    assertThat(idle.line()).isEqualTo("still here");
                }
            }
        }
    }

    @Test
    void whoEntersTheNextRoomLeavesByTheSameDoor(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 1, 1)) {
            InetSocketAddress server = ports.open(Talk::new);
            for (int i = 0; i < 3; i++) {
                try (var visitor = Visitor.at(server)) {
                    visitor.write("over x\nclose\n");
                    assertThat(visitor.rest()).isEqualTo("hello on test\nhello on inner\n");
                }
                ports.awaitEmpty();
            }
        }
    }

    private static Reception busy(boolean afterInput) {
        byte[] words = "421 full\n".getBytes(StandardCharsets.US_ASCII);
        return new Reception(
                "test",
                Talk::new,
                null,
                List.of(),
                List.of(),
                (cause, source, now) ->
                        cause == Busy.Cause.TOO_MANY ? new Busy.Words(words, afterInput) : null,
                Integer.MAX_VALUE);
    }

    @Test
    void whoIsNotLetInHearsWhatTheProductSays(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 100, 1)) {
            InetSocketAddress mail = ports.open("127.0.0.1", busy(false));
            InetSocketAddress web = ports.open("127.0.0.1", busy(true));
            try (var inside = Visitor.at(mail)) {
                assertThat(inside.line()).isEqualTo("hello on test");
                try (var second = Visitor.at(mail);
                        var third = Visitor.at(web)) {
                    assertThat(second.rest()).isEqualTo("421 full\n");
                    assertThat(third.hearsNothingFor(Duration.ofMillis(200))).isTrue();
                    third.write("GET / HTTP/1.0\n\n");
                    assertThat(third.rest()).isEqualTo("421 full\n");
                }
                try (var silent = Visitor.at(web)) {
                    assertThat(silent.ended()).as("he says nothing for too long").isTrue();
                }
            }
        }
    }

    @Test
    void inAFloodMostHearNothingAndAreResetAtOnce(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 100, 1)) {
            InetSocketAddress mail = ports.open("127.0.0.1", busy(false));
            int spoken = 0;
            try (var inside = Visitor.at(mail)) {
                assertThat(inside.line()).isEqualTo("hello on test");
                for (int i = 0; i < 300; i++) {
                    spoken += Visitor.isTurnedAway("127.0.0.1", mail) ? 0 : 1;
                }
            }
            assertThat(spoken).isBetween(1, 299);
            Await.until("the record", () -> ports.refused() == 300);
        }
    }

    @Test
    void whileTheJournalIsFullRefusalsAreCountedAndRecordedLater(@TempDir Path folder)
            throws Exception {
        int newcomers = 100;
        var release = new CountDownLatch(1);
        try (Ports ports = ports(folder, 1, 1)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var inside = Visitor.at(server)) {
                assertThat(inside.line()).isEqualTo("hello on test");
                ports.holdJournal(release);
                for (int i = 0; i < newcomers; i++) {
                    assertThat(Visitor.isTurnedAway("127.0.0.1", server)).isTrue();
                }
                release.countDown();
            }
            assertThat(ports.stop()).isTrue();
            long told = ports.listeners.connectionsOfOneSource().reached();
            assertThat(told).isEqualTo(newcomers);
            Await.until("the record", () -> ports.refused() == newcomers);
            assertThat(ports.recorded(SessionRefused.class)).hasSizeLessThan(newcomers);
            assertThat(ports.recorded(SessionsRefused.class))
                    .allSatisfy(
                            sum -> {
                                assertThat(sum.network()).isEqualTo("127.0.0.0/24");
                                assertThat(sum.service()).isEqualTo("test");
                                assertThat(sum.reason()).isEqualTo("too_many_from_source");
                            });
        }
    }
}
