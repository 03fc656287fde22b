package org.honeyspam.intel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells how many senders, who have nothing to do with each other, mail is of: what comes from one
 * network is one sender's, and what is of one campaign, be it from a thousand networks.
 */
final class Kinship {
    private final Map<String, String> above = new HashMap<>();

    /** Mail of a campaign came from a network; of an unknown one if it is empty. */
    void add(String network, String campaign) {
        String one = top("n" + network);
        if (!campaign.isEmpty()) {
            above.put(one, top("c" + campaign));
        }
    }

    private String top(String of) {
        String top = of;
        String next = above.computeIfAbsent(top, unseen -> unseen);
        while (!next.equals(top)) {
            top = next;
            next = above.getOrDefault(top, top);
        }
        above.put(of, top);
        return top;
    }

    int senders() {
        Set<String> tops = new HashSet<>();
        List.copyOf(above.keySet()).forEach(one -> tops.add(top(one)));
        return tops.size();
    }
}
