package org.honeyspam.net;

import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the dialogue of one connection: feeds it what arrives, carries out its actions in order.
 * Nothing is read while an action waits for the disk, the clock or a slow reader: we hold no more
 * than one read and the answers to a piece of it. All on the channel's own loop.
 */
final class Conversation implements Alarm.Bell {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** How long a full journal is left alone before an event is offered again. */
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Runner runner;
    private final ActionQueue actions;
    private final Inbox inbox = new Inbox();
    private final Tally tally = new Tally();
    private final Notes notes;
    private final Channel channel;
    private final Loop loop;
    private final Outlet outlet;
    private final Alarm alarm;
    private final Reception met;
    private Dialogue dialogue;
    private Peer peer;
    private Peer visitor; // Whom the peer speaks for; himself, unless he is a forwarder.
    private boolean running;
    private boolean waiting;
    private boolean storing;
    private boolean shakingHands;
    private boolean inputEnded;
    private boolean closing;
    private boolean shuttingDown;
    private boolean gone;

    Conversation(Runner runner, Channel channel, Dialogue dialogue, Peer peer, Reception met) {
        this.runner = runner;
        this.channel = channel;
        this.dialogue = dialogue;
        this.peer = peer;
        this.met = met;
        this.visitor = peer;
        this.notes = new Notes(runner);
        this.actions = new ActionQueue(runner.mail(), runner::hasRoom, inbox::waits);
        this.loop = new Loop(channel.eventLoop());
        this.outlet = new Outlet(channel);
        this.alarm = new Alarm(channel.eventLoop(), this);
    }

    /** Begins. */
    void start() {
        runner.conversations().add(this);
        alarm.session(runner.sessionMax().get());
        follow(met.place());
        actions.record(new JournalEvent.SessionOpened());
        begin(met.tlsFirst());
        run();
    }

    private void move(String host) {
        if (!met.places().isEmpty()) {
            follow(met.placeOf(host));
        }
    }

    private void follow(Place place) {
        Pacing pacing = runner.paces().get().meet(place, peer.source().ip(), outlet.pacing());
        if (pacing != null) {
            outlet.follow(pacing);
            tally.goesAt(pacing.pace().name());
        }
    }

