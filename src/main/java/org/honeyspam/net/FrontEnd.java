package org.honeyspam.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * A connection from a front end of our own, of which the PROXY protocol (versions 1 and 2) says
 * first who is behind it. Nobody else's bytes are ever read so.
 */
final class FrontEnd extends ChannelInboundHandlerAdapter {
    static final String BAD_HEADER = "bad_proxy_header";
    static final String NO_HEADER = "no_proxy_header";

    /** What a front end may add of its own: certificates of clients, names, checksums. */
    private static final int ADDITIONS_BYTES_MAX = 4_096;

    private final Peer peer;
    private final Reception met;
    private final Place place;
    private final Door door;
    private boolean done;

    /**
     * @param met how its listener received it
     */
    FrontEnd(Peer peer, Reception met, Place place, Door door) {
        this.peer = peer;
        this.met = met;
        this.place = place;
        this.door = door;
    }

    /** Takes the place of that handler until the header is there; then asks the door again. */
    void hear(ChannelHandlerContext ctx, Duration limit) {
        var pipeline = ctx.pipeline();
        pipeline.addLast(new HAProxyMessageDecoder(ADDITIONS_BYTES_MAX));
        pipeline.addLast(this);
        pipeline.remove(ctx.handler());
        ChannelHandlerContext own = pipeline.context(this);
        Transport.later(ctx.channel(), limit, () -> turnAway(own, NO_HEADER));
        own.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (done) { // What came right behind the header of one who is not let in.
            ReferenceCountUtil.release(message);
            return;
        }
        var header = (HAProxyMessage) message;
        Peer real;
        try {
            real = real(header);
        } catch (IllegalArgumentException e) {
            turnAway(ctx, BAD_HEADER); // As an address with a zone.
            return;
        } finally {
            header.release();
        }
        done = true;
        door.settle(ctx, real, met, place);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            turnAway(ctx, NO_HEADER);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        turnAway(ctx, NO_HEADER);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        turnAway(ctx, cause instanceof DecoderException ? BAD_HEADER : NO_HEADER);
    }

    private void turnAway(ChannelHandlerContext ctx, String reason) {
        if (!done) {
            done = true;
            door.turnAway(ctx, peer, place, reason);
        }
    }

    /** Whom it names; itself if it names nobody, as when it looks whether we are well. */
    private Peer real(HAProxyMessage header) {
        Endpoint source = endpoint(header, header.sourceAddress(), header.sourcePort());
        Endpoint target = endpoint(header, header.destinationAddress(), header.destinationPort());
        if (source == null || target == null) {
            return peer;
        }
        var hop = new Hop(Hop.PROXY_PROTOCOL, peer.local(), peer.source().toString());
        return new Peer(peer.session(), peer.service(), source, target, List.of(hop), null);
    }

    private static @Nullable Endpoint endpoint(
            HAProxyMessage header, @Nullable String address, int port) {
        AddressFamily family = header.proxiedProtocol().addressFamily();
        boolean internet = family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
        boolean proxied = header.command() == HAProxyCommand.PROXY;
        return proxied && internet && address != null
                ? new Endpoint(InetAddress.ofLiteral(address), port)
                : null;
    }
}
