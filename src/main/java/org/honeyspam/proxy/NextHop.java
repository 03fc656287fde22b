package org.honeyspam.proxy;

import java.util.Locale;
import java.util.Set;
import org.honeyspam.dialogue.Peer;

/** What somebody takes the host for that he wants to be connected to. */
enum NextHop {
    /** A mail server: the next one whom he means to abuse. */
    RELAY,
    /** Another proxy, or a web server. */
    OPEN_PROXY,
    /** The proxy itself, or he himself: so it is tested whether a proxy is real. */
    ITSELF,
    OTHER;

    private static final Set<Integer> MAIL = Set.of(25, 465, 587, 2525);
    private static final Set<Integer> PROXIES =
            Set.of(
                    80, 81, 808, 1080, 1081, 3127, 3128, 3129, 4145, 8000, 8008, 8080, 8081, 8088,
                    8118, 8123, 8888, 9050, 9999);

    /** By its port, and by who asks whom. */
    static NextHop of(Target target, Peer peer) {
        if (isItself(target, peer)) {
            return ITSELF;
        }
        if (MAIL.contains(target.port())) {
            return RELAY;
        }
        return PROXIES.contains(target.port()) ? OPEN_PROXY : OTHER;
    }

    /** Whether the target is the caller's own machine, or ours: neither is ever connected to. */
    private static boolean isItself(Target target, Peer peer) {
        return target.isAt(peer.local()) || target.isAt(peer.source().ip());
    }

    /** As in events. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
