package org.honeyspam.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HashIndexTest {
    private static final int ENTRIES = 50_000;

    @ParameterizedTest(name = "seed={0}")
    @ValueSource(ints = {1, 2, 3})
    void itHoldsWhatAMapHolds(int seed) {
        var random = new Random(seed);
        var index = new HashIndex();
        Map<Long, Long> expected = new HashMap<>();
        for (int i = 0; i < ENTRIES; i++) {
            long key = (long) random.nextInt(ENTRIES) << 32; // Some again, all in few slots.
            long place = Places.of(1 + random.nextInt(1_000), random.nextInt(1 << 30));
            index.put(key, place);
            expected.put(key, place);
        }
        expected.forEach((key, place) -> assertThat(index.get(key)).isEqualTo(place));
        assertThat(index.size()).isEqualTo(expected.size());
        assertThat(index.get(-1)).isEqualTo(HashIndex.ABSENT);
    }

    @Test
    void theKeyThatMarksAnEmptySlotIsAKeyToo() {
        var index = new HashIndex();
        assertThat(index.get(0)).isEqualTo(HashIndex.ABSENT);
        index.put(0, Places.of(3, 7));
        assertThat(index.get(0)).isEqualTo(Places.of(3, 7));
    }

    @Test
    void aPlaceIsItsSegmentAndItsByte() {
        long place = Places.of(123_456, (1L << 36) - 1);
        assertThat(Places.segment(place)).isEqualTo(123_456);
        assertThat(Places.offset(place)).isEqualTo((1L << 36) - 1);
    }
}
