package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms ring once, not before their time and not long after, whatever is filed and taken out. */
class WheelTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = 1_000 * MILLI;

    /** Two cores that others use as well. */
    private static final long LATE_NANOS_MAX = 500 * MILLI;

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static final class Bell extends Wheel.Entry {
        private final Wheel wheel;
        private final Runnable rung;
        private final List<Long> times = new ArrayList<>();

        Bell(Wheel wheel, Runnable rung) {
            this.wheel = wheel;
            this.rung = rung;
        }

        @Override
        void ring() {
            times.add(wheel.nowNanos());
            rung.run();
        }
    }

    private void onLoop(ThrowingConsumer what) throws Exception {
        EventLoop loop = loops.next();
        loop.submit(
                        () -> {
                            what.accept(Wheel.of(loop));
                            return null;
                        })
                .get(10, TimeUnit.SECONDS);
    }

    private interface ThrowingConsumer {
        void accept(Wheel wheel) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachRingsOnceInItsTime(long seed) throws Exception {
        var dice = new SplittableRandom(seed);
        int count = 3_000;
        var all = new CountDownLatch(count / 2);
        List<Bell> kept = new ArrayList<>();
        List<Bell> takenOut = new ArrayList<>();
        List<Long> dues = new ArrayList<>();
        onLoop(
                wheel -> {
                    for (int i = 0; i < count; i++) {
                        boolean stays = i % 2 == 0;
                        var bell = new Bell(wheel, all::countDown);
                        long due = wheel.nowNanos() + dice.nextLong(1_500 * MILLI) - 100 * MILLI;
                        wheel.file(bell, due);
                        (stays ? kept : takenOut).add(bell);
                        if (stays) {
                            dues.add(due);
                        }
                    }
                    takenOut.forEach(wheel::remove);
                });
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        onLoop(
                wheel -> {
                    assertThat(takenOut).allMatch(bell -> bell.times.isEmpty());
                    for (int i = 0; i < kept.size(); i++) {
                        assertThat(kept.get(i).times).hasSize(1);
                        long late = kept.get(i).times.getFirst() - dues.get(i);
                        assertThat(late).isNotNegative().isLessThan(LATE_NANOS_MAX + 100 * MILLI);
                    }
                });
    }

    @Test
    void aLongWaitIsHardlyLongerAndEndsWithOthers() {
        var dice = new SplittableRandom(4);
        Set<Long> ticks = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            long now = dice.nextLong(1_000 * SECOND);
            long wait = dice.nextLong(1_000 * SECOND);
            long late = Wheel.tick(now + wait, now) * Wheel.TICK_NANOS - now - wait;
            assertThat(late).isBetween(0L, Math.max(Wheel.TICK_NANOS, wait / Wheel.GRAINS) - 1);
            ticks.add(Wheel.tick(10 * SECOND + dice.nextLong(SECOND), 0));
        }
        assertThat(ticks).as("turns in a second, of 250").hasSizeLessThan(40);
    }

    @Test
    void oneOfALaterRoundDoesNotRingInThisOne() throws Exception {
        var near = new CountDownLatch(1);
        List<Bell> bells = new ArrayList<>();
        onLoop(
                wheel -> {
                    var far = new Bell(wheel, () -> {});
                    bells.add(far);
                    wheel.file(far, wheel.nowNanos() + 20 * MILLI + 4 * 4_096 * MILLI);
                    wheel.file(new Bell(wheel, near::countDown), wheel.nowNanos() + 20 * MILLI);
                });
        assertThat(near.await(10, TimeUnit.SECONDS)).isTrue();
        onLoop(wheel -> assertThat(bells.getFirst().times).isEmpty());
        onLoop(wheel -> assertThat(bells.getFirst().isFiled()).isTrue());
    }

    @Test
    void whatIsFiledWhileOthersRingRingsAsWell() throws Exception {
        var rung = new CountDownLatch(100);
        onLoop(wheel -> new Chain(wheel, rung).file());
        assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromRinging() throws Exception {
        var rung = new CountDownLatch(1);
        try (var log = LogWatch.on(Wheel.class)) {
            onLoop(
                    wheel -> {
                        long due = wheel.nowNanos() + 10 * MILLI;
                        wheel.file(new Bell(wheel, rung::countDown), due);
                        wheel.file(new Bell(wheel, WheelTest::fail), due);
                        wheel.file(new Bell(wheel, rung::countDown), due);
                    });
            assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
            Await.until("it is told", () -> log.messages().contains("An alarm failed"));
        }
    }

    private static void fail() {
        throw new IllegalStateException("as asked");
    }

    /** Files itself again each time it rings. */
    private static final class Chain extends Wheel.Entry {
        private final Wheel wheel;
        private final CountDownLatch rung;

        Chain(Wheel wheel, CountDownLatch rung) {
            this.wheel = wheel;
            this.rung = rung;
        }

        void file() {
            wheel.file(this, wheel.nowNanos() + MILLI);
        }

        @Override
        void ring() {
            rung.countDown();
            if (rung.getCount() > 0) {
                file();
            }
        }
    }
}
