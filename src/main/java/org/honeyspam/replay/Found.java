package org.honeyspam.replay;

import org.honeyspam.replay.Outcome.Complaint;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was found in a mailbox; what is told of it is one character a byte.
 *
 * @param file and {@code line}: where it begins
 * @param from the line that a mailbox of one file has before it; empty if there is none
 * @param text with CRLF at the end of each line
 * @param wrong why it cannot be taken; null if nothing is known against it
 * @param torn whether the file ends in the middle of it
 */
record Found(
        String file, long line, String from, String text, @Nullable String wrong, boolean torn) {

    Complaint complaint(String why) {
        return new Complaint(file, line, why);
    }
}
