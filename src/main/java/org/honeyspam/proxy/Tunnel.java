package org.honeyspam.proxy;

import java.time.Duration;
import java.util.Set;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;

/**
 * Where the ways lead that callers ask for: into this node, or nowhere. Nothing is ever dialled.
 */
final class Tunnel {
    /**
     * A mail server that is far away greets later than its connection stands. Some clients lose a
     * greeting that comes in one packet with the word that they are connected.
     */
    private static final Duration TO_THE_GREETING = Duration.ofMillis(40);

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    /** A name of 255 bytes and a port. */
    private static final int ASKED_CHARACTERS_MAX = 300;

    private final String host;
    private final Configuration.Proxy settings;
    private final Inside inside;

    /**
     * @param host that the proxy calls itself
     */
    Tunnel(String host, Configuration.Proxy settings, Inside inside) {
        this.host = host;
        this.settings = settings;
        this.inside = inside;
    }

    /** What becomes of a wish to be connected. */
    enum End {
        /** It lands in a dialogue of ours. */
        LANDS,
        /** It is refused at once, as if nothing listened there. */
        REFUSED,
        /** Nothing answers until the time is up. */
        TIMES_OUT
    }

    /** What the caller takes the target for; it may be ourselves by any of our names. */
    NextHop hop(Target target, Peer peer) {
        NextHop usual = NextHop.of(target);
        boolean named =
                target.isAt(peer.local().ip())
                        || OWN_NAMES.contains(target.host())
                        || target.host().equals(host)
                        || target.host().equals(settings.outerAddress());
        boolean ours = named && usual != NextHop.OTHER || target.isAt(peer.local());
        return ours || target.isAt(peer.source().ip()) ? NextHop.ITSELF : usual;
    }

    End end(NextHop hop, Peer peer) {
        return switch (hop) {
            case RELAY -> End.LANDS;
            case OPEN_PROXY -> mayFollow(peer) ? End.LANDS : End.TIMES_OUT;
            case ITSELF -> End.REFUSED;
            case OTHER -> End.TIMES_OUT;
        };
    }

    private boolean mayFollow(Peer peer) {
        long proxies = peer.chain().stream().filter(hop -> !hop.isOfFrontEnd()).count();
        return settings.follow() && proxies + 1 < settings.hopsMax();
    }

    /** As in events. */
    static String outcome(End end, NextHop hop) {
        return switch (end) {
            case LANDS -> hop == NextHop.RELAY ? "relay" : "followed";
            case REFUSED -> "to_itself";
            case TIMES_OUT -> "timed_out";
        };
    }

    /**
     * Leads there; the caller has been told that he is connected.
     *
     * @param via how he asked, as in {@link Hop}
     * @param asked target as he wrote it
     */
    void enter(NextHop hop, Target target, String via, String asked, Call call, Sink sink) {
        boolean mail = hop == NextHop.RELAY;
        Inside.Landing landing =
                mail
                        ? inside.mail(target.host(), target.port())
                        : inside.proxy(target.host(), target.port());
        Peer near = call.peer();
        var step = new Hop(via, near.local(), bounded(asked));
        Peer further = inTheClear(near).behind(step, mail ? "relay" : "proxy");
        if (mail && landing.tls() == null) {
            sink.pause(TO_THE_GREETING);
        }
        if (landing.tls() == null) {
            sink.handOver(landing.dialogue(), further, call.rest());
        } else {
            sink.handOverBehindTls(landing.dialogue(), further, landing.tls(), call.rest());
        }
    }

    /** It stands in every event from here on. */
    private static String bounded(String asked) {
        return asked.substring(0, Math.min(asked.length(), ASKED_CHARACTERS_MAX));
    }

    /** TLS as far as the proxy hides nothing beyond it: who is there may offer his own. */
    private static Peer inTheClear(Peer peer) {
        return new Peer(
                peer.session(), peer.service(), peer.source(), peer.local(), peer.chain(), null);
    }

    /** Who calls, and what of his input belongs to whoever he is led to. */
    @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
    record Call(Peer peer, byte[] rest) {}
}
