package org.honeyspam.node;

import java.time.Duration;
import java.time.Instant;

/** When something that is done every so often is to be done again. */
final class Due {
    private Due() {}

    /** Also when the clock was set back since: else it would rest until that time comes again. */
    static boolean is(Instant last, Duration every, Instant now) {
        return !last.isAfter(now.minus(every)) || last.isAfter(now);
    }
}
