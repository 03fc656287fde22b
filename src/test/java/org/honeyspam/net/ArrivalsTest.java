package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who came in the second before this one. */
class ArrivalsTest {
    private static final long START = -7;

    private static long at(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void theLastWholeSecondIsTold() {
        var arrivals = new Arrivals(START);
        for (int i = 0; i < 5; i++) {
            arrivals.arrived(at(100L * i));
            arrivals.settled(i < 3 ? 1 : 2, at(100L * i));
        }
        assertThat(arrivals.all(at(900))).as("this second is not over").isZero();
        assertThat(arrivals.all(at(1_000))).isEqualTo(5);
        assertThat(arrivals.ofOneNetwork(at(1_999))).isEqualTo(3);
        assertThat(arrivals.all(at(2_000))).isZero();
        assertThat(arrivals.ofOneNetwork(at(2_000))).isZero();
    }

    @Test
    void ofLongAgoNothingIsTold() {
        var arrivals = new Arrivals(START);
        arrivals.arrived(at(0));
        arrivals.settled(1, at(0));
        assertThat(arrivals.all(at(60_000))).isZero();
        assertThat(arrivals.ofOneNetwork(at(60_000))).isZero();
    }
}
