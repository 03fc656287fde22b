package org.honeyspam.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.honeyspam.dialogue.Busy;

/** Says last words to one who is not let in, once he has spoken if he speaks first, and closes. */
final class Farewell extends ChannelInboundHandlerAdapter {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Busy.Words words;
    private boolean said;

    Farewell(Busy.Words words) {
        this.words = words;
    }

    void begin(ChannelHandlerContext context) {
        Channel channel = context.channel();
        Transport.later(channel, PATIENCE, () -> reset(channel));
        if (words.afterInput()) {
            channel.read();
        } else {
            say(channel);
        }
    }

    /** Closes without a word; also what is still to be sent is forgotten. */
    static void reset(Channel channel) {
        Transport.closesByReset(channel);
        channel.close();
    }

    private void say(Channel channel) {
        said = true;
        channel.writeAndFlush(Unpooled.wrappedBuffer(words.bytes()))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!said) {
            say(context.channel());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // His reset came first.
    }
}
