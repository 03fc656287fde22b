package org.honeyspam.site;

import org.honeyspam.dialogue.Peer;

/** How the visitor came, so that links to other sites lead the same way. */
record Way(String scheme, String port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Way of(Peer peer) {
        if (peer.service().equals("proxy")) {
            return new Way("http://", ""); // The port is the proxy's.
        }
        int port = peer.local().port();
        boolean tls = peer.tls() != null || port == HTTPS_PORT; // There it was undone before us.
        boolean usual = port == (tls ? HTTPS_PORT : HTTP_PORT);
        return new Way(tls ? "https://" : "http://", usual ? "" : ":" + port);
    }

    String to(String host) {
        return scheme + host + port;
    }
}
