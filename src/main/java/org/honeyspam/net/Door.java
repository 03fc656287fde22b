package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.honeyspam.config.Network;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.Busy;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets each new connection: notes who it is, lets it in or not, and seats it with a dialogue. */
@ChannelHandler.Sharable
final class Door extends ChannelInitializer<Channel> {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final AttributeKey<Arrival> ARRIVAL = AttributeKey.valueOf("arrival");

    private static final String PORT_CLOSED = "port_closed";

    private final Runner runner;
    private final Consumer<Peer> arrivals;
    private final Crowd crowd;
    private volatile Receptions receptions;
    private volatile @Nullable Endpoint lastLocal;

    /** What was decided of a connection before it is active: a place for it, or last words. */
    private record Arrival(
            Peer peer, Reception met, @Nullable Place place, Busy.@Nullable Words words) {}

    /**
     * @param arrivals is told of each peer that is let in
     */
    Door(Runner runner, Receptions receptions, Consumer<Peer> arrivals) {
        this.runner = runner;
        this.receptions = receptions;
        this.arrivals = arrivals;
        this.crowd = new Crowd(receptions.connectionsMax());
    }

    /** Newcomers are met so. */
    void meet(Receptions newReceptions) {
        receptions = newReceptions;
        runner.admission().bound(crowd, newReceptions.connectionsMax());
    }

    /** How many came in by this door and are still there. */
    long seated() {
        return connections().now();
    }

    /** How much of the room there is for this door is taken. */
    Use connections() {
        return runner.admission().of(crowd);
    }

    /** Whether anything is done for that connection; else it is counted, and to be reset. */
    boolean admits(Channel channel, Endpoint source, Endpoint own) {
        Endpoint local = shared(own);
        Receptions all = receptions;
        Reception met = all.at(local.ip());
        if (met == null) { // As near as can be to a port that is closed; a firewall does it better.
            var stranger =
                    new Peer(runner.nextSession(), all.service(), source, local, List.of(), null);
            runner.refusals().add(stranger, PORT_CLOSED);
            return false;
        }
        var place = new Place(crowd);
        boolean ofFrontEnd = isOf(met.frontEnds(), source);
        boolean bounded = !isOf(met.forwarders(), source);
        String refusal =
                ofFrontEnd
                        ? runner.admission().arrive(place)
                        : runner.admission().enter(place, source.ip(), bounded);
        var peer = new Peer(runner.nextSession(), met.service(), source, local, List.of(), null);
        Busy.Words words = null;
        if (refusal != null) {
            words = refused(channel, peer, met, refusal);
        }
        channel.attr(ARRIVAL).set(new Arrival(peer, met, refusal == null ? place : null, words));
        channel.closeFuture().addListener(closed -> leaveUnseated(place));
        return refusal == null || words != null;
    }

    /** Most come to the same address: then it is the same object, of which there are many. */
    private Endpoint shared(Endpoint local) {
        Endpoint last = lastLocal;
        if (last != null && last.equals(local)) {
            return last;
        }
        lastLocal = local;
        return local;
    }

    private void leaveUnseated(Place place) {
        if (!place.canEnd()) { // Else his conversation tells when it is over.
            runner.admission().leave(place);
        }
    }

    private static boolean isOf(List<Network> networks, Endpoint source) {
        return networks.stream().anyMatch(net -> net.contains(source.ip()));
    }

    /** Records that one is not let in; gives what he hears, if there is time for him. */
    private Busy.@Nullable Words refused(
            Channel channel, Peer peer, Reception met, String refusal) {
        runner.refusals().add(peer, refusal);
        InetAddress source = peer.source().ip();
        if (met.tlsFirst() != null) { // A handshake would cost too much.
            return null;
        }
        var words = met.busy().words(cause(refusal), source, runner.clock().instant());
        return words != null && runner.farewells().begin(source, channel) ? words : null;
    }

    private static Busy.Cause cause(String refusal) {
        return switch (refusal) {
            case Admission.TOO_FAST_FROM_NETWORK -> Busy.Cause.TOO_FAST;
            case Admission.TOO_MANY_FROM_NETWORK, Admission.TOO_MANY_FROM_SOURCE ->
                    Busy.Cause.TOO_MANY;
            default -> Busy.Cause.FULL;
        };
    }

    @Override
    protected void initChannel(Channel channel) {
        Transport.prepare(channel);
        channel.pipeline().addLast(new Seat());
    }

    /** Waits until the channel is active, then gives its place to the conversation. */
    private final class Seat extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            Arrival arrival = ctx.channel().attr(ARRIVAL).getAndSet(null);
            Place place = arrival.place();
            if (place == null) {
                say(ctx, arrival.words());
            } else if (place.source == null) {
                var front = new FrontEnd(arrival.peer(), arrival.met(), place, Door.this);
                front.hear(ctx, runner.handshakeMax());
            } else {
                seat(ctx, arrival.peer(), arrival.met(), place);
            }
        }
    }

    /** Lets one in of whom a front end said who he is, in the place of that handler, or not. */
    void settle(ChannelHandlerContext ctx, Peer peer, Reception met, Place place) {
        boolean bounded = !isOf(met.forwarders(), peer.source());
        String refusal = runner.admission().settle(place, peer.source().ip(), bounded);
        if (refusal == null) {
            seat(ctx, peer, met, place);
        } else {
            say(ctx, refused(ctx.channel(), peer, met, refusal));
        }
    }

    private static void say(ChannelHandlerContext ctx, Busy.@Nullable Words words) {
        if (words == null) {
            Farewell.reset(ctx.channel());
        } else {
            var farewell = new Farewell(words);
            ctx.pipeline().replace(ctx.handler(), null, farewell);
            farewell.begin(ctx.pipeline().context(farewell));
        }
    }

    private void seat(ChannelHandlerContext ctx, Peer peer, Reception met, Place place) {
        Dialogue dialogue;
        try {
            dialogue = met.dialogues().get();
        } catch (RuntimeException e) { // Our bug; the place is free when the channel is closed.
            LOG.error("Session {} failed", peer.session(), e);
            ctx.close();
            return;
        }
        var talk = new Conversation(runner, ctx.channel(), dialogue, peer, met, place);
        ctx.pipeline().replace(ctx.handler(), null, new Ear(talk));
        arrivals.accept(peer);
        talk.start();
    }

    /** Sends one away who arrived through a front end and never said who he was. */
    void turnAway(ChannelHandlerContext ctx, Peer frontEnd, Place place, String reason) {
        runner.admission().leave(place);
        runner.refusals().add(frontEnd, reason);
        ctx.close();
    }

    /** An IPv4 peer on a socket for both families is an IPv4 peer. */
    static @Nullable Endpoint endpoint(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new Endpoint(IpText.ip(inet.getAddress().getAddress()), inet.getPort())
                : null;
    }
}
