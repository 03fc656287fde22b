package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.Arrays;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.dialogue.TlsOffer;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.http.Posting;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1 seen from the server: requests one after the other, each answered before
 * the next is read. All state of the connection changes here; what is right and what is said is the
 * persona's.
 */
final class WebDialogue implements Dialogue {
    private static final byte[] NOTHING = {};

    /** Longer beginnings of a line tell nothing more. */
    private static final int BEGUN_BYTES_MAX = 64;

    private final WebServer server;
    private final WebPersona persona;
    private final LineCutter line;
    private @Nullable Peer peer;
    private @Nullable RequestHead head;
    private @Nullable Request request;
    private @Nullable Posting posting;
    private boolean storing;
    private byte[] rest = NOTHING;
    private boolean answered;
    private boolean closing;
    private long lookedAt;
    private int emptyLines;
    private int requests;
    private boolean bareLineFeed;
    private boolean over;

    /** What one says who speaks no TLS where it comes first, as far as it matters; else null. */
    private @Nullable StringBuilder unsecured;

    WebDialogue(WebServer server) {
        this.server = server;
        this.persona = server.persona();
        this.line = new LineCutter(persona.lineBytesMax());
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        if (newPeer.tls() != null && TlsOffer.HTTP_2.equals(newPeer.tls().protocol())) {
            over = true;
            sink.handOver(server.http2(), newPeer, new byte[0]);
            return;
        }
        peer = newPeer;
        sink.deadline(persona.requestMax());
    }

    @Override
    public boolean hearsUnsecured() {
        return persona.unsecured("") != WebPersona.Unsecured.CUT;
    }

    @Override
    public void unsecured(Peer newPeer, byte[] said, Instant now, Sink sink) {
        peer = newPeer;
        unsecured = new StringBuilder();
        sink.deadline(persona.requestMax());
        received(said, now, sink);
    }

