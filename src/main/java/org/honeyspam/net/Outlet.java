package org.honeyspam.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our half of a connection: what is written and not yet taken, and the ways to end it. */
final class Outlet {
    /** Netty counts only what TLS has wrapped; before it a peer could pile answers up. */
    private static final int AHEAD_BYTES_MAX = 64 * 1024;

    /** How long a closed connection still swallows input, lest a reset destroy our last words. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Berth berth;
    private @Nullable Pacing pacing;
    private @Nullable ChannelFuture unflushed;
    private int aheadBytes;
    private boolean waiting;
    private boolean lingering;

    Outlet(Berth berth) {
        this.berth = berth;
    }

    /** From now on all goes as there; the name of that pace, or null if it goes at once. */
    @Nullable String follow(Paces paces, Lane lane, InetAddress source) {
        pacing = paces.meet(lane, source, pacing);
        return pacing == null || pacing.pace().isNone() ? null : pacing.pace().name();
    }

    void write(byte[] bytes) {
        if (pacing == null) {
            put(bytes);
        } else {
            pacing.add(bytes);
        }
    }

    private void put(byte[] bytes) {
        int sent = berth.sendMoored(bytes);
        if (sent == bytes.length) {
            return;
        }
        byte[] rest = sent == 0 ? bytes : Arrays.copyOfRange(bytes, sent, bytes.length);
        aheadBytes += rest.length;
        unflushed = berth.channel().write(Unpooled.wrappedBuffer(rest));
    }

    /** Lets go what is due of what goes slowly; nanoseconds until the next piece is, or nought. */
    long release() {
        if (pacing == null) {
            return 0;
        }
        if (!berth.isActive()) { // A write has failed, and what comes of it is still to be told.
            pacing.clear();
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

    /** For how many nanoseconds what was heard is still on its way, once. */
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
        if (unflushed != null) {
            berth.channel().flush();
            unflushed = unflushed.isDone() ? null : unflushed;
        }
    }

    /** Whether so much is written that the peer should take it before more is. */
    boolean full() {
        return aheadBytes > AHEAD_BYTES_MAX || !berth.isWritable();
    }

    /** Sends what is written; true if the peer is slow to take it: then tells when it is done. */
    boolean flushWaits(Runnable taken) {
        flush();
        ChannelFuture last = unflushed;
        if (last == null) {
            return false;
        }
        unflushed = null;
        waiting = true;
        last.addListener(
                done -> {
                    waiting = false;
                    taken.run();
                });
        return true;
    }

    /** Whether nothing is written that the peer has still to take. */
    boolean isEmpty() {
        return unflushed == null && !waiting;
    }

    /** Whether the peer has still to take what was flushed. */
    boolean waits() {
        return waiting;
    }

    /** Sends all and the farewell of TLS, if it is spoken. */
    ChannelFuture finish() {
        Channel channel = berth.channel();
        SslHandler ssl = channel.pipeline().get(SslHandler.class);
        if (ssl == null) {
            return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        }
        flush(); // What was not wrapped yet would be lost behind the farewell.
        return ssl.closeOutbound();
    }

    /** Ends our half; what comes on the other one is swallowed for a while. */
    void linger(boolean inputEnded) {
        Channel channel = berth.channel();
        lingering = true;
        if (inputEnded || !channel.isActive()) {
            cut();
            return;
        }
        ((SocketChannel) channel).shutdownOutput();
        channel.config().setAutoRead(true);
        Transport.later(channel, LINGER, this::cut);
    }

    boolean lingers() {
        return lingering;
    }

    /** What is closed from now on is closed by a reset. */
    void reset() {
        if (berth.isOpen()) {
            Transport.closesByReset(berth.channel());
        }
    }

    /** Ends both halves at once, whatever TLS would have liked to say. */
    void cut() {
        ChannelHandlerContext first =
                Objects.requireNonNull(berth.channel().pipeline().firstContext());
        first.close();
    }

    /** Whether the peer's reset came in between, as Netty says it. */
    static boolean isReset(Throwable cause) {
        return cause instanceof IOException || cause instanceof UncheckedIOException;
    }
}
