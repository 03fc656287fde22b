package org.honeyspam.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RangesTest {
    @ParameterizedTest(name = "seed={0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void numbersInAnyOrderAreThereOnce(int seed) {
        var random = new Random(seed);
        var ranges = new Ranges();
        Set<Long> plain = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            long number = random.nextInt(3_000);
            assertThat(ranges.add(number)).isEqualTo(plain.add(number));
        }
        for (long number = -1; number <= 3_000; number++) {
            assertThat(ranges.contains(number)).isEqualTo(plain.contains(number));
        }
    }

    @Test
    void aJournalIsOneRange() {
        var ranges = new Ranges();
        for (long number = 1; number <= 1_000; number += 2) {
            ranges.add(number);
        }
        assertThat(ranges.count()).isEqualTo(500);
        for (long number = 2; number <= 1_000; number += 2) {
            ranges.add(number);
        }
        assertThat(ranges.count()).isEqualTo(1);
        ranges.add(Long.MAX_VALUE);
        ranges.add(Long.MIN_VALUE);
        assertThat(ranges.count()).isEqualTo(3);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        var ranges = new Ranges();
        ranges.add(1);
        Ranges copy = ranges.copy();
        assertThat(copy.add(2)).isTrue();
        assertThat(ranges.contains(2)).isFalse();
        assertThat(copy.contains(1)).isTrue();
    }
}
