package org.honeyspam.watch;

/** What may become of a file without being told. */
public enum Rule {
    /** Nothing. */
    FIXED,
    /** What is in it; that it is there, whose it is and what may be done with it stay. */
    LISTED,
    /** It may grow; what is in it stays. */
    GROWING,
    /** The same, and the node itself begins new ones and deletes the oldest. */
    SEGMENT,
    /** All, but that it becomes a program. */
    FREE;

    boolean grows() {
        return this == GROWING || this == SEGMENT;
    }
}
