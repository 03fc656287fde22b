package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How often a network may come, and what a flood of networks does to others. */
final class ArrivalRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void soManyMayComeAtOnceAndThenSoManyASecond() {
        var rate = new ArrivalRate(100, 10, 20);
        long now = 1;
        int taken = 0;
        for (int i = 0; i < 50; i++) {
            taken += rate.take(7, now) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(20);
        for (int second = 0; second < 5; second++) {
            now += SECOND;
            taken = 0;
            for (int i = 0; i < 50; i++) {
                taken += rate.take(7, now) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(10);
        }
        assertThat(rate.take(7, now + 60 * SECOND)).as("after a pause").isTrue();
    }

    @Test
    void whoIsRefusedOwesNothingForIt() {
        var rate = new ArrivalRate(100, 1, 1);
        assertThat(rate.take(7, 1)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            assertThat(rate.take(7, SECOND / 2)).isFalse();
        }
        assertThat(rate.take(7, 1 + SECOND)).isTrue();
    }

    @Test
    void aFloodOfNetworksMakesNoNewcomerWaitAndTakesNoMemory() {
        var rate = new ArrivalRate(1_024, 1, 2);
        for (long network = 0; network < 1_000_000; network++) {
            assertThat(rate.take(network, 1 + network)).as("its first time").isTrue();
        }
    }

    @Test
    void anotherBoundHoldsFromThenOn() {
        var rate = new ArrivalRate(100, 1, 1);
        assertThat(rate.take(7, 1)).isTrue();
        rate.bound(1_000, 1_000);
        for (int i = 0; i < 900; i++) {
            assertThat(rate.take(8, 2)).isTrue();
        }
    }
}
