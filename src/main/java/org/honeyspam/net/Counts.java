package org.honeyspam.net;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of something each has, and how many whoever has most: told at once, however many there
 * are, since nobody may wait while they are looked through.
 */
final class Counts<K> {
    private final Map<K, Integer> counts = new HashMap<>();

    /** At n: how many have n. */
    private int[] having = new int[16];

    private int most;

    int of(K one) {
        return counts.getOrDefault(one, 0);
    }

    void add(K one) {
        int now = counts.merge(one, 1, Integer::sum);
        if (now == having.length) {
            having = Arrays.copyOf(having, 2 * now);
        }
        having[now - 1]--; // Nobody looks at those who have none.
        having[now]++;
        most = Math.max(most, now);
    }

    /** Of one who has some. */
    void remove(K one) {
        int before = of(one);
        if (before > 1) {
            counts.put(one, before - 1);
        } else {
            counts.remove(one);
        }
        having[before]--;
        having[before - 1]++;
        if (having[most] == 0) {
            most--; // Whoever had most has one less now.
        }
    }

    int most() {
        return most;
    }
}
