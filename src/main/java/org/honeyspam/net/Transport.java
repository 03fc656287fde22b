package org.honeyspam.net;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.Inet4Address;
import java.net.InetAddress;

/** The machine's own way to wait for sockets where there is one (epoll), else the JDK's. */
record Transport(String name, EventLoopGroup loops, Class<? extends ServerChannel> serverChannel) {
    /** Datagrams that are read at once (recvmmsg), and room for what waits meanwhile. */
    private static final int DATAGRAMS_AT_ONCE = 32;

    private static final int WAITING_BYTES = 1 << 20;

    static Transport best() {
        return Epoll.isAvailable()
                ? of("epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
                : of("nio", NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }

    private static Transport of(
            String name, IoHandlerFactory factory, Class<? extends ServerChannel> channel) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new Transport(name, new MultiThreadIoEventLoopGroup(threads, factory), channel);
    }

    /**
     * How many sockets may share a port of datagrams; the kernel spreads peers over them. Half as
     * many as cores: what reads more at once costs less.
     */
    int datagramSockets() {
        int cores = Runtime.getRuntime().availableProcessors();
        return name.equals("epoll") ? Math.max(1, cores / 2) : 1;
    }

    /** A socket for datagrams, not yet bound. */
    DatagramChannel datagramChannel(InetAddress address) {
        var family =
                address instanceof Inet4Address
                        ? SocketProtocolFamily.INET
                        : SocketProtocolFamily.INET6;
        DatagramChannel channel;
        int room = DatagramPort.DATAGRAM_BYTES_MAX;
        if (name.equals("epoll")) {
            var epoll = new EpollDatagramChannel(family);
            epoll.config().setReusePort(true).setMaxDatagramPayloadSize(room);
            room *= DATAGRAMS_AT_ONCE;
            channel = epoll;
        } else {
            channel = new NioDatagramChannel(family);
        }
        // A second look for more would find nothing most of the time, and costs a call.
        channel.config()
                .setReceiveBufferSize(WAITING_BYTES)
                .setAllocator(PooledByteBufAllocator.DEFAULT)
                .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(room).maxMessagesPerRead(1));
        return channel;
    }
}
