package org.honeyspam.smtp;

/**
 * How long a message is, in several respects.
 *
 * @param smtpBytes its size if each of its lines, also the last, ended in CRLF
 * @param lines how many line ends it has, and one more if it does not end with one
 * @param longestLineBytes without the line's end
 * @param bareReturns how many returns stand within a line
 * @param headless whether it begins with no field of a header
 */
record Measure(
        long smtpBytes, long lines, long longestLineBytes, long bareReturns, boolean headless) {
    static final Measure NOTHING = new Measure(0, 0, 0, 0, true);
}
