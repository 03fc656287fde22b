package org.honeyspam.net;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Knows how a port meets its peers, by the address of ours that they came to. */
public interface Receptions {
    /** Null if nothing is offered there: then the peer finds the port closed. */
    @Nullable Reception at(InetAddress local);

    /** What the port is for, in the record of those whom nobody meets. */
    String service();

    /** Who are let in at once, if there is room for so many. */
    default int connectionsMax() {
        return Integer.MAX_VALUE;
    }

    /** The same at every address. */
    static Receptions everywhere(Reception reception) {
        return new Receptions() {
            @Override
            public Reception at(InetAddress local) {
                return reception;
            }

            @Override
            public String service() {
                return reception.service();
            }

            @Override
            public int connectionsMax() {
                return reception.connectionsMax();
            }
        };
    }
}
