package org.honeyspam.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.honeyspam.config.Configuration.Limits;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.DatagramService;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;

/** The open ports of a node. Each connection gets a dialogue of its own and a runner for it. */
public final class Listeners implements AutoCloseable {
    /** Room for one read; with the kernel's buffer it bounds what a peer can make us hold. */
    private static final int READ_BYTES_MAX = 64 * 1024;

    /** Sendmail would wait an hour, Postfix five minutes; no client that means it takes as long. */
    private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(60);

    private static final int BACKLOG = 1024;
    private static final Duration CHECK_ROOM = Duration.ofMillis(200);

    private final Transport transport = Transport.best();
    private final Runner runner;

    /** Never under a lock: closing waits for the loops, and they look through it as well. */
    private final List<Channel> open = new CopyOnWriteArrayList<>();

    private final List<Datagrams> datagrams = new CopyOnWriteArrayList<>();
    private final AcceptTrouble acceptTrouble = new AcceptTrouble();
    private volatile Consumer<Peer> arrivals = peer -> {};

    public Listeners(
            Journal journal,
            MessageStore mail,
            Certificates certificates,
            Clock clock,
            Limits limits,
            String sessionPrefix) {
        this(
                new Runner(
                        journal,
                        mail,
                        clock,
                        new Admission(limits.connectionsMax(), limits.connectionsPerSourceMax()),
                        certificates,
                        limits.sessionMax(),
                        HANDSHAKE_MAX,
                        sessionPrefix));
    }

    Listeners(Runner runner) {
        this.runner = runner;
        transport
                .loops()
                .scheduleWithFixedDelay(
                        this::acceptWhileThereIsRoom,
                        CHECK_ROOM.toMillis(),
                        CHECK_ROOM.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Which way the machine waits for sockets: {@code epoll} or {@code nio}. */
    public String transport() {
        return transport.name();
    }

    /** How many conversations are under way. */
    public int conversations() {
        return runner.admission().inside();
    }

    /** Other bounds, for whoever comes from now on. */
    public void bound(Limits limits) {
        runner.admission().bound(limits.connectionsMax(), limits.connectionsPerSourceMax());
        runner.sessionMax().set(limits.sessionMax());
    }

    /** Connections of all, and how often there were too many. */
    public Use connections() {
        return runner.admission().all();
    }

    /** Connections of the source that has most, and how often one had too many. */
    public Use connectionsOfOneSource() {
        return runner.admission().ofOneSource();
    }

    /** How often a connection could not be accepted: it is for want of open files. */
    public long notAccepted() {
        return acceptTrouble.times();
    }

    /** Whether every loop does what it is asked within that time, or ends in order. */
    public boolean answer(Duration patience) throws InterruptedException {
        var asked = new ArrayList<EventExecutor>();
        transport.loops().forEach(asked::add);
        var answered = new CountDownLatch(asked.size());
        try {
            asked.forEach(loop -> loop.execute(answered::countDown));
        } catch (RejectedExecutionException e) {
            return transport.loops().isShuttingDown();
        }
        return answered.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Opens a port; port 0 takes a free one.
     *
     * @throws IOException if the address cannot be had: in use, not ours, not permitted
     */
    public Port open(InetSocketAddress address, Reception reception) throws IOException {
        var door = new Door(runner, reception, peer -> arrivals.accept(peer));
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(transport.loops())
                        .channel(transport.serverChannel())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .handler(acceptTrouble)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.SO_RCVBUF, READ_BYTES_MAX)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(512, 4096, READ_BYTES_MAX)
                                        .maxMessagesPerRead(1))
                        .childHandler(door)
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(reason(bound.cause()), bound.cause());
        }
        return new Port(bound.channel(), door, open);
    }

    /** Tells of each peer that is let in, on the peer's loop. */
    public void tellArrivals(Consumer<Peer> listener) {
        arrivals = listener;
    }

    /**
     * Opens a port for datagrams as well. All addresses are each a socket of their own: what is
     * answered must come from the address that was asked.
     *
     * @param address with a port that is not 0
     * @throws IOException if an address cannot be had
     */
    public Datagrams openDatagrams(InetSocketAddress address, String name, DatagramService service)
            throws IOException {
        var opened = new Datagrams(service, datagrams);
        boolean all = address.getAddress().isAnyLocalAddress();
        for (InetAddress one : all ? OwnAddresses.all() : List.of(address.getAddress())) {
            for (int i = 0; i < transport.datagramSockets(); i++) {
                Channel channel = transport.datagramChannel(one);
                channel.pipeline().addLast(new DatagramPort(runner, name, opened.service()));
                ChannelFuture done = transport.loops().register(channel).awaitUninterruptibly();
                if (done.isSuccess()) {
                    var where = new InetSocketAddress(one, address.getPort());
                    done = channel.bind(where).awaitUninterruptibly();
                }
                if (!done.isSuccess()) {
                    channel.close();
                    opened.close();
                    throw new IOException("UDP: " + reason(done.cause()), done.cause());
                }
                opened.add(channel);
            }
        }
        return opened;
    }

    /** Stops accepting, lets messages under way be acknowledged, ends the rest. */
    public boolean shutDown(Duration patience) {
        open.forEach(channel -> channel.close().awaitUninterruptibly());
        datagrams.forEach(Datagrams::close);
        runner.conversations().forEach(Conversation::shutDown);
        long end = System.nanoTime() + patience.toNanos();
        while (!runner.conversations().isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        boolean allEnded = runner.conversations().isEmpty();
        transport.loops().shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        return allEnded;
    }

    @Override
    public void close() {
        shutDown(Duration.ZERO);
    }

    /** A full journal slows us down: newcomers wait in the kernel's queue, nothing is dropped. */
    private void acceptWhileThereIsRoom() {
        boolean room = runner.journal().hasRoom() || runner.conversations().isEmpty();
        open.forEach(channel -> channel.config().setAutoRead(room));
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("Address already in use")) {
            return "the port is taken by another program";
        }
        if (message.contains("Permission denied")) {
            return "not permitted (ports below 1024 need CAP_NET_BIND_SERVICE,"
                    + " which a node that root started has only while it starts)";
        }
        if (message.contains("Cannot assign requested address")) {
            return "the address is not one of this machine";
        }
        return message;
    }
}
