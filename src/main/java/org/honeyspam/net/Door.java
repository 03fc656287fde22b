package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final String service;
    private final Supplier<Dialogue> dialogues;

    Door(Runner runner, String service, Supplier<Dialogue> dialogues) {
        this.runner = runner;
        this.service = service;
        this.dialogues = dialogues;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new Seat());
    }

    /** Waits until the channel is active, then gives its place to the conversation. */
    private final class Seat extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            Endpoint source = endpoint(ctx.channel().remoteAddress());
            Endpoint local = endpoint(ctx.channel().localAddress());
            if (source == null || local == null) { // Gone before we could ask who it was.
                ctx.close();
                return;
            }
            var peer = new Peer(runner.nextSession(), service, source, local, List.of(), null);
            String refusal = runner.admission().enter(source.ip());
            if (refusal != null) {
                ctx.close();
                refuse(ctx, new Entry(runner.clock().instant(), peer, refused(refusal)));
                return;
            }
            seat(ctx, peer);
        }

        private void seat(ChannelHandlerContext ctx, Peer peer) {
            Dialogue dialogue;
            try {
                dialogue = dialogues.get();
            } catch (RuntimeException e) { // Our bug; the place must not stay taken for it.
                LOG.error("Session {} failed", peer.session(), e);
                runner.admission().leave(peer.source().ip());
                ctx.close();
                return;
            }
            var talk = new Conversation(runner, ctx.channel(), dialogue, peer);
            ctx.pipeline().replace(this, null, talk);
            talk.start();
        }
    }

    private static JournalEvent refused(String reason) {
        return new JournalEvent.SessionRefused(reason);
    }

    /** While a refusal waits for the journal, newcomers wait outside: their number has no bound. */
    private void refuse(ChannelHandlerContext ctx, Entry entry) {
        boolean recorded = runner.journal().offer(entry);
        ctx.channel().parent().config().setAutoRead(recorded);
        if (!recorded) {
            ctx.executor().schedule(() -> refuse(ctx, entry), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
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
