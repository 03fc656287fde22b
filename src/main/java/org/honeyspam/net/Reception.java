package org.honeyspam.net;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.honeyspam.config.Network;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;
import org.jspecify.annotations.Nullable;

/**
 * How a listener meets its peers.
 *
 * @param dialogues makes one for each connection
 * @param tlsFirst TLS that begins with the connection; null if it begins in the clear
 * @param frontEnds whose connections begin with a header of the PROXY protocol
 * @param forwarders whose connections are of many visitors: there may be any number of them
 * @param lane how quickly
 * @param lanes how quickly at the hosts that a dialogue names, where it is not the same
 * @param busy what is said to those who are not let in
 * @param connectionsMax who are let in at once, if there is room for so many
 */
public record Reception(
        String service,
        Supplier<Dialogue> dialogues,
        @Nullable TlsOffer tlsFirst,
        List<Network> frontEnds,
        List<Network> forwarders,
        Lane lane,
        Map<String, Lane> lanes,
        Busy busy,
        int connectionsMax) {

    public Reception {
        frontEnds = List.copyOf(frontEnds);
        forwarders = List.copyOf(forwarders);
        lanes = Map.copyOf(lanes);
    }

    /** As quickly as can be. */
    public Reception(
            String service,
            Supplier<Dialogue> dialogues,
            @Nullable TlsOffer tlsFirst,
            List<Network> frontEnds,
            List<Network> forwarders,
            Busy busy,
            int connectionsMax) {
        this(
                service,
                dialogues,
                tlsFirst,
                frontEnds,
                forwarders,
                Lane.QUICK,
                Map.of(),
                busy,
                connectionsMax);
    }

    /** The same, at another pace. */
    public Reception at(Lane newLane, Map<String, Lane> newLanes) {
        return new Reception(
                service,
                dialogues,
                tlsFirst,
                frontEnds,
                forwarders,
                newLane,
                newLanes,
                busy,
                connectionsMax);
    }

    /** How quickly at that host. */
    Lane laneOf(String host) {
        return lanes.getOrDefault(host, lane);
    }

    /** With visitors who are each behind a connection of their own. */
    public Reception(
            String service,
            Supplier<Dialogue> dialogues,
            @Nullable TlsOffer tlsFirst,
            List<Network> frontEnds) {
        this(service, dialogues, tlsFirst, frontEnds, List.of(), Busy.SILENT, Integer.MAX_VALUE);
    }

    /** In the clear, straight from the peer. */
    public Reception(String service, Supplier<Dialogue> dialogues) {
        this(service, dialogues, null, List.of());
    }
}
