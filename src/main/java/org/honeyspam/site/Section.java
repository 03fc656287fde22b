package org.honeyspam.site;

/**
 * A part of a site's maze: where its paths begin, how they go on, and what its pages look like.
 *
 * @param prefix of all its paths: {@code /news/}, {@code /~}
 * @param label in the navigation
 */
record Section(String prefix, Paths paths, Shape shape, String label) {

    /** How a path goes on behind the prefix. */
    enum Paths {
        /** {@code 2014/03/} and a title. */
        BY_MONTH,
        /** {@code 2014/} and a title. */
        BY_YEAR,
        /** A subject and a title. */
        BY_SUBJECT,
        /** A subject, a word and a title. */
        DEEP,
        /** A title. */
        FLAT,
        /** Somebody's name, a subject and a title. */
        HOME_PAGES,
        /** A subject, and a title with a number. */
        NUMBERED,
        /** {@code 2014-March/} and a number. */
        MAILS,
        /** A letter, and a name with a number. */
        NAMES
    }

    /** What its pages look like. */
    enum Shape {
        ARTICLE,
        STAFF,
        PRODUCT,
        THREAD,
        MAIL,
        ENTRY,
        PAPER
    }

    /** Whether a page of it may have a card of all its addresses beside it. */
    boolean hasCards() {
        return shape == Shape.STAFF || shape == Shape.ENTRY;
    }
}
