package org.honeyspam.proxy;

import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.TlsOffer;

/** What all sessions of one proxy listener share: whom it imitates, and what lies behind it. */
public final class ProxyServer {
    private final Face face;
    private final Configuration.Proxy settings;
    private final Inside inside;
    private final Tunnel tunnel;

    /**
     * What a listener shows of itself.
     *
     * @param host the name the proxy gives as its own
     * @param asksPassword whether nobody gets through without one
     */
    public record Face(String host, Configuration.Persona persona, boolean asksPassword) {}

    public ProxyServer(Face face, Configuration.Proxy settings, Inside inside) {
        this.face = face;
        this.settings = settings;
        this.inside = inside;
        this.tunnel = new Tunnel(settings, inside);
    }

    /** A dialogue for one connection. */
    public Dialogue dialogue() {
        return switch (face.persona()) {
            case ANY_PROXY -> new Entrance(this);
            case DANTE, MICROSOCKS -> socks();
            default -> http();
        };
    }

    /** How TLS is done where it comes before the first word. */
    public TlsOffer tls() {
        return TlsOffer.gnuTls(face.host()); // Debian's Squid is built with it.
    }

    Dialogue http() {
        return new ProxyDialogue(this, new Squid(face.host()));
    }

    Dialogue socks() {
        boolean micro = face.persona() == Configuration.Persona.MICROSOCKS;
        return new SocksDialogue(this, micro ? new Microsocks() : new Dante());
    }

    Face face() {
        return face;
    }

    Configuration.Proxy settings() {
        return settings;
    }

    Inside inside() {
        return inside;
    }

    Tunnel tunnel() {
        return tunnel;
    }
}