    private void begin(@Nullable TlsOffer tlsFirst) {
        if (tlsFirst == null) {
            tell(d -> d.opened(peer, now(), actions));
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

    /** The peer said something. */
    void hears(byte[] bytes) {
        tally.received(bytes.length);
        outlet.heard(bytes.length);
        if (!closing) {
            inbox.add(bytes);
        }
        run();
    }

    /** The peer will say no more. */
    void hearsNoMore() {
        inputEnded = true;
        if (outlet.lingers() || shakingHands) {
            outlet.cut();
        }
        run();
    }

    /** The connection is there no more. */
    void isGone() {
        if (gone) {
            return;
        }
        gone = true;
        waiting = false;
        alarm.cancel();
        inbox.clear();
        outlet.drop();
        actions.keepRecordsOnly();
        tell(d -> d.closed(now(), actions));
        actions.speaksFor(peer);
        actions.record(tally.closed());
        run();
    }

    /** The connection failed, or something of ours did. */
    void breaks(Throwable cause) {
        boolean brokenTls = Handshake.isBroken(cause);
        if (brokenTls && !closing) {
            actions.record(Handshake.brokenRecord());
        } else if (!Outlet.isReset(cause) && !brokenTls) {
            LOG.error("Session {} failed", peer.session(), cause);
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
        long began = System.nanoTime();
        try {
            boolean more = true;
            while (more && !waiting) {
                more = step();
            }
        } finally {
            running = false;
            tally.works(System.nanoTime() - began);
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
            runner.forget(this, peer.source().ip());
        }
        if (gone || closing) {
            return false;
        }
        // He takes his answers before we listen on.
        boolean slow = outlet.drips() || outlet.full();
        byte[] bytes = slow && flushWaits() ? null : inbox.poll();
        if (bytes != null) {
            tell(d -> d.received(bytes, now(), actions));
            return true;
        }
        if (waiting || flushWaits()) {
            return true;
        }
        if (shuttingDown) {
            end("shutdown");
        } else if (inputEnded) {
            tell(d -> d.inputEnds(now(), actions));
            actions.closeBecause("peer");
            return true;
        } else if (!hold(outlet.inputWait())) {
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
                if (!goesFirst(pause)) {
                    outlet.flush();
                    hold(pause.time().toNanos());
                }
            }
            case Action.Deadline deadline -> alarm.limit(deadline.limit());
            case Action.Meet meet -> move(meet.host());
            case Action.SpeakFor behalf -> visitor = behalf.visitor();
            case Action.Note note -> note(note);
            case Action.Store store -> store(store);
            case Action.HandOver over -> {
                inbox.putBack(over.rest());
                dialogue = over.next();
                visitor = peer = over.peer();
                begin(over.tls());
            }
            case Action.StartTls tls -> startTls(tls);
            case Action.Close close -> {
                if (!goesFirst(close)) {
                    closeGently(close.reason());
                }
            }
        }
    }

    private void note(Action.Note note) {
        Runnable done = () -> loop.later(this::resume);
        Notes.Taken taken = notes.note(note, visitor, !gone, done);
        if (taken == Notes.Taken.NO) {
            actions.putBack(note);
            loop.after(RETRY, this::resume);
        }
        if (taken != Notes.Taken.YES) {
            outlet.flush();
            waiting = true;
        }
    }

    private void startTls(Action.StartTls start) {
        if (!actions.clearsWayFor(start, inbox)) {
            return;
        }
        if (flushWaits()) {
            actions.putBack(start);
        } else if (inputEnded) {
            actions.closeBecause("peer"); // He cannot shake hands.
        } else {
            tell(d -> shakeHands(start)); // No certificate would be our trouble as well.
        }
    }

    private void shakeHands(Action.StartTls start) {
        var engine = runner.certificates().engine(start.offer());
        waiting = true;
        shakingHands = true;
        boolean other = start.first() && dialogue.hearsUnsecured();
        var handshake = new Handshake(engine, runner.handshakeMax(), other, r -> shaken(start, r));
        handshake.begin(outlet.inner(), inbox.drain());
    }

    private void shaken(Action.StartTls start, Handshake.Result result) {
        shakingHands = false;
        actions.record(result.event());
        var agreed = result.agreed();
        byte[] said = result.said();
        if (said != null) {
            tell(d -> d.unsecured(peer, said, now(), actions));
        } else if (agreed != null) {
            visitor = peer = peer.within(agreed);
            tell(d -> start.tell(d, peer, now(), actions));
        } else {
            closing = true;
            tellWhy(result.late() ? "limit" : "peer");
        }
        resume();
    }

    private void store(Action.Store store) {
        waiting = true;
        storing = true;
        Consumer<RuntimeException> failed = fault -> loop.later(() -> notRecorded(fault));
        new Deposit(runner, visitor, kept -> loop.later(() -> stored(kept)), failed).make(store);
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
        tally.goesOn();
        waiting = false;
        run();
    }

    /** Sends what is written; true if it goes slowly, or the peer is slow, and we wait for that. */
    private boolean flushWaits() {
        boolean waits;
        do {
            waits = hold(outlet.release()) || outlet.flushWaits(this::resume);
        } while (!waits && outlet.drips());
        waiting |= waits;
        return waits;
    }

    /** Makes the peer wait for so long; false if it is nought. */
    private boolean hold(long nanos) {
        if (nanos > 0) {
            waiting = true;
            tally.holds();
            alarm.pause(nanos);
        }
        return nanos > 0;
    }

    /** Whether something is still to go slowly before that may be done. */
    private boolean goesFirst(Action action) {
        boolean waits = outlet.drips() && flushWaits();
        if (waits) {
            actions.putBack(action);
        }
        return waits;
    }

    @Override
    public void pauseEnds() {
        resume();
    }

    @Override
    public void sessionEnds() {
        end("limit");
    }

    @Override
    public void limitReached() {
        if (gone) {
            return;
        }
        if (closing || waiting && outlet.waits()) {
            end("limit"); // He does not read what he asked for, or our last words.
        } else if (!waiting) {
            tell(d -> d.timedOut(now(), actions));
            run();
        } else {
            alarm.limit(Duration.ofSeconds(1));
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

    private void closeGently(String reason) {
        closing = true;
        inbox.clear();
        tellWhy(reason);
        outlet.finish().addListener(sent -> linger());
    }

    private void tellWhy(String reason) {
        if (channel.isOpen()) { // Else what closed it has said why.
            tally.endsBecause(reason);
        }
    }

    private void linger() { // Until then the deadline stands, for a peer that does not read.
        alarm.cancelLimit();
        outlet.linger(inputEnded);
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
