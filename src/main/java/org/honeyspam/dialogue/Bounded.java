package org.honeyspam.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that let the oldest go when they are full. */
public final class Bounded {
    private static final int ROOM = 16;
    private static final float LOAD = 0.75f;

    private Bounded() {}

    /** Of which the least recently used goes. */
    public static <K, V> Map<K, V> byUse(int max) {
        return new Kept<>(max, true);
    }

    /** Of which the one that came first goes. */
    public static <K, V> Map<K, V> byAge(int max) {
        return new Kept<>(max, false);
    }

    private static final class Kept<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int max;

        Kept(int max, boolean byUse) {
            super(ROOM, LOAD, byUse);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }
}
