package org.honeyspam.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The machine's own way to wait for sockets where there is one (epoll), else the JDK's. */
record Transport(String name, EventLoopGroup loops, Class<? extends ServerChannel> serverChannel) {
    /** Datagrams that are read at once (recvmmsg), and room for what waits meanwhile. */
    private static final int DATAGRAMS_AT_ONCE = 32;

    private static final int WAITING_BYTES = 1 << 20;

    /** Room for one read; with the kernel's buffer it bounds what a peer can make us hold. */
    private static final int READ_BYTES_MAX = 64 * 1024;

    private static final RecvByteBufAllocator READS =
            new AdaptiveRecvByteBufAllocator(512, 4096, READ_BYTES_MAX).maxMessagesPerRead(1);

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

    /** A channel for the socket of a connection that stands. */
    static Channel adopt(int socket) {
        var channel = new EpollSocketChannel(socket);
        prepare(channel);
        return channel;
    }

    /** When it is closed it is by a reset, and what is still to be sent is forgotten. */
    static void closesByReset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }

    /** Does that after so long, on the channel's loop, unless it is closed before. */
    static void later(Channel channel, Duration wait, Runnable what) {
        var timer = channel.eventLoop().schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }

    /** Sets up the channel of a connection, before it is read from. */
    static void prepare(Channel channel) {
        ChannelConfig config = channel.config();
        config.setAutoRead(false);
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(READS);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        config.setOption(ChannelOption.SO_RCVBUF, READ_BYTES_MAX);
    }

    /**
     * Of a socket that listens.
     *
     * @throws IOException if the machine's own way is needed for the binding, and is not there
     */
    ServerBootstrap bootstrap(Binding binding) throws IOException {
        var bootstrap = new ServerBootstrap().channel(serverChannel);
        if (binding.equals(Binding.PLAIN)) {
            return bootstrap;
        }
        if (!name.equals("epoll")) {
            throw new IOException("virtual hosts need the native transport (epoll) of Linux");
        }
        if (binding.shared()) {
            bootstrap.option(EpollChannelOption.SO_REUSEPORT, true);
        }
        if (binding.free()) {
            bootstrap.option(EpollChannelOption.IP_FREEBIND, true);
        }
        if (binding.transparent()) {
            bootstrap.option(EpollChannelOption.IP_TRANSPARENT, true);
        }
        return bootstrap;
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
