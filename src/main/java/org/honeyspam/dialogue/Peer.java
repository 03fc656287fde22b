package org.honeyspam.dialogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, and by which way.
 *
 * @param session id of the connection, unique over all nodes and restarts; kept over a hand-over
 * @param service that the peer talks to: {@code web}, {@code relay}, {@code mx}, {@code proxy}
 * @param chain hops through our own services before this dialogue, the first one first
 * @param tls what hides the conversation from others; null if nothing does
 */
public record Peer(
        String session,
        String service,
        Endpoint source,
        Endpoint local,
        List<Hop> chain,
        @Nullable Tls tls) {

    public Peer {
        chain = List.copyOf(chain);
    }

    /** The same peer, one hop further inside. */
    public Peer behind(Hop hop, String nextService) {
        var longer = new ArrayList<>(chain);
        longer.add(hop);
        return new Peer(session, nextService, source, local, longer, tls);
    }

    /** The same peer, now behind TLS. */
    public Peer within(Tls agreed) {
        return new Peer(session, service, source, local, chain, agreed);
    }
}
