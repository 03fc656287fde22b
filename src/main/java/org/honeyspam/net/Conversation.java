package org.honeyspam.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/**
 * Runs the dialogue of one connection: feeds it what arrives, carries out its actions in order.
 * Nothing is read while an action waits for the disk, the clock or a slow reader: we hold no more
 * than one read and the answers to a piece of it. All on the channel's own loop.
 */
final class Conversation extends ChannelInboundHandlerAdapter {
    /** How long one who has to go may take to hear why. */
    private static final Duration SHED_PATIENCE = Duration.ofSeconds(1);

    private static final String SHED = "shed";

    private final Runner runner;
    private final ActionQueue actions;
    private final Inbox inbox = new Inbox();
    private final Tally tally = new Tally();
    private final Channel channel;
    private final Place place;
    private final Loop loop;
    private final Notes notes;
    private final Outlet outlet;
    private final Alarm alarm;
    private final Talker talker;
    private Peer peer;
    private Peer visitor; // Whom the peer speaks for; himself, unless he is a forwarder.
    private @Nullable ScheduledFuture<?> sessionEnd;
    private @Nullable ScheduledFuture<?> pauseEnd;
    private boolean running;
    private boolean waiting;
    private boolean storing;
    private boolean shakingHands;
    private boolean inputEnded;
    private boolean closing;
    private boolean shuttingDown;
    private boolean gone;
    private boolean shed;

    Conversation(Runner runner, Channel channel, Dialogue dialogue, Peer peer, Place place) {
        this.runner = runner;
        this.channel = channel;
        this.place = place;
        this.peer = peer;
        this.visitor = peer;
        this.actions = new ActionQueue(runner.mail(), runner::hasRoom, inbox::waits);
        this.loop = new Loop(channel.eventLoop());
        this.notes = new Notes(runner.journal(), loop);
        this.outlet = new Outlet(channel);
        this.talker = new Talker(runner, dialogue, peer.session(), actions, this::fails);
        this.alarm = new Alarm(channel.eventLoop(), this::ring);
    }

    /**
     * Begins.
     *
     * @param tlsFirst TLS that comes before the first word; null if it does not
     */
    void start(@Nullable TlsOffer tlsFirst) {
        runner.conversations().add(this);
        place.endsBy(() -> loop.later(this::shed));
        sessionEnd = loop.after(runner.sessionMax().get(), () -> end("limit"));
        actions.record(new JournalEvent.SessionOpened());
        begin(tlsFirst);
        run();
    }

    private void begin(@Nullable TlsOffer tlsFirst) {
        if (tlsFirst == null) {
            talker.tell(d -> d.opened(peer, now(), actions));
        } else {
            actions.startTlsFirst(tlsFirst);
        }
    }

