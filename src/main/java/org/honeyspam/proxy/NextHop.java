package org.honeyspam.proxy;

import java.util.Locale;
import java.util.Set;

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

    /** By its port; whether it is one of the two who speak, the tunnel knows. */
    static NextHop of(Target target) {
        if (MAIL.contains(target.port())) {
            return RELAY;
        }
        return PROXIES.contains(target.port()) ? OPEN_PROXY : OTHER;
    }

    /** As in events. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
