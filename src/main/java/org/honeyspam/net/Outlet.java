package org.honeyspam.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Our half of a connection: what is written and not yet taken, and the ways to end it. */
final class Outlet {
    /** Netty counts only what TLS has wrapped; before it a peer could pile answers up. */
    private static final int AHEAD_BYTES_MAX = 64 * 1024;

    /** How long a closed connection still swallows input, lest a reset destroy our last words. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Channel channel;
    private @Nullable Pacing pacing;
    private @Nullable ChannelFuture unflushed;
    private int aheadBytes;
    private boolean waiting;
    private boolean lingering;

    Outlet(Channel channel) {
        this.channel = channel;
    }

    /** From now on all goes out so; what waits goes on waiting. */
    void follow(Pacing newPacing) {
        pacing = newPacing;
    }

    @Nullable Pacing pacing() {
        return pacing;
    }

    void write(byte[] bytes) {
        if (pacing == null) {
            put(bytes);
        } else {
            pacing.add(bytes);
        }
    }

    private void put(byte[] bytes) {
        aheadBytes += bytes.length;
        unflushed = channel.write(Unpooled.wrappedBuffer(bytes));
    }

    /** Lets go what is due of what goes slowly; nanoseconds until the next piece is, or nought. */
    long release() {
        if (pacing == null) {
            return 0;
        }
        while (pacing.waitingBytes() > 0 && !full()) {
            long wait = pacing.prepare();
            if (wait > 0) {
                flush();
                return wait;
            }
            while (pacing.isDue()) {
                put(pacing.take());
            }
        }
        return 0;
    }

    /** The peer has said so much. */
    void heard(int bytes) {
        if (pacing != null) {
            pacing.heard(bytes);
        }
    }

    /** For how many nanoseconds more is not to be read, once. */
    long inputWait() {
        return pacing == null ? 0 : pacing.takeInputWait();
    }

    /** Forgets what was still to go slowly. */
    void drop() {
        if (pacing != null) {
            pacing.clear();
        }
    }

    /** Whether something is still to go slowly. */
    boolean drips() {
        return pacing != null && pacing.waitingBytes() > 0;
    }

    void flush() {
        aheadBytes = 0;
        channel.flush();
    }

    /** Whether so much is written that the peer should take it before more is. */
    boolean full() {
        return aheadBytes > AHEAD_BYTES_MAX || !channel.isWritable();
    }

    /** Sends what is written; true if the peer is slow to take it: then tells when it is done. */
    boolean flushWaits(Runnable taken) {
        ChannelFuture last = unflushed;
        if (last == null) {
            return false;
        }
        unflushed = null;
        flush();
        if (last.isDone()) {
            return false;
        }
        waiting = true;
        last.addListener(
                done -> {
                    waiting = false;
                    taken.run();
                });
        return true;
    }

    /** Whether the peer has still to take what was flushed. */
    boolean waits() {
        return waiting;
    }

    /** Sends all and the farewell of TLS, if it is spoken. */
    ChannelFuture finish() {
        SslHandler ssl = channel.pipeline().get(SslHandler.class);
        if (ssl == null) {
            return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        }
        flush(); // What was not wrapped yet would be lost behind the farewell.
        return ssl.closeOutbound();
    }

    /** Ends our half; what comes on the other one is swallowed for a while. */
    void linger(boolean inputEnded) {
        lingering = true;
        if (inputEnded || !channel.isActive()) {
            cut();
            return;
        }
        ((SocketChannel) channel).shutdownOutput();
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(this::cut, LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean lingers() {
        return lingering;
    }

    /** Where the conversation is in the pipeline: TLS comes before it. */
    ChannelHandlerContext inner() {
        return Objects.requireNonNull(channel.pipeline().context(Ear.class));
    }

    /** Ends both halves at once, whatever TLS would have liked to say. */
    void cut() {
        ChannelHandlerContext first = Objects.requireNonNull(channel.pipeline().firstContext());
        first.close();
    }

    /** Whether the peer's reset came in between, as Netty says it. */
    static boolean isReset(Throwable cause) {
        return cause instanceof IOException || cause instanceof UncheckedIOException;
    }
}
