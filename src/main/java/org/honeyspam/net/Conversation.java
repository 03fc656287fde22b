package org.honeyspam.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the dialogue of one connection: feeds it what arrives, carries out its actions in order.
 * Nothing is read while an action waits for the disk, the clock or a slow reader, so a peer can
 * make us hold no more than one read of input and the answers to a piece of it. All on the
 * channel's own loop.
 */
final class Conversation extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** How long a full journal is left alone before an event is offered again. */
    private static final Duration RETRY = Duration.ofMillis(50);

    /** How long a closed connection still swallows input, lest a reset destroy our last words. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Events of one connection that may wait for the disk: a flood does not fill the queue. */
    private static final int NOTES_AHEAD_MAX = 64;

    private final Runner runner;
    private final ActionQueue actions;
    private final Inbox inbox = new Inbox();
    private final Tally tally = new Tally();
    private final Channel channel;
    private final Alarm alarm;
    private Dialogue dialogue;
    private Peer peer;
    private @Nullable ChannelFuture unflushed;
    private @Nullable ScheduledFuture<?> sessionEnd;
    private @Nullable ScheduledFuture<?> pauseEnd;
    private long notes;
    private boolean running;
    private boolean waiting;
    private boolean storing;
    private boolean writing;
    private boolean inputEnded;
    private boolean closing;
    private boolean lingering;
    private boolean shuttingDown;
    private boolean gone;

    Conversation(Runner runner, Channel channel, Dialogue dialogue, Peer peer) {
        this.runner = runner;
        this.channel = channel;
        this.dialogue = dialogue;
        this.peer = peer;
        this.actions = new ActionQueue(runner.mail(), runner::hasRoom, inbox::waits);
        this.alarm = new Alarm(channel.eventLoop(), this::ring);
    }

    void start() {
        runner.conversations().add(this);
        sessionEnd = after(runner.sessionMax(), () -> end("limit"));
        actions.record(new JournalEvent.SessionOpened());
        tell(d -> d.opened(peer, now(), actions));
        run();
    }

    /** Lets a message that is being stored be acknowledged, then ends. From any thread. */
    void shutDown() {
        later(
                () -> {
                    shuttingDown = true;
                    if (!storing && !closing) {
                        end("shutdown");
                    }
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var buffer = (ByteBuf) message;
        tally.received(buffer.readableBytes());
        if (!closing) {
            inbox.add(ByteBufUtil.getBytes(buffer));
        }
        buffer.release();
        run();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (lingering) {
                channel.close();
            }
            run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (gone) {
            return;
        }
        gone = true;
        waiting = false;
        alarm.cancel();
        if (sessionEnd != null) {
            sessionEnd.cancel(false);
        }
        if (pauseEnd != null) {
            pauseEnd.cancel(false); // It would hold the session in memory until then.
        }
        inbox.clear();
        actions.keepRecordsOnly();
        tell(d -> d.closed(now(), actions));
        actions.record(tally.closed());
        run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Netty's way to say that the peer's reset came in between.
        boolean reset = cause instanceof IOException || cause instanceof UncheckedIOException;
        if (!reset) {
            LOG.error("Session {} failed", peer.session(), cause);
            tally.endsByFault();
        }
        channel.close();
    }

    private void run() {
        if (running) {
            return;
        }
        running = true;
        try {
            boolean more = true;
            while (more && !waiting) {
                more = step();
            }
        } finally {
            running = false;
        }
    }

    /** Does the next thing there is to do; false if it must come from outside. */
    private boolean step() {
        Action action = actions.next();
        if (action != null) {
            perform(action);
            return true;
        }
        if (gone) {
            leave();
            return false;
        }
        if (closing) {
            return false;
        }
        // He takes his answers before we listen on.
        byte[] bytes = !channel.isWritable() && flushWaits() ? null : inbox.poll();
        if (bytes != null) {
            tell(d -> d.received(bytes, now(), actions));
            return true;
        }
        if (waiting || flushWaits()) {
            return true;
        }
        if (inputEnded || shuttingDown) {
            end(shuttingDown ? "shutdown" : "peer");
        } else {
            channel.read();
        }
        return false;
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Send send -> {
                tally.sent(send.bytes().length);
                unflushed = channel.write(Unpooled.wrappedBuffer(send.bytes()));
            }
            case Action.Pause pause -> {
                channel.flush();
                waiting = true;
                pauseEnd = after(pause.time(), this::resume);
            }
            case Action.Deadline deadline -> alarm.set(deadline.limit());
            case Action.Note note -> note(note);
            case Action.Store store -> store(store);
            case Action.HandOver over -> {
                dialogue = over.next();
                peer = over.peer();
                tell(d -> d.opened(peer, now(), actions));
                if (over.rest().length > 0) {
                    inbox.putBack(over.rest());
                }
            }
            case Action.StartTls tls -> throw new IllegalStateException("no TLS yet");
            case Action.Close close -> closeGently();
        }
    }

    private void note(Action.Note note) {
        var entry = new Entry(now(), peer, note.event());
        boolean held = !gone && (note.first() || ++notes % NOTES_AHEAD_MAX == 0);
        boolean taken =
                held
                        ? runner.journal().offer(entry, () -> later(this::resume))
                        : runner.journal().offer(entry);
        if (!taken) {
            actions.putBack(note);
            after(RETRY, this::resume);
        }
        if (held || !taken) {
            channel.flush();
            waiting = true;
        }
    }

    private void store(Action.Store store) {
        waiting = true;
        storing = true;
        Peer by = peer;
        runner.mail()
                .put(
                        store.draft(),
                        content -> {
                            if (content == null) {
                                later(() -> stored(false));
                            } else {
                                commit(store, content, by);
                            }
                        });
    }

    /** On the message store's thread. */
    private void commit(Action.Store store, Content content, Peer by) {
        Entry entry;
        try {
            entry = new Entry(now(), by, (JournalEvent) store.taken().apply(content));
        } catch (RuntimeException e) {
            later(() -> notRecorded(e));
            return;
        }
        Consumer<Boolean> told = kept -> later(() -> stored(kept));
        if (!runner.journal().commit(entry, told)) {
            later(() -> stored(false));
        }
    }

    private void notRecorded(RuntimeException cause) {
        storing = false;
        fail(cause);
        resume();
    }

    private void stored(boolean kept) {
        storing = false;
        if (!gone) {
            tell(d -> d.stored(kept ? Outcome.KEPT : Outcome.NO_ROOM, now(), actions));
        }
        resume();
    }

    private void resume() {
        waiting = false;
        run();
    }

    /** Sends what is written; true if the peer is slow to take it and we wait for him. */
    private boolean flushWaits() {
        ChannelFuture last = unflushed;
        if (last == null) {
            return false;
        }
        unflushed = null;
        channel.flush();
        if (last.isDone()) {
            return false;
        }
        waiting = true;
        writing = true;
        last.addListener(
                done -> {
                    writing = false;
                    resume();
                });
        return true;
    }

    private void ring() {
        if (gone) {
            return;
        }
        if (closing) {
            end("limit"); // He does not read our last words.
        } else if (!waiting) {
            tell(d -> d.timedOut(now(), actions));
            run();
        } else if (writing) {
            end("limit"); // He does not read what he asked for.
        } else {
            alarm.set(Duration.ofSeconds(1));
        }
    }

    private void tell(Consumer<Dialogue> what) {
        try {
            what.accept(dialogue);
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
        }
    }

    /** A peer cannot throw: this is our bug, or our machine's trouble. */
    private void fail(Throwable cause) {
        LOG.error("Session {} failed", peer.session(), cause);
        tally.endsByFault();
        inbox.clear();
        try {
            dialogue.failed(now(), actions);
        } catch (RuntimeException e) {
            LOG.error("Session {} failed again while closing", peer.session(), e);
        }
        actions.close();
    }

    private void closeGently() {
        closing = true;
        inbox.clear();
        tally.endsBecause("us");
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> linger());
    }

    /** All is sent; until then the deadline stands, for a peer that does not read. */
    private void linger() {
        lingering = true;
        alarm.cancel();
        if (inputEnded || !channel.isActive()) {
            channel.close();
            return;
        }
        ((SocketChannel) channel).shutdownOutput();
        channel.config().setAutoRead(true);
        after(LINGER, channel::close);
    }

    private void end(String reason) {
        if (!gone && channel.isOpen()) {
            tally.endsBecause(reason);
            inbox.clear(); // What was not heard yet gets no answer.
            channel.close();
        }
    }

    private void leave() {
        if (runner.conversations().remove(this)) {
            runner.admission().leave(peer.source().ip());
        }
    }

    private ScheduledFuture<?> after(Duration wait, Runnable what) {
        return channel.eventLoop().schedule(what, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Back to the channel's loop, from the threads of the disk. */
    private void later(Runnable what) {
        try {
            channel.eventLoop().execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("Session {} ended before the disk answered", peer.session());
        }
    }

    private Instant now() {
        return runner.clock().instant();
    }
}
