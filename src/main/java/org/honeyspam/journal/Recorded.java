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
 *     event; empty of what is to be replayed and was recorded nowhere
 * @param chain the hops before this dialogue, each as {@code http-connect 192.0.2.1:3128
 *     mx.example:25}
 * @param replayed null for what was recorded as it happened
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
        @Nullable Replayed replayed,
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
                        null,
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
                        null,
                        entry.event());
    }

    /** The same, marked as taken in later. */
    public Recorded as(Replayed mark) {
        return with(id, node, mark, event);
    }

    /** With that in it, and without an id: it gets one when it is written. */
    public Recorded unnumbered(JournalEvent told) {
        return with("", node, replayed, told);
    }

    /** The same as an event of that node. */
    Recorded numbered(String byNode, String newId) {
        return with(newId, byNode, replayed, event);
    }

    private Recorded with(String newId, String byNode, @Nullable Replayed mark, JournalEvent told) {
        return new Recorded(
                newId,
                time,
                byNode,
                service,
                session,
                sourceIp,
                sourcePort,
                destinationIp,
                destinationPort,
                chain,
                mark,
                told);
    }
}
