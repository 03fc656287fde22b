package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.handler.ssl.SslHandler;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a conversation's socket is: in a channel, or, while the peer is held for long, without one.
 * Whoever needs the channel gets one, then and there.
 */
final class Berth {
    private static final Logger LOG = LoggerFactory.getLogger(Berth.class);

    /** From so long a wait on it is worth the trouble: two calls to epoll, and a new channel. */
    private static final long MOORED_FROM_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int RETRY_MILLIS = 50;

    private final Conversation conversation;
    private final Tally tally;
    private final EventLoop loop;
    private @Nullable Channel channel;
    private @Nullable Mooring mooring;

    Berth(Conversation conversation, Channel channel, Tally tally) {
        this.conversation = conversation;
        this.tally = tally;
        this.loop = channel.eventLoop();
        this.channel = channel;
    }

    Channel channel() {
        if (mooring != null) {
            unmoor(mooring);
        }
        return Objects.requireNonNull(channel);
    }

    /** Where the conversation is in the pipeline: TLS comes before it. */
    ChannelHandlerContext inner() {
        return Objects.requireNonNull(channel().pipeline().context(Ear.class));
    }

    boolean isOpen() {
        return channel == null ? mooring != null : channel.isOpen();
    }

    boolean isActive() {
        return channel == null ? mooring != null : channel.isActive();
    }

    /** Whether the socket does without a channel now. */
    boolean isMoored() {
        return mooring != null;
    }

    boolean isWritable() {
        return channel == null || channel.isWritable();
    }

    /** Sends what can be sent without a channel; how many bytes it was. */
    int sendMoored(byte[] bytes) {
        return mooring == null ? 0 : mooring.send(bytes);
    }

    /** The peer is held for so long: whether the socket does without its channel meanwhile. */
    boolean rest(long nanos) {
        Channel now = channel;
        if (now != null && nanos >= MOORED_FROM_NANOS && canMoor(now)) {
            now.deregister().addListener(done -> moor(now));
            return true;
        }
        return mooring != null;
    }

    /** When a full journal may have room again. */
    void soon(Runnable what) {
        loop.schedule(what, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** On the loop that all of a connection happens on, from the threads of the disk. */
    void later(Runnable what) {
        try {
            loop.execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("A session ended before the disk answered");
        }
    }

    private static boolean canMoor(Channel channel) {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return Mooring.canHold(channel)
                && channel.isRegistered()
                && channel.pipeline().get(SslHandler.class) == null
                && unsent != null
                && unsent.isEmpty();
    }

    private void moor(Channel spent) {
        if (!spent.isOpen() || spent.isRegistered()) {
            return;
        }
        if (tally.isHeld()) {
            channel = null;
            mooring = Mooring.of(spent, (IoEventLoop) loop, this);
        } else { // Something came between.
            loop.register(spent);
        }
    }

    /** The peer is gone while nobody spoke to him. */
    void end() {
        Mooring lost = mooring;
        if (lost != null) {
            mooring = null;
            lost.close();
            conversation.isGone();
        }
    }

    private void unmoor(Mooring from) {
        mooring = null;
        Channel fresh = Transport.adopt(from.cast());
        fresh.pipeline().addLast(new Ear(conversation));
        loop.register(fresh);
        channel = fresh;
        if (!fresh.isActive()) { // It was reset meanwhile; no event will say so.
            fresh.close();
            loop.execute(conversation::isGone);
        }
    }
}
