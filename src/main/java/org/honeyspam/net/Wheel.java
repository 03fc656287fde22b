package org.honeyspam.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All alarms of one loop, in a ring of slots: to file one or to take it out costs a few links and
 * no memory, so that a hundred thousand may wait. The loop itself has at most one timer for them.
 */
final class Wheel {
    /** What may wait in a conversation, linked into its slot. Due by the wheel's own clock. */
    abstract static class Entry {
        private @Nullable Entry before;
        private @Nullable Entry behind;
        private long tick = UNFILED;

        /** Its time has come; it is filed no more. */
        abstract void ring();

        final boolean isFiled() {
            return tick != UNFILED;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Wheel.class);

    /** Fine enough for a round trip; coarse enough that many are rung at once. */
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** A wait may be longer by such a part of it: many long ones end together, at one turn. */
    static final long GRAINS = 256;

    private static final int SLOTS = 4_096;
    private static final long UNFILED = -1;
    private static final FastThreadLocal<Wheel> OF_LOOP = new FastThreadLocal<>();

    private final EventLoop loop;
    private final long bornNanos = System.nanoTime();
    private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
    private final BitSet occupied = new BitSet(SLOTS);
    private final List<Entry> due = new ArrayList<>();

    /** Up to and with this tick all were rung. */
    private long rungTick;

    /**
     * The tick of the next turn that is planned; a turn that finds an earlier one was here goes.
     */
    private long plannedTick = Long.MAX_VALUE;

    /** The next turn is planned when all were rung, not with each that is filed meanwhile. */
    private boolean turning;

    private Wheel(EventLoop loop) {
        this.loop = loop;
    }

    /** The wheel of the loop that asks. */
    static Wheel of(EventLoop loop) {
        assert loop.inEventLoop();
        Wheel known = OF_LOOP.get();
        if (known == null) {
            known = new Wheel(loop);
            OF_LOOP.set(known);
        }
        return known;
    }

    /** The time by which entries are filed; begins at nought. */
    long nowNanos() {
        return System.nanoTime() - bornNanos;
    }

    /** Rings it once it is due; one that is past, at the next turn. It must not be filed. */
    void file(Entry entry, long dueNanos) {
        link(entry, tick(dueNanos, nowNanos()));
    }

    /** The same of one that may be filed: where it is, if it rings no later there. */
    void fileNoLater(Entry entry, long dueNanos) {
        long tick = tick(dueNanos, nowNanos());
        if (!entry.isFiled() || entry.tick > tick) {
            remove(entry);
            link(entry, tick);
        }
    }

    private void link(Entry entry, long wanted) {
        long tick = Math.max(rungTick + 1, wanted);
        int slot = (int) (tick % SLOTS);
        Entry first = slots[slot];
        entry.tick = tick;
        entry.behind = first;
        if (first == null) {
            occupied.set(slot);
        } else {
            first.before = entry;
        }
        slots[slot] = entry;
        plan(tick);
    }

    /** When what is due then rings. */
    static long tick(long dueNanos, long nowNanos) {
        long away = Math.max(0, dueNanos - nowNanos) / TICK_NANOS;
        long grain = Math.max(1, Long.highestOneBit(away / GRAINS));
        return Math.ceilDiv(dueNanos, grain * TICK_NANOS) * grain;
    }

    /** Takes it out, if it is filed. */
    void remove(Entry entry) {
        if (!entry.isFiled()) {
            return;
        }
        Entry before = entry.before;
        Entry behind = entry.behind;
        int slot = (int) (entry.tick % SLOTS);
        if (before != null) {
            before.behind = behind;
        } else {
            slots[slot] = behind;
            if (behind == null) {
                occupied.clear(slot);
            }
        }
        if (behind != null) {
            behind.before = before;
        }
        entry.before = null;
        entry.behind = null;
        entry.tick = UNFILED;
    }

    private void plan(long tick) {
        if (tick < plannedTick && !turning) {
            plannedTick = tick;
            long wait = Math.max(0, tick * TICK_NANOS - nowNanos());
            loop.schedule(() -> turn(tick), wait, TimeUnit.NANOSECONDS);
        }
    }

    private void turn(long planned) {
        if (planned != plannedTick) {
            return; // An earlier one came between, and has planned anew.
        }
        plannedTick = Long.MAX_VALUE;
        turning = true;
        long until = nowNanos() / TICK_NANOS;
        for (long tick = rungTick + 1; tick <= until && tick <= rungTick + SLOTS; tick++) {
            ringSlot((int) (tick % SLOTS), until);
        }
        rungTick = Math.max(rungTick, until);
        turning = false;
        planNext();
    }

    /** Some of a slot may be for a later round of the ring. Ringing files and removes others. */
    private void ringSlot(int slot, long until) {
        for (Entry entry = slots[slot]; entry != null; entry = entry.behind) {
            if (entry.tick <= until) {
                due.add(entry);
            }
        }
        due.forEach(this::remove);
        for (Entry entry : due) {
            try {
                entry.ring();
            } catch (RuntimeException e) { // Our bug; the others are still to be rung.
                LOG.error("An alarm failed", e);
            }
        }
        due.clear();
    }

    private void planNext() {
        if (occupied.isEmpty()) {
            return;
        }
        int from = (int) ((rungTick + 1) % SLOTS);
        int next = occupied.nextSetBit(from);
        next = next < 0 ? occupied.nextSetBit(0) : next;
        plan(rungTick + 1 + Math.floorMod(next - from, SLOTS));
    }
}
