package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.http.Posting;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;

/**
 * A session with an HTTP proxy: requests one after the other, until one is connected to somewhere.
 * All state of the session changes here; what is right and what is said is the persona's.
 */
final class HttpDialogue implements Dialogue {
    private static final byte[] NOTHING = {};

    private final ProxyServer server;
    private final HttpPersona persona;
    private final Errand errand;
    private final int headBytesMax;
    private final LineCutter line;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private @Nullable Peer peer;
    private @Nullable RequestHead head;
    private Errand.@Nullable Fetching fetching;
    private @Nullable BodySkipper body;
    private boolean answered;
    private boolean closing;
    private boolean storing;
    private byte[] rest = NOTHING;
    private int requests;
    private boolean over;

    HttpDialogue(ProxyServer server, HttpPersona persona) {
        this.server = server;
        this.persona = persona;
        this.errand = new Errand(server, persona);
        this.headBytesMax = Math.min(persona.headBytesMax(), server.settings().requestBytesMax());
        this.line = new LineCutter(headBytesMax);
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        sink.deadline(server.settings().requestMax());
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        int at = 0;
        while (at < bytes.length && !over && !storing) {
            if (raw.size() == 0 && body == null && requests > 0) {
                sink.deadline(server.settings().requestMax());
            }
            at = body == null ? headLine(bytes, at, now, sink) : skip(body, bytes, at, now, sink);
        }
        rest = storing ? Arrays.copyOfRange(bytes, at, bytes.length) : NOTHING;
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        lose(Posting.CUT_SHORT, sink);
        end(sink); // Nothing is said, whether a part of a request was there or not.
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        Errand.Fetching about = fetching;
        if (about == null) {
            throw new IllegalStateException("nothing was to be stored");
        }
        storing = false;
        if (outcome == Outcome.KEPT) {
            send(errand.fetched(about, known(), now, sink), sink);
            settle(sink);
            received(rest, now, sink);
        } else {
            lose(Posting.NO_ROOM, sink);
            end(sink);
        }
    }

    @Override
    public void failed(Instant now, Sink sink) {
        lose(Posting.CUT_SHORT, sink);
        end(sink);
    }

    @Override
    public void closed(Instant now, Sink sink) {
        if (!storing) {
            lose(Posting.CUT_SHORT, sink);
        }
        over = true;
    }

    private int headLine(byte[] bytes, int from, Instant now, Sink sink) {
        int next = line.feed(bytes, from);
        int room = headBytesMax - raw.size();
        // Only what is within the limit: how much more came at once is chance.
        raw.write(bytes, from, Math.min(next - from, room));
        if (next - from > room) {
            String begun = raw.toString(ISO_8859_1);
            refuse(persona.tooLong(head, begun), begun, now, sink);
        } else if (line.complete() && head == null) {
            firstLine(bytes, next, now, sink);
        } else if (line.complete() && !line.text().isEmpty()) {
            lines.add(line.text());
        } else if (line.complete() && head != null) {
            Refusal refusal = persona.fields(head, lines);
            if (refusal == null) {
                asked(head, bytes, next, now, sink);
            } else {
                refuse(refusal, line(), now, sink);
            }
        }
        return next;
    }

    private String line() {
        String text = raw.toString(ISO_8859_1);
        return text.substring(0, Math.max(0, text.indexOf('\n'))).stripTrailing();
    }

    private void firstLine(byte[] bytes, int next, Instant now, Sink sink) {
        switch (persona.firstLine(line.text())) {
            case HttpPersona.Line.Blank blank -> raw.reset();
            case HttpPersona.Line.Wrong wrong -> refuse(wrong.refusal(), line.text(), now, sink);
            case HttpPersona.Line.Read read -> {
                head = read.head();
                head.comesAs(requests + 1);
                if (read.head().isSimple()) {
                    asked(read.head(), bytes, next, now, sink);
                }
            }
        }
    }

