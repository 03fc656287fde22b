package org.honeyspam.dns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes of one length and what is packed of each: open addressing in flat arrays. One thread
 * writes at a time; readers take no lock and see a change as soon as it is made.
 */
final class PrefixTable {
    private static final int SLOTS_MIN = 64;

    /** A slot whose prefix was removed: its keys stay, so that readers go on past it. */
    private static final int REMOVED = 0x100;

    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(int[].class);

    private final boolean wide;
    private volatile Slots slots;
    private int used;
    private int live;

    /**
     * Keys of a slot are written before its value and never again; a value of 0 is a free slot.
     *
     * @param low the second half of each key; null where the first is all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Slots(long[] high, long @Nullable [] low, int[] values) {
        static Slots of(int count, boolean wide) {
            return new Slots(new long[count], wide ? new long[count] : null, new int[count]);
        }

        /** The slot of that key, or the free one where it would be. */
        int find(long keyHigh, long keyLow) {
            int mask = values.length - 1;
            int at = hash(keyHigh, keyLow) & mask;
            while ((int) VALUE.getAcquire(values, at) != 0) {
                if (high[at] == keyHigh && (low == null || low[at] == keyLow)) {
                    return at;
                }
                at = at + 1 & mask;
            }
            return at;
        }

        private static int hash(long high, long low) {
            long mixed = (high ^ Long.rotateLeft(low, 31)) * 0x9e3779b97f4a7c15L;
            mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
            return (int) (mixed ^ mixed >>> 32);
        }
    }

    /**
     * @param wide whether prefixes are longer than 64 bits
     */
    PrefixTable(boolean wide) {
        this.wide = wide;
        this.slots = Slots.of(SLOTS_MIN, wide);
    }

    /** What is packed of the prefix; 0 if it is not there. */
    int get(long high, long low) {
        Slots now = slots;
        int value = (int) VALUE.getAcquire(now.values(), now.find(high, low));
        return value == REMOVED ? 0 : value;
    }

    /** Puts what is packed there, 0 to remove it; returns what was there before. */
    int put(long high, long low, int packed) {
        Slots now = slots;
        int at = now.find(high, low);
        int before = now.values()[at];
        if (before == 0 && packed == 0) {
            return 0;
        }
        if (before == 0) {
            if (4L * (used + 1) > 3L * now.values().length) {
                slots = grown(now);
                return put(high, low, packed);
            }
            used++;
            now.high()[at] = high;
            if (now.low() != null) {
                now.low()[at] = low;
            }
        }
        VALUE.setRelease(now.values(), at, packed == 0 ? REMOVED : packed);
        int known = before == REMOVED ? 0 : before;
        live += (packed == 0 ? 0 : 1) - (known == 0 ? 0 : 1);
        return known;
    }

    /** Twice the room, or a cleaning where most of what is used was removed. */
    private Slots grown(Slots old) {
        int count = old.values().length;
        Slots next = Slots.of(2 * live > used ? 2 * count : count, wide);
        for (int i = 0; i < count; i++) {
            int value = old.values()[i];
            if (value != 0 && value != REMOVED) {
                long low = old.low() == null ? 0 : old.low()[i];
                int at = next.find(old.high()[i], low);
                next.high()[at] = old.high()[i];
                if (next.low() != null) {
                    next.low()[at] = low;
                }
                next.values()[at] = value;
            }
        }
        used = live;
        return next;
    }

    int size() {
        return live;
    }

    /** Memory of the arrays. */
    long bytes() {
        return (long) slots.values().length * (Integer.BYTES + Long.BYTES * (wide ? 2 : 1));
    }
}
