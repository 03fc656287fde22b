package org.honeyspam.journal;

import java.time.Instant;
import java.util.List;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * An event as read back from the journal, with the attribution it was written with. For what the
 * node itself did, service, session and addresses are null.
 *
 * @param id node, boot epoch and sequence: unique everywhere, so a copy can be told from a new
 *     event
 * @param chain the hops before this dialogue, each as {@code http-connect 192.0.2.1:3128
 *     mx.example:25}
 */
public record Recorded(
        String id,
        Instant time,
        String node,
        @Nullable String service,
        @Nullable String session,
        @Nullable String sourceIp,
        int sourcePort,
        @Nullable String destinationIp,
        int destinationPort,
        List<String> chain,
        JournalEvent event) {
    /** An entry under the id that it was written with. */
    static Recorded of(String node, String id, Entry entry) {
        Peer peer = entry.peer();
        return peer == null
                ? new Recorded(
                        id,
                        entry.time(),
                        node,
                        null,
                        null,
                        null,
                        0,
                        null,
                        0,
                        List.of(),
                        entry.event())
                : new Recorded(
                        id,
                        entry.time(),
                        node,
                        peer.service(),
                        peer.session(),
                        peer.source().ipText(),
                        peer.source().port(),
                        peer.local().ipText(),
                        peer.local().port(),
                        peer.chain().stream().map(Hop::text).toList(),
                        entry.event());
    }
}
