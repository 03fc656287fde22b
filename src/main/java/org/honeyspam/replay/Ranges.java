package org.honeyspam.replay;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Numbers that are there, as the ranges that they make: those of a journal make few. */
final class Ranges {
    private final NavigableMap<Long, Long> ends;

    Ranges() {
        this(new TreeMap<>());
    }

    private Ranges(NavigableMap<Long, Long> ends) {
        this.ends = ends;
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> before = ends.floorEntry(number);
        return before != null && before.getValue() >= number;
    }

    /** Adds a number; false if it is there. */
    boolean add(long number) {
        if (contains(number)) {
            return false;
        }
        Map.Entry<Long, Long> before = ends.floorEntry(number);
        boolean joins = before != null && before.getValue() == number - 1;
        long first = joins ? before.getKey() : number;
        Long end = ends.remove(number + 1);
        ends.put(first, end == null ? number : end);
        return true;
    }

    Ranges copy() {
        return new Ranges(new TreeMap<>(ends));
    }

    /** How many there are. */
    int count() {
        return ends.size();
    }
}
