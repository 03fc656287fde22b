package org.honeyspam.net;

import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;

/**
 * Runs the dialogue of one connection: feeds it what arrives, carries out its actions in order.
 * Nothing is read while an action waits for disk, clock or a slow reader: we hold no more than one
 * read and the answers to a piece of it. All on the channel's own loop.
 */
final class Conversation implements Alarm.Bell {
    /** How long one who has to go may take to hear why. */
    private static final Duration SHED_PATIENCE = Duration.ofSeconds(1);

    private static final String SHED = "shed";

    /** Events of one connection that may wait for the disk: a flood does not fill the queue. */
    private static final int NOTES_AHEAD_MAX = 64;

    private final Runner runner;
    private final ActionQueue actions;
    private final Inbox inbox = new Inbox();
    private final Tally tally = new Tally();
    private final Berth berth;
    private final Place place;
    private final Outlet outlet;
    private final Alarm alarm;
    private final Reception met;
    private final Talker talker;
    private Peer peer;
    private Peer visitor; // Whom the peer speaks for; himself, unless he is a forwarder.
    private int notes;
    private boolean running;
    private boolean waiting;
    private boolean storing;
    private boolean shakingHands;
    private boolean inputEnded;
    private boolean closing;
    private boolean shuttingDown;
    private boolean gone;
    private boolean shed;

    Conversation(
            Runner runner, Channel channel, Dialogue first, Peer peer, Reception met, Place place) {
        this.runner = runner;
        this.berth = new Berth(this, channel, tally);
        this.place = place;
        this.peer = peer;
        this.met = met;
        this.visitor = peer;
        this.actions = new ActionQueue(runner, inbox);
        this.outlet = new Outlet(berth);
        this.talker = new Talker(runner, first, peer.session(), actions, tally, inbox);
        this.alarm = new Alarm(channel.eventLoop(), this);
    }

    void start() {
        runner.conversations().add(this);
        place.endsBy(() -> berth.later(this::shed));
        alarm.session(runner.sessionMax().get());
        follow(met.lane());
        actions.record(new JournalEvent.SessionOpened());
        begin(met.tlsFirst());
        run();
    }

    private void follow(Lane lane) {
        tally.goesAt(outlet.follow(runner.paces().get(), lane, peer.source().ip()));
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
        berth.later(
                () -> {
                    shuttingDown = true;
                    if (!storing && !closing) {
                        end("shutdown");
                    }
                });
    }

    void hears(byte[] bytes) {
        tally.received(bytes.length);
        outlet.heard(bytes.length);
        if (!closing) {
            inbox.add(bytes);
        }
        run();
    }

    void hearsNoMore() {
        inputEnded = true;
        if (outlet.lingers() || shakingHands) {
            outlet.cut();
        }
        run();
    }

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
        talker.tell(d -> d.closed(now(), actions));
        actions.speaksFor(peer);
        actions.record(tally.closed());
        run();
    }

    void breaks(Throwable cause) {
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
            outlet.reset();
            end(SHED);
        } else {
            shed = true; // He hears what one hears who is silent for too long.
            alarm.session(SHED_PATIENCE);
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
        // What comes over a slow line is there later; he takes his answers before we listen on.
        boolean slow = outlet.drips() || outlet.full();
        boolean waits = hold(outlet.inputWait()) || slow && flushWaits();
        byte[] bytes = waits ? null : inbox.poll();
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
            berth.channel().read();
        }
        return false;
    }

    private void perform(Action action) {
        boolean last = action instanceof Action.Pause || action instanceof Action.Close;
        if (last && outlet.drips() && flushWaits()) {
            actions.putBack(action); // What was said before goes first.
            return;
        }
        switch (action) {
            case Action.Send send -> {
                tally.sent(send.bytes().length);
                outlet.write(send.bytes());
            }
            case Action.Pause pause -> {
                outlet.flush();
                hold(pause.time().toNanos());
            }
            case Action.Deadline deadline -> alarm.limit(deadline.limit());
            case Action.Meet meet -> follow(met.laneOf(meet.host()));
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
        boolean held = !gone && (note.first() || ++notes % NOTES_AHEAD_MAX == 0);
        boolean taken = runner.note(entry, held ? () -> berth.later(this::resume) : null);
        if (!taken) {
            actions.putBack(note);
            berth.soon(this::resume);
        }
        if (held || !taken) {
            outlet.flush();
            waiting = true;
        }
    }

    private void startTls(Action.StartTls start) {
        if (!actions.clearsWayFor(start)) {
            return; // Something else comes first.
        } else if (flushWaits()) {
            actions.putBack(start);
        } else if (inputEnded) {
            actions.closeBecause("peer"); // He cannot shake hands.
        } else {
            talker.tell(d -> shakeHands(start)); // No certificate would be our trouble as well.
        }
    }

    private void shakeHands(Action.StartTls start) {
        waiting = shakingHands = true;
        boolean other = start.first() && talker.hearsUnsecured();
        runner.handshake(start.offer(), other, result -> shaken(start, result))
                .begin(berth.inner(), inbox.drain());
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
        waiting = storing = true;
        new Deposit(runner, visitor, end -> berth.later(() -> stored(end))).make(store);
    }

    private void stored(Deposit.End end) {
        storing = false;
        RuntimeException fault = end.fault();
        if (fault != null) {
            talker.fail(fault);
        } else if (!gone) {
            talker.tell(d -> d.stored(end.outcome(), now(), actions));
        }
        resume();
    }

    @Override
    public void resume() {
        tally.goesOn();
        waiting = false;
        run();
    }

    /** Sends what is written; true if it goes slowly, or the peer is slow, and we wait for that. */
    private boolean flushWaits() {
        if (!outlet.drips()) { // Else it is told what becomes of him when that is known.
            stand();
        }
        do {
            waiting |= hold(outlet.release()) || outlet.flushWaits(this::resume);
        } while (!waiting && outlet.drips());
        return waiting;
    }

    /** Makes the peer wait for so long; false if it is nought. */
    private boolean hold(long nanos) {
        if (nanos > 0) {
            waiting = true;
            tally.holds();
            alarm.pause(nanos);
            if (outlet.isEmpty() && berth.rest(nanos)) {
                inbox.trim();
                actions.trim();
            }
        }
        return nanos > 0;
    }

    boolean isMoored() {
        return berth.isMoored();
    }

    @Override
    public void sessionEnds() {
        end(shed ? SHED : "limit");
    }

    @Override
    public void limitReached() {
        if (closing || waiting && outlet.waits()) {
            end("limit"); // He does not read what he asked for, or our last words.
        } else if (!waiting) {
            talker.tell(d -> d.timedOut(now(), actions));
            run();
        } else {
            alarm.limit(Duration.ofSeconds(1));
        }
    }

    private void closeGently(String reason) {
        closing = true;
        inbox.clear();
        tellWhy(shed ? SHED : reason);
        outlet.finish()
                .addListener(
                        sent -> { // Until then the limit stands, for a peer that does not read.
                            alarm.cancelLimit();
                            outlet.linger(inputEnded || shed);
                        });
    }

    private void tellWhy(String reason) {
        if (berth.isOpen()) { // Else what closed it has said why.
            tally.endsBecause(reason);
        }
    }

    private void end(String reason) {
        if (!gone && berth.isOpen()) {
            tally.endsBecause(reason);
            inbox.clear(); // What was not heard yet gets no answer.
            outlet.cut();
        }
    }

    private Instant now() {
        return runner.clock().instant();
    }
}