    /** Lets a message that is being stored be acknowledged, then ends. From any thread. */
    void shutDown() {
        loop.later(
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
        boolean farewell = event instanceof SslCloseCompletionEvent close && close.isSuccess();
        if (event instanceof ChannelInputShutdownEvent || farewell) {
            inputEnded = true;
            if (outlet.lingers() || shakingHands) {
                outlet.cut();
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
        Loop.cancel(sessionEnd);
        Loop.cancel(pauseEnd);
        inbox.clear();
        actions.keepRecordsOnly();
        talker.tell(d -> d.closed(now(), actions));
        actions.speaksFor(peer);
        actions.record(tally.closed());
        run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean brokenTls = Handshake.isBroken(cause);
        if (brokenTls && !closing) {
            actions.record(Handshake.brokenRecord());
        } else if (!Outlet.isReset(cause) && !brokenTls) {
            talker.log(cause);
            tally.endsByFault();
        }
        closing = true;
        outlet.cut();
        run();
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
        stand();
    }

    /** Told before he hears the answer, lest he be shed by what he was before. */
    private void stand() {
        if (!gone) {
            place.stands(runner.admission(), storing || actions.hasMessage(), tally.isHeld());
        }
    }

    /** Makes room for another, unless a message began since that was decided. */
    private void shed() {
        if (storing || actions.hasMessage()) {
            runner.admission().stays(place);
        } else if (waiting || closing || gone) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            end(SHED);
        } else {
            shed = true; // He hears what one hears who is silent for too long.
            loop.after(SHED_PATIENCE, () -> end(SHED));
            talker.tell(d -> d.timedOut(now(), actions));
            actions.closeBecause(SHED);
            run();
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
            runner.forget(this, place);
        }
        if (gone || closing) {
            return false;
        }
        // He takes his answers before we listen on.
        byte[] bytes = outlet.full() && flushWaits() ? null : inbox.poll();
        if (bytes != null) {
            talker.tell(d -> d.received(bytes, now(), actions));
            return true;
        }
        if (waiting || flushWaits()) {
            return true;
        }
        if (shuttingDown) {
            end("shutdown");
        } else if (inputEnded) {
            talker.tell(d -> d.inputEnds(now(), actions));
            actions.closeBecause("peer");
            return true;
        } else {
            channel.read();
        }
        return false;
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Send send -> {
                tally.sent(send.bytes().length);
                outlet.write(send.bytes());
            }
            case Action.Pause pause -> {
                outlet.flush();
                waiting = true;
                tally.holds();
                pauseEnd = loop.after(pause.time(), this::resume);
            }
            case Action.Deadline deadline -> alarm.set(deadline.limit());
            case Action.SpeakFor behalf -> visitor = behalf.visitor();
            case Action.Note note -> note(note);
            case Action.Store store -> store(store);
            case Action.HandOver over -> {
                inbox.putBack(over.rest());
                talker.changes(over.next());
                visitor = peer = over.peer();
                begin(over.tls());
            }
            case Action.StartTls tls -> startTls(tls);
            case Action.Close close -> closeGently(close.reason());
        }
    }

    private void note(Action.Note note) {
        var entry = new Entry(now(), visitor, note.event());
        Notes.Fate fate = notes.offer(entry, note.first(), gone, this::resume);
        if (fate == Notes.Fate.NOT_TAKEN) {
            actions.putBack(note);
        }
        if (fate != Notes.Fate.TAKEN) {
            outlet.flush();
            waiting = true;
        }
    }

    private void startTls(Action.StartTls start) {
        if (start.rest().length > 0) {
            inbox.putBack(start.rest());
            actions.putBack(new Action.StartTls(start.offer(), new byte[0], start.first()));
        } else if (inbox.waits()
                && !start.first()) { // Whoever put it between, it was not said within TLS.
            var odd = new JournalEvent.OddInput("plaintext_before_tls", inbox.sample());
            inbox.clear();
            actions.putBack(start);
            actions.putBack(new Action.Note(odd, false));
        } else if (flushWaits()) {
            actions.putBack(start);
        } else if (inputEnded) {
            actions.closeBecause("peer"); // He cannot shake hands.
        } else {
            talker.tell(d -> shakeHands(start)); // No certificate would be our trouble as well.
        }
    }

    private void shakeHands(Action.StartTls start) {
        var engine = runner.certificates().engine(start.offer());
        waiting = true;
        shakingHands = true;
        var inner = channel.pipeline().context(this);
        boolean other = start.first() && talker.hearsUnsecured();
        var limit = runner.handshakeMax();
        Handshake.begin(
                inner, engine, limit, other, inbox.drain(), result -> shaken(start, result));
    }

    private void shaken(Action.StartTls start, Handshake.Result result) {
        shakingHands = false;
        actions.record(result.event());
        var agreed = result.agreed();
        byte[] said = result.said();
        if (said != null) {
            talker.tell(d -> d.unsecured(peer, said, now(), actions));
        } else if (agreed != null) {
            visitor = peer = peer.within(agreed);
            talker.tell(d -> start.tell(d, peer, now(), actions));
        } else {
            closing = true;
            tellWhy(result.late() ? "limit" : "peer");
        }
        resume();
    }

    private void store(Action.Store store) {
        waiting = true;
        storing = true;
        new Deposit(runner, visitor, end -> loop.later(() -> stored(end))).make(store);
    }

    private void stored(Deposit.End end) {
        storing = false;
        if (end.fault() != null) {
            talker.fail(end.fault());
        } else if (!gone) {
            talker.tell(d -> d.stored(end.kept() ? Outcome.KEPT : Outcome.NO_ROOM, now(), actions));
        }
        resume();
    }

    private void resume() {
        tally.goesOn();
        waiting = false;
        run();
    }

    /** Sends what is written; true if the peer is slow to take it and we wait for him. */
    private boolean flushWaits() {
        stand();
        boolean waits = outlet.flushWaits(this::resume);
        waiting |= waits;
        return waits;
    }

    private void fails() {
        tally.endsByFault();
        inbox.clear();
    }

    private void ring() {
        if (gone) {
            return;
        }
        if (closing || waiting && outlet.waits()) {
            end("limit"); // He does not read what he asked for, or our last words.
        } else if (!waiting) {
            talker.tell(d -> d.timedOut(now(), actions));
            run();
        } else {
            alarm.set(Duration.ofSeconds(1));
        }
    }

    private void closeGently(String reason) {
        closing = true;
        inbox.clear();
        tellWhy(shed ? SHED : reason);
        outlet.finish().addListener(sent -> linger());
    }

    private void tellWhy(String reason) {
        if (channel.isOpen()) { // Else what closed it has said why.
            tally.endsBecause(reason);
        }
    }

    private void linger() { // Until then the deadline stands, for a peer that does not read.
        alarm.cancel();
        outlet.linger(inputEnded || shed);
    }

    private void end(String reason) {
        if (!gone && channel.isOpen()) {
            tally.endsBecause(reason);
            inbox.clear(); // What was not heard yet gets no answer.
            outlet.cut();
        }
    }

    private Instant now() {
        return runner.clock().instant();
    }
}
