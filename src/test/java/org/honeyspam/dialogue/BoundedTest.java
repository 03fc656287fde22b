package org.honeyspam.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BoundedTest {
    @Test
    void theLeastRecentlyUsedGoesOrTheOneThatCameFirst() {
        Map<String, Integer> byUse = filled(Bounded.byUse(2));
        Map<String, Integer> byAge = filled(Bounded.byAge(2));
        assertThat(byUse).containsOnlyKeys("first", "third");
        assertThat(byAge).containsOnlyKeys("second", "third");
    }

    private static Map<String, Integer> filled(Map<String, Integer> map) {
        map.put("first", 1);
        map.put("second", 2);
        assertThat(map.get("first")).isOne();
        map.put("third", 3);
        return map;
    }
}
