package org.honeyspam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.dns.RateLimit.Verdict;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant NOW = TestZones.NOW;
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.7");
    private final RateLimit limit = new RateLimit(5, 42);

    private List<Verdict> verdicts(InetAddress source, int what, Instant when, int count) {
        List<Verdict> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(limit.of(source, what, when));
        }
        return said;
    }

    @Test
    void beyondTheBoundEverySecondOneIsCutAndTheOthersAreSilence() {
        assertThat(verdicts(ONE, 1, NOW, 9))
                .containsExactly(
                        Verdict.ANSWER,
                        Verdict.ANSWER,
                        Verdict.ANSWER,
                        Verdict.ANSWER,
                        Verdict.ANSWER,
                        Verdict.SILENCE,
                        Verdict.TRUNCATED,
                        Verdict.SILENCE,
                        Verdict.TRUNCATED);
    }

    @Test
    void aNetworkIsOneAndOthersAreNot() {
        verdicts(ONE, 1, NOW, 5);
        InetAddress neighbour = InetAddress.ofLiteral("192.0.2.200");
        assertThat(limit.of(neighbour, 1, NOW)).isEqualTo(Verdict.SILENCE);
        assertThat(limit.of(InetAddress.ofLiteral("192.0.3.7"), 1, NOW)).isEqualTo(Verdict.ANSWER);
        assertThat(limit.of(ONE, 2, NOW)).isEqualTo(Verdict.ANSWER);
        verdicts(InetAddress.ofLiteral("2001:db8:1:10::1"), 1, NOW, 5);
        assertThat(limit.of(InetAddress.ofLiteral("2001:db8:1:1f::2"), 1, NOW))
                .isEqualTo(Verdict.SILENCE);
        assertThat(limit.of(InetAddress.ofLiteral("2001:db8:1:100::2"), 1, NOW))
                .isEqualTo(Verdict.ANSWER);
    }

    @Test
    void aDebtIsPaidOffWithinTheWindowAndNoLater() {
        verdicts(ONE, 1, NOW, 100_000);
        assertThat(limit.of(ONE, 1, NOW.plusSeconds(14))).isNotEqualTo(Verdict.ANSWER);
        assertThat(limit.of(ONE, 1, NOW.plusSeconds(17))).isEqualTo(Verdict.ANSWER);
    }

    @Test
    void aCrowdOfOthersTakesNoMoreRoom() {
        for (int i = 0; i < 500_000; i++) {
            InetAddress source =
                    InetAddress.ofLiteral(
                            "%d.%d.%d.1".formatted(1 + i % 200, i / 200 % 250, i / 50_000));
            assertThat(limit.of(source, i, NOW)).isEqualTo(Verdict.ANSWER);
        }
        assertThat(verdicts(ONE, 1, NOW.plusSeconds(1), 6)).endsWith(Verdict.SILENCE);
    }
}
