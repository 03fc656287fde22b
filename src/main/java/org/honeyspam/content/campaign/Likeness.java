package org.honeyspam.content.campaign;

import java.util.Collections;
import java.util.List;
import org.honeyspam.content.Fingerprint;

/**
 * How much two messages are alike, from 0 to 1, and from where on they are of one campaign. The
 * words decide where there are enough of them; where they are few, what else the messages share
 * must.
 */
final class Likeness {
    /** From here on they are of one campaign. */
    static final double SAME_MIN = 0.5;

    /** So much alike are words that need no other sign, and those that have one. */
    static final double WORDS_MIN = 0.5;

    static final double WORDS_WITH_SIGN_MIN = 0.42;

    /** Fewer shingles than these say little: a line, and how to get off the list. */
    static final int SHINGLES_MIN = 8;

    private Likeness() {}

    static double of(Fingerprint one, Fingerprint other) {
        double words = one.sketch().likeness(other.sketch());
        boolean sign = sign(one, other);
        if (Math.min(one.sketch().shingles(), other.sketch().shingles()) >= SHINGLES_MIN) {
            return graded(words, sign ? WORDS_WITH_SIGN_MIN : WORDS_MIN);
        }
        boolean bothFew =
                Math.max(one.sketch().shingles(), other.sketch().shingles()) < 4 * SHINGLES_MIN;
        if (!bothFew) {
            return 0;
        }
        boolean carried = shares(one.attachments(), other.attachments());
        boolean led = shares(one.links(), other.links());
        boolean named = !one.subject().isEmpty() && one.subject().equals(other.subject());
        int signs = (carried ? 2 : 0) + (led ? 1 : 0) + (named ? 1 : 0);
        boolean empty = nothing(one) && nothing(other) && one.subject().equals(other.subject());
        return signs >= 2 || empty
                ? Math.max(SAME_MIN, words)
                : graded(words, signs == 1 ? WORDS_MIN : 1);
    }

    /** So that {@link #SAME_MIN} stands for the bar that was to be taken. */
    private static double graded(double words, double bar) {
        return words < bar
                ? words / bar * SAME_MIN
                : SAME_MIN + (words - bar) / Math.max(1 - bar, 0.001) * (1 - SAME_MIN);
    }

    private static boolean sign(Fingerprint one, Fingerprint other) {
        boolean named = !one.subject().isEmpty() && one.subject().equals(other.subject());
        return named
                || shares(one.domains(), other.domains())
                || shares(one.attachments(), other.attachments());
    }

    private static boolean nothing(Fingerprint print) {
        return print.sketch().shingles() == 0
                && print.links().isEmpty()
                && print.attachments().isEmpty();
    }

    private static boolean shares(List<String> some, List<String> others) {
        return !Collections.disjoint(some, others);
    }
}
