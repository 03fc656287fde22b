package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of a peer who is held, without a channel: a channel is a kilobyte, and a hundred
 * thousand of them wait for nothing but a byte now and then. Its end is still noticed.
 */
final class Mooring implements EpollIoHandle {
    private static final Logger LOG = LoggerFactory.getLogger(Mooring.class);
    private static final int PIECE_BYTES_MAX = 1_024;

    /** Told once; a peer who only says no more is found out when he is listened to again. */
    private static final EpollIoOps END = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

    private static final FastThreadLocal<ByteBuffer> PIECE =
            new FastThreadLocal<>() {
                @Override
                protected ByteBuffer initialValue() {
                    return ByteBuffer.allocateDirect(PIECE_BYTES_MAX);
                }
            };

    private final Socket socket;
    private final Berth berth;
    private @Nullable IoRegistration registration;

    /**
     * @param berth is told when the connection is no more
     */
    private Mooring(Socket socket, Berth berth) {
        this.socket = socket;
        this.berth = berth;
    }

    /** Whether a channel can do without itself: it is the kernel's own kind. */
    static boolean canHold(Channel channel) {
        return channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket;
    }

    /** Takes the socket of a channel that its loop knows no more; nobody may use that again. */
    static Mooring of(Channel channel, IoEventLoop loop, Berth berth) {
        var socket = (Socket) ((EpollSocketChannel) channel).fd();
        var mooring = new Mooring(socket, berth);
        mooring.registration = loop.register(mooring).getNow();
        if (mooring.registration != null) {
            mooring.registration.submit(END);
        }
        return mooring;
    }

    /** Sends what can be sent at once of a piece: how many bytes it was. */
    int send(byte[] piece) {
        int length = Math.min(piece.length, PIECE_BYTES_MAX);
        ByteBuffer buffer = PIECE.get().clear().put(piece, 0, length);
        try {
            return socket.send(buffer, 0, length);
        } catch (IOException e) {
            return 0; // The channel will find the same, and say it in the usual way.
        }
    }

    /** Lets the socket go, to be a channel again. */
    int cast() {
        if (registration != null) {
            registration.cancel();
        }
        return socket.intValue();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    /** Errors and hang-ups are told without being asked for, and nothing else was. */
    @Override
    public void handle(IoRegistration of, IoEvent event) {
        berth.end();
    }

    /** The connection is no more, or the loop ends. */
    @Override
    public void close() {
        if (registration != null) {
            registration.cancel();
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A socket did not close in order", e);
        }
    }
}
