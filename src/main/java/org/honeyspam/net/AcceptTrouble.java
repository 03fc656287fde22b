package org.honeyspam.net;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.LongAdder;

/** Counts connections that could not be accepted: it is for want of open files. */
@ChannelHandler.Sharable
final class AcceptTrouble extends ChannelInboundHandlerAdapter {
    private final LongAdder times = new LongAdder();

    long times() {
        return times.sum();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        times.increment();
        context.fireExceptionCaught(cause);
    }
}
