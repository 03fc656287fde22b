package org.honeyspam.dialogue;

import java.util.List;

/**
 * Who is at the other end, and by which way.
 *
 * @param session id of the connection, unique over all nodes and restarts; kept over a hand-over
 * @param service that the peer talks to: {@code web}, {@code relay}, {@code mx}, {@code proxy}
 * @param chain hops through our own services before this dialogue, the first one first
 */
public record Peer(
        String session, String service, Endpoint source, Endpoint local, List<Hop> chain) {

    public Peer {
        chain = List.copyOf(chain);
    }

    /** The same peer, one hop further inside. */
    public Peer behind(Hop hop, String nextService) {
        var longer = new java.util.ArrayList<>(chain);
        longer.add(hop);
        return new Peer(session, nextService, source, local, longer);
    }
}
