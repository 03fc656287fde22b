package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import org.honeyspam.dialogue.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in an open port, before Netty does anything for a connection: whoever is not let in and
 * hears no reason either costs one look and a reset.
 */
final class Turnstile extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Turnstile.class);

    /** Shed at once when there is no file for a newcomer: as many as are accepted in a turn. */
    private static final int MAKE_ROOM = 16;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Runner runner;
    private final Door door;

    Turnstile(Runner runner, Door door) {
        this.runner = runner;
        this.door = door;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var child = (Channel) message;
        Endpoint source = Door.endpoint(child.remoteAddress());
        Endpoint local = Door.endpoint(child.localAddress());
        if (source == null || local == null) { // Gone before we could ask who it was.
            child.unsafe().closeForcibly();
        } else if (admits(child, source, local)) {
            context.fireChannelRead(child);
        } else {
            reset(child);
        }
    }

    private boolean admits(Channel child, Endpoint source, Endpoint local) {
        try {
            return door.admits(child, source, local);
        } catch (RuntimeException e) { // Our bug; what it has taken is free when that is closed.
            LOG.error("A connection from {} could not be met", source, e);
            return false;
        }
    }

    private static void reset(Channel child) {
        Transport.closesByReset(child);
        child.unsafe().closeForcibly();
    }

    /** A connection could not be accepted; for a while none is, in the hope of better times. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.channel().config().setAutoRead(false);
        runner.acceptsFrom().set(System.nanoTime() + PAUSE.toNanos());
        if (String.valueOf(cause.getMessage()).contains("Too many open files")) {
            runner.notAccepted().increment();
            runner.admission().makeRoom(MAKE_ROOM);
        } else {
            LOG.warn("A connection could not be accepted: {}", String.valueOf(cause));
        }
    }
}
