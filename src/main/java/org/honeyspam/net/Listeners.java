package org.honeyspam.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
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
import org.honeyspam.config.Pace;
import org.honeyspam.config.Use;
import org.honeyspam.dialogue.DatagramService;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open ports of a node. Each connection gets a dialogue of its own and a runner for it. */
public final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** Sendmail would wait an hour, Postfix five minutes; no client that means it takes as long. */
    private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(60);

    private static final int BACKLOG = 4096;
    private static final Duration CHECK_ROOM = Duration.ofMillis(200);

    private final Transport transport = Transport.best();
    private final Runner runner;

    /** Never under a lock: closing waits for the loops, and they look through it as well. */
    private final List<Channel> open = new CopyOnWriteArrayList<>();

    private final List<Datagrams> datagrams = new CopyOnWriteArrayList<>();
    private volatile OpenFiles files = OpenFiles.now();
    private volatile Consumer<Peer> arrivals = peer -> {};

    public Listeners(
            Journal journal,
            MessageStore mail,
            Certificates certificates,
            Clock clock,
            Limits limits,
            Paces paces,
            String sessionPrefix) {
        this(
                new Runner(
                        journal,
                        mail,
                        clock,
                        new Admission(Bounds.of(limits, OpenFiles.now())),
                        certificates,
                        limits.sessionMax(),
                        paces,
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
        transport
                .loops()
                .scheduleWithFixedDelay(
                        runner.refusals()::sumUp,
                        Refusals.SUM_EVERY.toMillis(),
                        Refusals.SUM_EVERY.toMillis(),
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
    public void bound(Limits limits, List<Pace> paces) {
        bound(limits);
        runner.sessionMax().set(limits.sessionMax());
        runner.paces().updateAndGet(before -> before.with(paces, limits));
    }

    private void bound(Limits limits) {
        runner.admission().bound(Bounds.of(limits, files));
    }

    /** All that the node opens for itself is open: the other files are for visitors. */
    public void shareFiles(Limits limits) {
        files = OpenFiles.now();
        bound(limits);
        if (files.connectionsMax() < limits.connectionsMax()) {
            LOG.warn(
                    "limits.connections_max is {}, but only {} files may be open (ulimit -n):"
                            + " no more than {} connections are let in",
                    limits.connectionsMax(),
                    files.max(),
                    files.connectionsMax());
        }
    }

    /** Connections of all, and how often there were too many. */
    public Use connections() {
        return runner.admission().all();
    }

    /** Connections of the source that has most, and how often one had too many. */
    public Use connectionsOfOneSource() {
        return runner.admission().ofOneSource();
    }

    /** Connections of the network that has most, and how often one had too many. */
    public Use connectionsOfOneNetwork() {
        return runner.admission().ofOneNetwork();
    }

    /** Connections that were let in during a second, and how often they came too fast. */
    public Use arrivalsPerSecond() {
        return runner.admission().arrivals();
    }

    /** The same, of the network from which most came. */
    public Use arrivalsPerSecondOfOneNetwork() {
        return runner.admission().arrivalsOfOneNetwork();
    }

    /** Those who were told to go for others and are still there; and how many were told so. */
    public Use shed() {
        return runner.admission().shed();
    }

    /** How often a connection could not be accepted: it is for want of open files. */
    public long notAccepted() {
        return runner.notAccepted().sum();
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

    /** Opens a port on which all are met alike. */
    public Port open(InetSocketAddress address, Reception reception) throws IOException {
        return open(address, Receptions.everywhere(reception), Binding.PLAIN);
    }

    /**
     * Opens a port; port 0 takes a free one.
     *
     * @throws IOException if the address cannot be had: in use, not ours, not permitted
     */
    public Port open(InetSocketAddress address, Receptions receptions, Binding binding)
            throws IOException {
        var door = new Door(runner, receptions, peer -> arrivals.accept(peer));
        ChannelFuture bound =
                transport
                        .bootstrap(binding)
                        .group(transport.loops())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .handler(turnstile(door))
                        .childHandler(door)
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(reason(bound.cause()), bound.cause());
        }
        return new Port(bound.channel(), door, open);
    }

    private ChannelInitializer<Channel> turnstile(Door door) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel server) {
                server.pipeline().addLast(new Turnstile(runner, door));
            }
        };
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
        runner.refusals().sumUp();
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
        boolean accepts = room && System.nanoTime() - runner.acceptsFrom().get() >= 0;
        open.forEach(channel -> channel.config().setAutoRead(accepts));
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("Address already in use")) {
            return "the port is taken by another program";
        }
        if (message.contains("Operation not permitted")) {
            return "not permitted (bind = \"transparent\" needs CAP_NET_ADMIN or CAP_NET_RAW)";
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
