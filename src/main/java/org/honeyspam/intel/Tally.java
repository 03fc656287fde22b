package org.honeyspam.intel;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums up how often something happened, and when, so that of many there is one change of a row. */
final class Tally<K> {
    private final Map<K, Sum> sums = new LinkedHashMap<>();

    /** How much of it there was, from when to when (milliseconds of the epoch). */
    record Sum(long firstMillis, long lastMillis, long count) {
        private Sum and(Sum more) {
            return new Sum(
                    Math.min(firstMillis, more.firstMillis),
                    Math.max(lastMillis, more.lastMillis),
                    count + more.count);
        }
    }

    /** What is done with a sum. */
    interface Use<K> {
        void with(K key, Sum sum) throws SQLException;
    }

    void add(K key, long timeMillis) {
        add(key, timeMillis, 1);
    }

    void add(K key, long timeMillis, long count) {
        add(key, new Sum(timeMillis, timeMillis, count));
    }

    void add(K key, Sum sum) {
        sums.merge(key, sum, Sum::and);
    }

    /** Hands out the sums, in the order they began, and begins anew. */
    void drain(Use<K> use) throws SQLException {
        for (Map.Entry<K, Sum> entry : sums.entrySet()) {
            use.with(entry.getKey(), entry.getValue());
        }
        sums.clear();
    }
}
