package org.honeyspam.site;

/** A gap in a sentence, and how much of its list one page uses: a page keeps to its subject. */
enum Slot {
    WHO(0, 8),
    WHEN(1, 16),
    WHERE(2, 8),
    WHY(3, 16),
    OPEN(4, 16),
    STATE(5, 8),
    VERB(6, 6),
    OBJECT(7, 6),
    THING(8, 6),
    PERSON(9, 4),
    TOWN(10, 4),
    MONTH(11, 12),
    WEEKDAY(12, 7),
    DATE(13, 0),
    YEAR(14, 0),
    NUMBER(15, 0);

    static final int COUNT = 16;
    private static final Slot[] ALL = new Slot[COUNT];

    static {
        for (Slot slot : values()) {
            ALL[slot.number] = slot;
        }
    }

    final int number;

    /** Entries of the list that a page uses; none if there is no list. */
    final int window;

    Slot(int number, int window) {
        this.number = number;
        this.window = window;
    }

    static Slot of(int number) {
        return ALL[number];
    }
}
