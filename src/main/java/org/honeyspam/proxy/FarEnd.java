package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.jspecify.annotations.Nullable;

/**
 * What answers at the far end of a tunnel, at a port of web servers and proxies alike: asked as an
 * origin server it answers as one, asked as a proxy it is the proxy. So SOCKS proxies are judged.
 */
final class FarEnd implements HttpPersona {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    private static final String NOT_A_URL = "INVALID_URL";

    private final HttpPersona proxy;

    FarEnd(HttpPersona proxy) {
        this.proxy = proxy;
    }

    /** Where the form of the target is all that the proxy minds, it was meant for an origin. */
    @Override
    public Wish wish(RequestHead head, Peer peer, Instant now) {
        Wish wish = proxy.wish(head, peer, now);
        boolean minded = wish instanceof Wish.Refused no && no.refusal().name().equals(NOT_A_URL);
        Target target = minded && asksOrigin(head) ? reached(head, peer) : null;
        return target == null
                ? wish
                : new Wish.Fetch(target, "http://" + target + head.target, head.target, true);
    }

    private static boolean asksOrigin(RequestHead head) {
        return head.target.startsWith("/");
    }

    /** The server that he believes to speak to; null if he came through no tunnel. */
    private static @Nullable Target reached(RequestHead head, Peer peer) {
        Hop last = peer.chain().isEmpty() ? null : peer.chain().getLast();
        Target connected = last == null || last.isOfFrontEnd() ? null : Target.of(last.target());
        if (connected == null) {
            return null;
        }
        // Who looked the name up himself says it here only.
        Target named = Target.of(head.said("host").strip() + ":" + connected.port());
        Target whole = Target.of(head.said("host").strip());
        Target said = whole == null ? named : whole;
        return said != null && said.isName()
                ? new Target(said.host(), connected.port())
                : connected;
    }

    @Override
    public List<Field> forwarded(RequestHead head, Wish.Fetch fetch, Peer peer) {
        return asksOrigin(head) ? head.fields() : proxy.forwarded(head, fetch, peer);
    }

    @Override
    public byte[] interim(RequestHead head) {
        if (!asksOrigin(head)) {
            return proxy.interim(head);
        }
        return head.said("expect").isEmpty() ? new byte[0] : CONTINUE.clone();
    }

    @Override
    public Answer passed(
            RequestHead head, Wish.Fetch fetch, Origin origin, Peer peer, Instant now) {
        if (!asksOrigin(head)) {
            return proxy.passed(head, fetch, origin, peer, now);
        }
        boolean closes = !head.keepsAlive();
        var said = new ByteArrayOutputStream();
        if (!head.isSimple()) {
            var lines = new StringBuilder("HTTP/1.1 ").append(origin.status()).append(' ');
            lines.append(origin.reason()).append("\r\n");
            origin.fields().forEach(f -> lines.append(f.name() + ": " + f.value() + "\r\n"));
            lines.append(closes ? "Connection: close\r\n\r\n" : "\r\n");
            said.writeBytes(lines.toString().getBytes(ISO_8859_1));
        }
        if (!head.is("HEAD")) {
            said.writeBytes(origin.body());
        }
        return new Answer(origin.status(), said.toByteArray(), origin.body().length, closes);
    }

    @Override
    public int headBytesMax() {
        return proxy.headBytesMax();
    }

    @Override
    public Duration keepAliveMax() {
        return proxy.keepAliveMax();
    }

    @Override
    public Line firstLine(String line) {
        return proxy.firstLine(line);
    }

    @Override
    public @Nullable Refusal fields(RequestHead head, List<String> lines) {
        return proxy.fields(head, lines);
    }

    @Override
    public Refusal tooLong(@Nullable RequestHead head, String begun) {
        return proxy.tooLong(head, begun);
    }

    @Override
    public BodySkipper body(RequestHead head) {
        return proxy.body(head);
    }

    @Override
    public Answer connected(RequestHead head) {
        return proxy.connected(head);
    }

    @Override
    public Answer timedOut(RequestHead head, Wish wish, Peer peer, Instant now) {
        return proxy.timedOut(head, wish, peer, now);
    }

    @Override
    public Answer notListening(RequestHead head, Wish wish, Peer peer, Instant now) {
        return proxy.notListening(head, wish, peer, now);
    }

    @Override
    public Answer unknownHost(RequestHead head, Wish.Nowhere nowhere, Peer peer, Instant now) {
        return proxy.unknownHost(head, nowhere, peer, now);
    }

    @Override
    public Answer forbidden(RequestHead head, Wish wish, Peer peer, Instant now) {
        return proxy.forbidden(head, wish, peer, now);
    }

    @Override
    public Answer challenge(RequestHead head, Peer peer, Instant now) {
        return proxy.challenge(head, peer, now);
    }

    @Override
    public Answer refused(@Nullable RequestHead head, Refusal refusal, Peer peer, Instant now) {
        return proxy.refused(head, refusal, peer, now);
    }

    @Override
    public TlsOffer tls() {
        return proxy.tls();
    }
}
