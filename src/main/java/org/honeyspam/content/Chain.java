package org.honeyspam.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.honeyspam.content.Hop.Doubt;
import org.honeyspam.content.Hop.Trust;
import org.jspecify.annotations.Nullable;

/**
 * Judges a chain of {@code Received} fields from the top, where our own stand. Each is believed as
 * long as it fits the one above it; below the first that does not, the sender could have written
 * all.
 */
final class Chain {
    /** Clocks of servers differ by so much, and a queue keeps a message for so long. */
    private static final Duration SKEW_MAX = Duration.ofMinutes(10);

    private static final Duration QUEUED_MAX = Duration.ofDays(10);

    private final Vantage vantage;
    private @Nullable Hop above;
    private boolean doubted;
    private boolean oursMayFollow = true;

    private Chain(Vantage vantage) {
        this.vantage = vantage;
    }

    static List<Hop> of(List<Field> fields, Vantage vantage, Notes notes) {
        var chain = new Chain(vantage);
        List<Hop> hops = new ArrayList<>();
        for (Field field : fields) {
            if (field.is("Received")) {
                if (!notes.room(Limit.HOPS, hops.size())) {
                    break;
                }
                hops.add(chain.judge(ReceivedField.read(field.raw())));
            }
        }
        return List.copyOf(hops);
    }

    private Hop judge(Hop hop) {
        Hop judged;
        if (vantage.owns(hop.by()) && oursMayFollow) {
            judged = hop.judged(Trust.OURS, Set.of());
        } else {
            oursMayFollow = false;
            Set<Doubt> doubts = doubts(hop);
            doubted |= !doubts.isEmpty();
            judged = hop.judged(doubts.isEmpty() ? Trust.BELIEVABLE : Trust.CLAIMED, doubts);
        }
        above = judged;
        return judged;
    }

    private Set<Doubt> doubts(Hop hop) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (doubted) {
            doubts.add(Doubt.BELOW_A_DOUBT);
        }
        if (vantage.owns(hop.by())) {
            doubts.add(Doubt.CALLS_ITSELF_OURS);
        }
        if (!continues(hop.by())) {
            doubts.add(Doubt.NOT_FROM_THE_ONE_ABOVE);
        }
        if (hop.ip() == null) {
            doubts.add(Doubt.NO_ADDRESS);
        } else if (!Hosts.isPublic(hop.ip())) {
            doubts.add(Doubt.ADDRESS_NOT_PUBLIC);
        }
        Instant time = hop.time();
        if (time == null) {
            doubts.add(Doubt.NO_TIME);
        } else if (above != null && above.time() != null && !fits(time, above.time())) {
            doubts.add(Doubt.TIME_GOES_BACK);
        }
        return doubts;
    }

    private static boolean fits(Instant time, Instant later) {
        return !time.isAfter(later.plus(SKEW_MAX)) && !time.isBefore(later.minus(QUEUED_MAX));
    }

    /** Whether who wrote this is who handed the message to the one above, or to us. */
    private boolean continues(@Nullable String by) {
        Hop last = above;
        if (by == null) {
            return false;
        }
        if (last != null) {
            return same(by, last.from()) || same(by, last.reverse()) || by.equals(last.ip());
        }
        boolean known = vantage.helo() != null || vantage.ip() != null;
        return !known || same(by, vantage.helo()) || by.equals(vantage.ip());
    }

    /** Servers of one site hand on to each other under other names. */
    private static boolean same(String host, @Nullable String other) {
        return other != null
                && (host.equalsIgnoreCase(other) || Hosts.domain(host).equals(Hosts.domain(other)));
    }
}
