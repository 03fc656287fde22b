package org.honeyspam.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nobody guesses for long, and nobody is kept out for what another does. */
final class PatienceTest {
    private static final InetAddress HE = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress OTHER = InetAddress.ofLiteral("198.51.100.7");

    private final SetClock clock = new SetClock();
    private final Patience patience = new Patience(clock);

    private void fail(InetAddress source, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(patience.wait(source)).isNull();
            patience.failed(source);
        }
    }

    @Test
    void whoIsWrongTenTimesWaitsAndMayThenTryAgain() {
        fail(HE, 10);
        assertThat(patience.wait(HE)).isEqualTo(Duration.ofSeconds(301));
        assertThat(patience.wait(OTHER)).isNull();
        clock.pass(Duration.ofMinutes(5));
        assertThat(patience.wait(HE)).isEqualTo(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        assertThat(patience.wait(HE)).isNull();
        fail(HE, 10);
        assertThat(patience.wait(HE)).isNotNull();
    }

    @Test
    void whoIsRightBeginsAnew() {
        fail(HE, 9);
        patience.succeeded(HE);
        fail(HE, 10);
        assertThat(patience.wait(HE)).isNotNull();
    }

    @Test
    void aNetworkOfAProvidersCustomerCountsAsOne() {
        for (int i = 0; i < 10; i++) {
            patience.failed(InetAddress.ofLiteral("2001:db8:1:2::" + i));
        }
        assertThat(patience.wait(InetAddress.ofLiteral("2001:db8:1:2:ffff::1"))).isNotNull();
        assertThat(patience.wait(InetAddress.ofLiteral("2001:db8:1:3::1"))).isNull();
    }

    @Test
    void whoHasBeenInBeforeIsNotKeptOutByOthers() {
        patience.succeeded(OTHER);
        for (int i = 0; i < 100; i++) {
            patience.failed(InetAddress.ofLiteral("203.0.113." + i));
        }
        assertThat(patience.wait(InetAddress.ofLiteral("192.0.2.200"))).isNotNull();
        assertThat(patience.wait(OTHER)).isNull();
        for (int i = 0; i < 10; i++) {
            patience.failed(OTHER);
        }
        assertThat(patience.wait(OTHER)).as("his own tries count").isNotNull();
    }

    @Test
    void allTogetherMayGuessAHundredTimes() {
        for (int i = 0; i < 100; i++) {
            InetAddress one = InetAddress.ofLiteral("198.18.0." + i);
            assertThat(patience.wait(one)).isNull();
            patience.failed(one);
        }
        assertThat(patience.wait(OTHER)).isNotNull();
        clock.pass(Duration.ofSeconds(301));
        assertThat(patience.wait(OTHER)).isNull();
    }
}
