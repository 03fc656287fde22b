package org.honeyspam.dns;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which of our addresses were visited when. Asked while queries are answered: it must be quick. */
public interface Visitors {
    /** When the address was last visited; null if not since {@link #since}. */
    @Nullable Instant lastVisit(InetAddress address);

    /** When any address was last visited; null if none was. */
    @Nullable Instant lastVisitOfAny();

    /** Since when visits are known. */
    Instant since();
}
