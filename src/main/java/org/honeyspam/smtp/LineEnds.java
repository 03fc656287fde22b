package org.honeyspam.smtp;

/**
 * What the imitated product makes of odd line ends in a message, next to the CRLF of RFC 5321.
 *
 * @param lineFeed a line feed alone
 * @param returns more than one return before the line feed
 * @param bareReturn a return within a line
 */
record LineEnds(Sense lineFeed, Sense returns, Sense bareReturn) {

    /** What a sequence is taken for. */
    enum Sense {
        LINE_END,
        /** A line end, but not one that ends the message. */
        LINE_START,
        /** A line end where the first line ended so as well, else a part of a line. */
        AS_FIRST,
        TEXT,
        REFUSED
    }
}
