package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.honeyspam.dialogue.Endpoint;

/**
 * Stands in an open port, before Netty does anything for a connection: whoever is not let in and
 * hears no reason either costs one look and a reset.
 */
final class Turnstile extends ChannelInboundHandlerAdapter {
    /** Shed at once when there is no file for a newcomer: as many as are accepted in a turn. */
    private static final int MAKE_ROOM = 16;

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
        } else if (door.admits(child, source, local)) {
            context.fireChannelRead(child);
        } else {
            reset(child);
        }
    }

    private static void reset(Channel child) {
        Transport.closesByReset(child);
        child.unsafe().closeForcibly();
    }

    /** It is for want of open files; Netty then leaves newcomers alone for a second. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        runner.notAccepted().increment();
        runner.admission().makeRoom(MAKE_ROOM);
        context.fireExceptionCaught(cause);
    }
}
