package org.honeyspam.node;

import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.honeyspam.alert.Announcer;
import org.honeyspam.dialogue.Bounded;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.Recorded;

/**
 * Sees that somebody tries whether a relay or a proxy works. A proxy is told of once for each host:
 * a tester comes every few minutes.
 */
final class ProbeWatch {
    private static final int HOSTS_MAX = 10_000;

    private final Supplier<Set<String>> ours;
    private final Announcer announcer;
    private final Set<String> known = Collections.newSetFromMap(Bounded.byAge(HOSTS_MAX));

    ProbeWatch(Supplier<Set<String>> ours, Announcer announcer) {
        this.ours = ours;
        this.announcer = announcer;
    }

    /** On the journal's thread. */
    void look(Recorded recorded) {
        if (recorded.replayed() != null) {
            return; // It is no news.
        }
        switch (recorded.event()) {
            case JournalEvent.ProbeFound probe ->
                    announcer.raise(AlertText.of(probe, recorded.time()));
            case JournalEvent.ProxyRequest request -> {
                String ip = String.valueOf(recorded.sourceIp());
                boolean tries = request.verdict().equals("probe");
                if (tries && !ours.get().contains(ip) && known.add(ip)) {
                    announcer.raise(AlertText.of(request, ip, recorded.time()));
                }
            }
            default -> {
                // No probe.
            }
        }
    }
}