    /** Whether what he says without TLS is read as a request. */
    private boolean isRead(byte[] bytes, StringBuilder begun, Instant now, Sink sink) {
        int room = Math.max(0, BEGUN_BYTES_MAX - begun.length());
        begun.append(new String(bytes, 0, Math.min(room, bytes.length), ISO_8859_1));
        switch (persona.unsecured(begun.toString())) {
            case HEARD -> {
                return true;
            }
            case TOLD -> end(persona.refuseUnsecured(null, now), sink);
            case CUT -> {
                over = true;
                sink.close();
            }
            case WAITS -> {}
        }
        return false;
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        if (over || unsecured != null && !isRead(bytes, unsecured, now, sink)) {
            return;
        }
        int at = 0;
        while (at < bytes.length && !over && !storing) {
            boolean fresh = head == null && !line.begun() && emptyLines == 0;
            if (fresh && requests > 0) {
                sink.deadline(persona.requestMax());
            }
            at = request == null ? headLine(bytes, at, now, sink) : skip(request, bytes, at, sink);
        }
        rest = storing ? Arrays.copyOfRange(bytes, at, bytes.length) : NOTHING;
        boolean undecided = request != null && !over && !answered && !storing;
        if (request != null && undecided && posting == null && !sink.hasInput()) {
            answerEarly(request, sink);
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        lose(Posting.CUT_SHORT, sink);
        boolean begun = !answered && (head != null || line.begun());
        Reply farewell = begun ? persona.timedOut(head, now) : null;
        if (farewell == null) {
            over = true;
            sink.close();
        } else {
            end(farewell, sink);
        }
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        Request about = request;
        Posting posted = posting;
        if (about == null || posted == null) {
            throw new IllegalStateException("nothing was to be stored");
        }
        storing = false;
        if (outcome == Outcome.KEPT) {
            posting = null;
            answer(about, sink);
            received(rest, now, sink);
        } else {
            lose(Posting.NO_ROOM, sink);
            end(persona.trouble(about.head, now), sink);
        }
    }

    @Override
    public void failed(Instant now, Sink sink) {
        end(persona.trouble(head, now), sink);
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
        if (line.tooLong() && head == null && givesUp(line.text(), now, sink)) {
            return next;
        }
        if (line.tooLong()) {
            refuse(persona.tooLong(head), line.text(), now, sink);
        } else if (line.complete()) {
            String text = line.text();
            if (head == null) {
                requestLine(text, now, sink);
            } else {
                field(head, text, now, sink);
            }
            lookedAt = 0;
        } else if (head == null && lookedAt < BEGUN_BYTES_MAX) {
            lookedAt = line.lengthBytes();
            givesUp(line.text(), now, sink);
        }
        return next;
    }

    /** Whether the product does not want to hear the rest of a line that begins so. */
    private boolean givesUp(String text, Instant now, Sink sink) {
        String start = text.substring(0, Math.min(text.length(), BEGUN_BYTES_MAX));
        int at = persona.givesUpAt(start);
        if (at >= 0) {
            String sample = Trim.behind(text.substring(0, at + 1), "\r"); // Half an end of a line.
            head = RequestHead.unreadable(sample);
            refuse(new WebPersona.Refusal(400, "other_protocol"), sample, now, sink);
        }
        return at >= 0;
    }

    private void requestLine(String text, Instant now, Sink sink) {
        if (givesUp(text, now, sink)) {
            return;
        }
        noteBareLineFeed(text, sink);
        switch (persona.requestLine(text, line.bareLineFeed())) {
            case WebPersona.Line.Blank blank -> { // RFC 9112 section 2.2, but not for ever.
                if (++emptyLines > persona.emptyLinesMax()) {
                    refuse(new WebPersona.Refusal(400, "bad_request"), text, now, sink);
                }
            }
            case WebPersona.Line.Wrong wrong -> {
                head = wrong.head();
                refuse(wrong.refusal(), text, now, sink);
            }
            case WebPersona.Line.Read read -> {
                head = read.head();
                if (read.head().isSimple()) {
                    endOfHead(read.head(), now, sink);
                }
            }
        }
    }

    /** Once is enough for the record. */
    private void noteBareLineFeed(String text, Sink sink) {
        if (line.bareLineFeed() && !bareLineFeed) {
            bareLineFeed = true;
            Responder.odd("bare_lf", text, sink);
        }
    }

    private void field(RequestHead about, String text, Instant now, Sink sink) {
        noteBareLineFeed(text, sink);
        WebPersona.Refusal refusal = persona.field(about, text, line.bareLineFeed());
        if (refusal != null) {
            refuse(refusal, text, now, sink);
        } else if (text.isEmpty()) {
            endOfHead(about, now, sink);
        }
    }

    private void endOfHead(RequestHead about, Instant now, Sink sink) {
        WebPersona.Refusal refusal = persona.judge(about);
        if (refusal != null) {
            refuse(refusal, about.line, now, sink);
            return;
        }
        if (unsecured != null) {
            end(persona.refuseUnsecured(about, now), sink);
            return;
        }
        int left = Math.max(0, persona.keepAliveRequestsMax() - requests);
        BodySkipper body = persona.body(about);
        Peer visitor = server.forwarding().visitor(about, known(), sink);
        if (!visitor.equals(peer)) {
            sink.speaksFor(visitor);
        }
        request = new Request(about, body, left, server.sites(), visitor, now);
        posting = posting(request, sink);
        byte[] interim = persona.interim(request);
        if (interim.length > 0) {
            sink.send(interim);
        }
        if (body.settled()) {
            heard(request, sink);
        }
    }

    /** What is sent to a form of ours is kept; all else is passed over. */
    private @Nullable Posting posting(Request about, Sink sink) {
        Posting begun = server.posting(about);
        if (begun != null) {
            about.body.tells((bytes, from, length) -> begun.add(bytes, from, length, sink));
        }
        return begun;
    }

    /** The body is over: a form is on disk before it is answered. */
    private void heard(Request about, Sink sink) {
        if (posting != null && about.body.done()) {
            storing = true;
            posting.store(sink);
        } else {
            lose(Posting.CUT_SHORT, sink);
            answer(about, sink);
        }
    }

    private void lose(String outcome, Sink sink) {
        if (posting != null) {
            posting.lose(outcome, sink);
            posting = null;
        }
    }

    private int skip(Request about, byte[] bytes, int from, Sink sink) {
        int next = about.body.feed(bytes, from);
        if (about.body.settled()) {
            if (answered) {
                settle(about, sink);
            } else {
                heard(about, sink);
            }
        }
        return next;
    }

    /** All that came is read, and the body is not over: not everyone waits for that. */
    private void answerEarly(Request about, Sink sink) {
        if (!persona.waitsForBody(about)) {
            answer(about, sink);
        }
    }

    private void answer(Request about, Sink sink) {
        Reply reply = persona.answer(about);
        if (reply.status() == 400) {
            Responder.odd("bad_request", about.head.line, sink);
        }
        requests++;
        answered = true;
        closing = reply.closes();
        Responder.send(about, persona.host(about.head), reply, server.pace(), sink);
        if (about.body.settled() || closing && persona.linger().isZero()) {
            settle(about, sink);
        } else if (closing) {
            sink.deadline(persona.linger());
        }
    }

    /** Both the answer and the body are done with. */
    private void settle(Request about, Sink sink) {
        if (closing || !about.body.done()) {
            over = true;
            sink.close();
        } else {
            next(sink);
        }
    }

    private void next(Sink sink) {
        if (server.forwarding().trusts(known().source().ip())) {
            sink.speaksFor(known()); // The next one may be somebody else's.
        }
        head = null;
        request = null;
        answered = false;
        emptyLines = 0;
        sink.deadline(persona.keepAliveMax());
    }

    private void refuse(WebPersona.Refusal refusal, String sample, Instant now, Sink sink) {
        Responder.odd(refusal.odd(), sample, sink);
        end(persona.refuse(head, refusal, now), sink);
    }

    private void end(Reply reply, Sink sink) {
        String host = server.sites().all().getFirst().host();
        Responder.refuse(head, host, reply, sink);
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
