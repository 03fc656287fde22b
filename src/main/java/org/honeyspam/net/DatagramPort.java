package org.honeyspam.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.honeyspam.dialogue.Datagram;
import org.honeyspam.dialogue.DatagramService;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Event;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket of a port of datagrams, on one loop: each is answered where it was read. */
final class DatagramPort extends SimpleChannelInboundHandler<DatagramPacket> {
    /** Longer ones are cut, and so malformed; what is answered is no longer either. */
    static final int DATAGRAM_BYTES_MAX = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(DatagramPort.class);

    private final Runner runner;
    private final String serviceName;
    private final Supplier<DatagramService> service;
    private final byte[] asked = new byte[DATAGRAM_BYTES_MAX];
    private final byte[] answer = new byte[DATAGRAM_BYTES_MAX];

    /** The time of all that is read at once: they came while we did not look. */
    private @Nullable Instant now;

    DatagramPort(Runner runner, String serviceName, Supplier<DatagramService> service) {
        this.runner = runner;
        this.serviceName = serviceName;
        this.service = service;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
        InetSocketAddress source = packet.sender();
        if (source.getPort() == 0) {
            return; // Nobody can be answered there.
        }
        if (now == null) {
            now = runner.clock().instant();
        }
        Instant time = now;
        int length = Math.min(packet.content().readableBytes(), asked.length);
        packet.content().readBytes(asked, 0, length);
        int bytes;
        try {
            var datagram = new Datagram(source.getAddress(), asked, length);
            bytes = service.get().answer(datagram, answer, time, e -> record(ctx, source, time, e));
        } catch (RuntimeException e) { // Our bug; the next one may be answered.
            LOG.error("A datagram of {} bytes for {} failed", length, serviceName, e);
            return;
        }
        if (bytes > 0) {
            ByteBuf out = ctx.alloc().directBuffer(bytes).writeBytes(answer, 0, bytes);
            ctx.write(new DatagramPacket(out, source), ctx.voidPromise());
        }
    }

    private boolean record(
            ChannelHandlerContext ctx, InetSocketAddress source, Instant time, Event event) {
        var local = (InetSocketAddress) ctx.channel().localAddress();
        var peer =
                new Peer(
                        runner.nextSession(),
                        serviceName,
                        new Endpoint(source.getAddress(), source.getPort()),
                        new Endpoint(local.getAddress(), local.getPort()),
                        List.of(),
                        null);
        return runner.journal().hasRoom()
                && runner.journal().offer(new Entry(time, peer, (JournalEvent) event));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        now = null;
        ctx.flush();
    }

    /** The kernel tells of answers that did not arrive; that is not our trouble. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("A datagram of {} was not sent or not read", serviceName, cause);
    }
}
