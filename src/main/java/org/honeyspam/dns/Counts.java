package org.honeyspam.dns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How much was asked; what is not recorded one by one is at least counted. */
public final class Counts {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LISTED = 0;
    private static final int NOT_LISTED = 1;
    private static final int UNANSWERED = 2;
    private static final int UNRECORDED = 3;

    private final long[] cells = new long[UNRECORDED + 1];

    /** None yet. */
    public Counts() {}

    void add(boolean listed) {
        CELL.getAndAdd(cells, listed ? LISTED : NOT_LISTED, 1L);
    }

    void unanswered() {
        CELL.getAndAdd(cells, UNANSWERED, 1L);
    }

    void unrecorded() {
        CELL.getAndAdd(cells, UNRECORDED, 1L);
    }

    /** Questions that were more in a second than are recorded. */
    public long leftUnrecorded() {
        return (long) CELL.getVolatile(cells, UNRECORDED);
    }

    /** Questions to the blocklist of which the answer was that one is listed. */
    public long listed() {
        return (long) CELL.getVolatile(cells, LISTED);
    }

    /** Questions to the blocklist with any other answer. */
    public long notListed() {
        return (long) CELL.getVolatile(cells, NOT_LISTED);
    }

    /** Questions that got no answer, since their network had asked too much. */
    public long leftUnanswered() {
        return (long) CELL.getVolatile(cells, UNANSWERED);
    }
}