    /** A request is whole but for its body. */
    private void asked(RequestHead about, byte[] bytes, int from, Instant now, Sink sink) {
        Request request = Request.of(about, raw);
        requests++;
        Peer caller = known();
        Wish wish = errand.wish(about, caller, now);
        if (!(wish instanceof Wish.Refused) && !errand.admits(request, caller)) {
            begin(persona.body(about));
            send(errand.denied(request, wish, caller, now, sink), sink);
            settle(sink);
            return;
        }
        switch (wish) {
            case Wish.Connect connect -> {
                byte[] beyond = Arrays.copyOfRange(bytes, from, bytes.length);
                over = errand.connect(request, connect, caller, beyond, now, sink);
                reset(sink);
            }
            case Wish.Fetch fetch -> fetch(request, fetch, now, sink);
            default -> {
                begin(persona.body(about));
                send(errand.said(request, wish, caller, now, sink), sink);
                settle(sink);
            }
        }
    }

    private void begin(BodySkipper next) {
        body = next;
        answered = false;
    }

    private void fetch(Request request, Wish.Fetch fetch, Instant now, Sink sink) {
        BodySkipper next = persona.body(request.head());
        begin(next);
        Errand.Fetching about = errand.begin(request, fetch, !next.done());
        fetching = about;
        Posting posting = about.posting();
        if (posting != null) {
            next.tells((bytes, from, length) -> posting.add(bytes, from, length, sink));
        }
        byte[] interim = persona.interim(request.head());
        if (interim.length > 0) {
            sink.send(interim);
        }
        if (next.settled()) {
            heard(about, next, now, sink);
        }
    }

    private int skip(BodySkipper about, byte[] bytes, int from, Instant now, Sink sink) {
        int next = about.feed(bytes, from);
        if (about.settled()) {
            Errand.Fetching waiting = fetching;
            if (answered || waiting == null) {
                settle(sink);
            } else {
                heard(waiting, about, now, sink);
            }
        }
        return next;
    }

    /** The body is over: what was posted is on disk before it is answered. */
    private void heard(Errand.Fetching about, BodySkipper whole, Instant now, Sink sink) {
        if (!whole.done()) {
            lose(Posting.CUT_SHORT, sink);
            end(sink);
        } else if (about.posting() == null) {
            send(errand.fetched(about, known(), now, sink), sink);
            settle(sink);
        } else {
            storing = true;
            about.posting().store(sink);
        }
    }

    private void send(Answer answer, Sink sink) {
        sink.send(answer.bytes());
        answered = true;
        closing = answer.closes();
    }

    /** Goes on to the next request, if there may be one and the body of this one is over. */
    private void settle(Sink sink) {
        BodySkipper about = body;
        boolean broken = about != null && about.settled() && !about.done();
        if (closing || broken) {
            end(sink);
        } else if (about == null || about.done()) {
            reset(sink);
        }
    }

    private void reset(Sink sink) {
        head = null;
        body = null;
        fetching = null;
        raw.reset();
        lines.clear();
        if (!over) {
            sink.deadline(persona.keepAliveMax());
        }
    }

    private void lose(String outcome, Sink sink) {
        Errand.Fetching about = fetching;
        if (about != null && about.posting() != null && !answered) {
            about.posting().lose(outcome, sink);
            fetching = null;
        }
    }

    private void refuse(Refusal refusal, String sample, Instant now, Sink sink) {
        if (!refusal.odd().isEmpty()) {
            sink.record(new JournalEvent.OddInput(refusal.odd(), PeerText.sample(sample)));
        }
        Answer answer = persona.refused(head, refusal, known(), now);
        if (head != null) {
            Request request = Request.of(head, raw);
            sink.record(request.note(answer, Verdict.SCAN, "error"));
        }
        sink.send(answer.bytes());
        end(sink);
    }

    private void end(Sink sink) {
        over = true;
        sink.close();
    }

    private Peer known() {
        if (peer == null) {
            throw new IllegalStateException("not opened");
        }
        return peer;
    }
}
