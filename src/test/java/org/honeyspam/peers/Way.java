package org.honeyspam.peers;

import java.util.Locale;
import org.honeyspam.process.RunningNode.Service;

/** How a client gets to TLS, if it does. Each has a relay of its own that {@code init} sets up. */
enum Way {
    CLEAR(0),
    STARTTLS(1),
    IMPLICIT(2);

    private final int relay;

    /**
     * @param relay which one of the file's
     */
    Way(int relay) {
        this.relay = relay;
    }

    int port(WatchedNode node) {
        return node.node().portsOf(Service.RELAY).get(relay);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
