package org.honeyspam.content.campaign;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.honeyspam.content.Fingerprint;

/**
 * What is told of a campaign: when it was seen, how large it is, who sends it, and where it leads.
 *
 * @param senders their addresses, and {@code domains} those of its links: the first so many that
 *     came
 * @param sample the message that founded it
 */
public record Campaign(
        String id,
        Instant first,
        Instant last,
        long size,
        List<String> senders,
        List<String> domains,
        String sample) {
    /** Of senders and domains each. */
    public static final int NAMED_MAX = 1_000;

    /** Of one message so far. */
    public static Campaign founded(
            String id, String message, Instant time, String sender, Fingerprint print) {
        return new Campaign(id, time, time, 1, List.of(sender), print.domains(), message);
    }

    /** With one more message, which may be older. */
    public Campaign with(Instant time, String sender, Fingerprint print) {
        return new Campaign(
                id,
                time.isBefore(first) ? time : first,
                time.isAfter(last) ? time : last,
                size + 1,
                joined(senders, List.of(sender)),
                joined(domains, print.domains()),
                sample);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        if (some.size() >= NAMED_MAX || some.containsAll(more)) {
            return some;
        }
        SortedSet<String> all = new TreeSet<>(some);
        for (String one : more) {
            if (all.size() < NAMED_MAX) {
                all.add(one);
            }
        }
        return List.copyOf(all);
    }
}
