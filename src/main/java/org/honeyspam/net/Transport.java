package org.honeyspam.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** The machine's own way to wait for sockets where there is one (epoll), else the JDK's. */
record Transport(String name, EventLoopGroup loops, Class<? extends ServerChannel> serverChannel) {

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
}
