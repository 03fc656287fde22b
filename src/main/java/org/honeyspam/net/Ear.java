package org.honeyspam.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** Tells a conversation what comes from its channel, without Netty's words. */
final class Ear extends ChannelInboundHandlerAdapter {
    private final Conversation conversation;

    Ear(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var buffer = (ByteBuf) message;
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        conversation.hears(bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        boolean farewell = event instanceof SslCloseCompletionEvent close && close.isSuccess();
        if (event instanceof ChannelInputShutdownEvent || farewell) {
            conversation.hearsNoMore();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        conversation.isGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        conversation.breaks(cause);
    }
}
