package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Use;
import org.honeyspam.journal.JournalEvent.SessionRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many are let in, in all and from one address. */
class AdmissionTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress THREE = InetAddress.ofLiteral("2001:db8::3");

    @Test
    void whoIsRefusedTakesNoPlace() {
        var admission = new Admission(3, 2);

        assertThat(admission.enter(ONE)).isNull();
        assertThat(admission.enter(ONE)).isNull();
        assertThat(admission.enter(ONE)).isEqualTo(Admission.TOO_MANY_FROM_SOURCE);
        assertThat(admission.enter(TWO)).isNull();
        assertThat(admission.enter(THREE)).isEqualTo(Admission.TOO_MANY);
        assertThat(admission.inside()).isEqualTo(3);
        assertThat(admission.all()).isEqualTo(new Use(3, 3, 1));
        assertThat(admission.ofOneSource()).isEqualTo(new Use(2, 2, 1));

        admission.leave(ONE);
        assertThat(admission.enter(THREE)).isNull();
        admission.leave(ONE);
        admission.leave(TWO);
        admission.leave(THREE);
        assertThat(admission.inside()).isZero();
        assertThat(admission.enter(ONE)).isNull();
        assertThat(admission.enter(ONE)).isNull();
    }

    private static Ports ports(Path folder, int allMax, int sourceMax) throws IOException {
        var limits = new Configuration.Limits(allMax, sourceMax, Duration.ofMinutes(5), 1 << 20);
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
                    try (var refused = Visitor.at(server)) {
                        assertThat(refused.drain()).isZero();
                    }
                }
                try (var other = Visitor.from("127.0.0.2", server)) {
                    assertThat(other.line()).isEqualTo("hello on test");
                }
            }
            Await.until("all have left", () -> ports.listeners.conversations() == 0);
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
    void allTogetherGetNoMoreThanThereArePlaces(@TempDir Path folder) throws Exception {
        try (Ports ports = ports(folder, 5, 100)) {
            InetSocketAddress server = ports.open(Talk::new);
            for (int round = 0; round < 3; round++) {
                List<Visitor> inside = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    inside.add(Visitor.from("127.0.0." + (i + 1), server));
                    assertThat(inside.getLast().line()).isEqualTo("hello on test");
                }
                try (var refused = Visitor.from("127.0.0.9", server)) {
                    assertThat(refused.drain()).isZero();
                }
                for (Visitor visitor : inside) {
                    visitor.close();
                }
                Await.until("all have left", () -> ports.listeners.conversations() == 0);
            }
            Await.until("the record", () -> ports.recorded(SessionRefused.class).size() == 3);
            assertThat(ports.recorded(SessionRefused.class))
                    .containsOnly(new SessionRefused("too_many"));
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
                Await.until("it has left", () -> ports.listeners.conversations() == 0);
            }
        }
    }

    @Test
    void whileTheJournalIsFullWhoWouldBeRefusedWaitsOutside(@TempDir Path folder) throws Exception {
        int newcomers = 100;
        var release = new CountDownLatch(1);
        var limits = new Configuration.Limits(1, 1, Duration.ofMinutes(5), 1 << 20);
        List<Visitor> outside = new ArrayList<>();
        try (Ports ports = new Ports(folder, limits, 8)) {
            InetSocketAddress server = ports.open(Talk::new);
            try (var inside = Visitor.at(server)) {
                assertThat(inside.line()).isEqualTo("hello on test");
                ports.holdJournal(release);
                for (int i = 0; i < newcomers; i++) {
                    outside.add(Visitor.at(server));
                }
                // Those at the end of the line were not even seen.
                assertThat(outside.getLast().hearsNothingFor(Duration.ofMillis(300))).isTrue();
                release.countDown();
                for (Visitor each : outside) {
                    assertThat(each.drain()).isZero();
                    each.close();
                }
            }
            Await.until(
                    "the record", () -> ports.recorded(SessionRefused.class).size() == newcomers);
        }
    }
}
