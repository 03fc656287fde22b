package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannelConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets each new connection: notes who it is, lets it in or not, and seats it with a dialogue. */
@ChannelHandler.Sharable
final class Door extends ChannelInitializer<Channel> {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int RETRY_MILLIS = 50;

    private final Runner runner;
    private final Consumer<Peer> arrivals;
    private final LongAdder seated = new LongAdder();
    private volatile Receptions receptions;
    private volatile @Nullable Endpoint lastLocal;

    /**
     * @param arrivals is told of each peer that is let in
     */
    Door(Runner runner, Receptions receptions, Consumer<Peer> arrivals) {
        this.runner = runner;
        this.receptions = receptions;
        this.arrivals = arrivals;
    }

    /** Newcomers are met so. */
    void meet(Receptions newReceptions) {
        receptions = newReceptions;
    }

    /** How many came in by this door and are still there. */
    long seated() {
        return seated.sum();
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
            Endpoint source = endpoint(ctx.channel().remoteAddress());
            Endpoint local = local(ctx.channel());
            if (source == null || local == null) { // Gone before we could ask who it was.
                ctx.close();
                return;
            }
            Receptions all = receptions;
            Reception met = all.at(local.ip());
            String service = met == null ? all.service() : met.service();
            var peer = new Peer(runner.nextSession(), service, source, local, List.of(), null);
            if (met == null) {
                reset(ctx, peer);
                return;
            }
            String refusal = runner.admission().arrive();
            if (refusal != null) {
                refuse(ctx, peer, refusal);
            } else if (met.frontEnds().stream().anyMatch(net -> net.contains(source.ip()))) {
                var front = new FrontEnd(peer, met, Door.this);
                front.hear(ctx, runner.handshakeMax());
            } else {
                settle(ctx, peer, met);
            }
        }
    }

    /** Lets one in who has arrived, in the place of that handler, or sends him away. */
    void settle(ChannelHandlerContext ctx, Peer peer, Reception met) {
        boolean forwarder =
                met.forwarders().stream().anyMatch(net -> net.contains(peer.source().ip()));
        String refusal = runner.admission().settle(peer.source().ip(), !forwarder);
        if (refusal != null) {
            refuse(ctx, peer, refusal);
            return;
        }
        Dialogue dialogue;
        try {
            dialogue = met.dialogues().get();
        } catch (RuntimeException e) { // Our bug; the place must not stay taken for it.
            LOG.error("Session {} failed", peer.session(), e);
            runner.admission().leave(peer.source().ip());
            ctx.close();
            return;
        }
        var talk = new Conversation(runner, ctx.channel(), dialogue, peer, met, seated);
        ctx.pipeline().replace(ctx.handler(), null, new Ear(talk));
        arrivals.accept(peer);
        talk.start();
    }

    /** Sends one away who arrived through a front end and never said who he was. */
    void turnAway(ChannelHandlerContext ctx, Peer frontEnd, String reason) {
        runner.admission().turnAway();
        refuse(ctx, frontEnd, reason);
    }

    /** As near as can be to a port that is closed; the firewall of the plan does it better. */
    private void reset(ChannelHandlerContext ctx, Peer peer) {
        if (ctx.channel().config() instanceof SocketChannelConfig socket) {
            socket.setSoLinger(0);
        }
        refuse(ctx, peer, "port_closed");
    }

    private void refuse(ChannelHandlerContext ctx, Peer peer, String reason) {
        ctx.close();
        var event = new JournalEvent.SessionRefused(reason);
        refuse(ctx, new Entry(runner.clock().instant(), peer, event));
    }

    /** While a refusal waits for the journal, newcomers wait outside: their number has no bound. */
    private void refuse(ChannelHandlerContext ctx, Entry entry) {
        boolean recorded = runner.journal().offer(entry);
        ctx.channel().parent().config().setAutoRead(recorded);
        if (!recorded) {
            ctx.executor().schedule(() -> refuse(ctx, entry), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Most come to the same address: then it is the same object, of which there are many. */
    private @Nullable Endpoint local(Channel channel) {
        Endpoint own = endpoint(channel.localAddress());
        Endpoint last = lastLocal;
        if (own == null) {
            return null;
        }
        if (own.equals(last)) {
            return last;
        }
        lastLocal = own;
        return own;
    }

    private static @Nullable Endpoint endpoint(java.net.@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new Endpoint(unmapped(inet.getAddress()), inet.getPort())
                : null;
    }

    /** An IPv4 peer on a socket for both families is an IPv4 peer. */
    private static InetAddress unmapped(InetAddress ip) {
        try {
            return InetAddress.getByAddress(ip.getAddress()); // Turns ::ffff:a.b.c.d into IPv4.
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of illegal length", e);
        }
    }
}
