package org.honeyspam.proxy;

import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;

/** What all sessions of one proxy listener share: whom it imitates, and what lies behind it. */
public final class ProxyServer {
    private static final int FIRST_PORT = 32_768;
    private static final int PORTS = 28_232;

    private final Face face;
    private final Configuration.Proxy settings;
    private final Inside inside;
    private final Tunnel tunnel;
    private final Origins origins;
    private final HttpPersona http;

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
        this.tunnel = new Tunnel(face.host(), settings, inside);
        this.origins = new Origins(inside);
        this.http = persona(face, settings.anonymity());
    }

    private static HttpPersona persona(Face face, Configuration.Anonymity anonymity) {
        return switch (face.persona()) {
            case MOD_PROXY -> new ModProxy(face.host(), anonymity, face.asksPassword());
            case ROUTER -> new RouterProxy(face.host(), anonymity);
            case SQUID, ANY_PROXY, DANTE, MICROSOCKS -> new Squid(face.host(), anonymity);
            default -> throw new IllegalArgumentException(face.persona() + " is no proxy");
        };
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
        return http.tls();
    }

    Dialogue http() {
        return new HttpDialogue(this, http);
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

    Origins origins() {
        return origins;
    }

    /** The request as an origin server hears it. */
    Fetch fetch(RequestHead head, Wish.Fetch wish, List<Field> fields, Peer caller, Instant now) {
        String outer = settings.outerAddress();
        return new Fetch(
                head.method,
                wish.target(),
                wish.path(),
                "1.1",
                fields,
                outer.isEmpty() ? caller.local().ipText() : outer,
                outerPort(caller, now),
                caller,
                now);
    }

    /** One that a busy machine would come from. */
    private static int outerPort(Peer caller, Instant now) {
        int drawn = (caller.session() + now.toEpochMilli()).hashCode();
        return FIRST_PORT + Math.floorMod(drawn, PORTS);
    }

    Tunnel tunnel() {
        return tunnel;
    }
}
