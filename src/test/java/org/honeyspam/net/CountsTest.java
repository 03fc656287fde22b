package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who has most, however they come and go. */
class CountsTest {
    @Test
    void whoeverHasMostIsKnownWithoutALookThroughAll() {
        var dice = new SplittableRandom(20_261_127);
        var counts = new Counts<Integer>();
        Map<Integer, Integer> plain = new HashMap<>();
        List<Integer> inside = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (inside.isEmpty() || dice.nextInt(100) < (i / 2_000 % 2 == 0 ? 80 : 30)) {
                int one = dice.nextInt(1 + dice.nextInt(50)); // Some come much more often.
                counts.add(one);
                plain.merge(one, 1, Integer::sum);
                inside.add(one);
            } else {
                int one = inside.removeFirst();
                counts.remove(one);
                plain.merge(one, -1, Integer::sum);
            }
            int most = plain.values().stream().mapToInt(n -> n).max().orElse(0);
            assertThat(counts.most()).isEqualTo(most);
        }
        inside.forEach(counts::remove);
        assertThat(counts.most()).isZero();
        assertThat(counts.of(0)).isZero();
    }
}
