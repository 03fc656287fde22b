package org.honeyspam.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.http.BodySkipper;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection of HTTP/2, answered in turn, and sent as the peer takes them. What
 * waits for that is bounded. Methods return why the whole connection ends, or null.
 */
final class H2Streams {
    static final int OPEN_MAX = 100;

    /** What waits to be taken; beyond it, no further request is answered yet. */
    static final int UNSENT_BYTES_MAX = 65_536;

    /** Heads of requests that wait for that; beyond it, more are refused. */
    static final int WAITING_HEAD_BYTES_MAX = 65_536;

    /** Requests that the peer gave up, beyond those it did not. */
    static final int CANCELLED_MAX = 100;

    private static final int REMEMBERED_RESETS_MAX = 100;

    private final WebServer server;
    private final WebPersona persona;
    private final H2Heads heads;
    private final H2Windows windows = new H2Windows();
    private final Map<Integer, H2Stream> streams = new LinkedHashMap<>();
    private final Set<Integer> resets = new LinkedHashSet<>();
    final H2Forms forms;
    private @Nullable Peer peer;
    private @Nullable Peer spokenFor;
    private int last;
    private int cancelled;
    private int requests;
    private int progress;
    private boolean leaving;

    H2Streams(WebServer server, H2Heads heads) {
        this.server = server;
        this.persona = server.persona();
        this.heads = heads;
        this.forms = new H2Forms(server, streams.values());
    }

    void begin(Peer newPeer) {
        peer = newPeer;
        spokenFor = newPeer;
    }

    /** Counts what brings requests to their end. */
    int progress() {
        return progress;
    }

    int last() {
        return last;
    }

    /** Nothing new is begun. */
    void leave() {
        leaving = true;
    }

    boolean isDone() {
        return leaving && streams.isEmpty();
    }

    private boolean isIdle(int stream) {
        return stream % 2 == 0 || stream > last;
    }

    @Nullable H2Error head(H2Frame began, List<Header> fields, Instant now, Sink sink) {
        int id = began.stream();
        H2Stream stream = streams.get(id);
        if (stream != null) {
            boolean right = began.has(H2Frame.END_STREAM) && H2Heads.areOfARequest(fields);
            H2Error fault = stream.bodyEnded ? H2Error.STREAM_CLOSED : H2Error.PROTOCOL_ERROR;
            return right && !stream.bodyEnded
                    ? bodyEnds(stream, now, sink)
                    : refuse(id, fault, now, sink);
        }
        if (id <= last) {
            return resets.contains(id) ? null : H2Error.STREAM_CLOSED;
        }
        if (leaving) {
            return null; // RFC 9113 section 6.8.
        }
        last = id;
        H2Heads.Asked asked = H2Heads.asked(fields);
        if (asked == null || began.dependsOn() == id) {
            odd("bad_request", "malformed", sink);
            return refuse(id, H2Error.PROTOCOL_ERROR, now, sink);
        }
        return open(began, asked, now, sink);
    }

    private @Nullable H2Error open(H2Frame began, H2Heads.Asked asked, Instant now, Sink sink) {
        String line = "%s %s HTTP/2".formatted(asked.method(), asked.path());
        var head = new RequestHead(line, asked.method(), asked.path(), "2");
        WebPersona.Refusal refusal = filled(head, asked);
        int waiting =
                streams.values().stream()
                        .filter(other -> !other.answered)
                        .mapToInt(other -> other.head.grows(0))
                        .sum();
        if (streams.size() >= OPEN_MAX || waiting + head.grows(0) > WAITING_HEAD_BYTES_MAX) {
            return refuse(began.stream(), H2Error.REFUSED_STREAM, now, sink);
        }
        var stream = new H2Stream(began.stream(), head, refusal, windows.initialSend());
        if (refusal == null) {
            int left = Math.max(0, persona.keepAliveRequestsMax() - requests);
            BodySkipper body = persona.body(head);
            stream.visitor = server.forwarding().visitor(head, known(), sink);
            stream.request = new Request(head, body, left, server.sites(), stream.visitor, now);
            forms.begin(stream);
        }
        streams.put(stream.id, stream);
        sink.deadline(persona.requestMax());
        if (began.has(H2Frame.END_STREAM)) {
            return bodyEnds(stream, now, sink);
        }
        serve(now, sink);
        return null;
    }

    /** Judges as if it had come by HTTP/1, since the product does one after the other. */
    private WebPersona.@Nullable Refusal filled(RequestHead head, H2Heads.Asked asked) {
        String line = "%s %s HTTP/1.1".formatted(asked.method(), asked.path());
        head.grows(line.length());
        WebPersona.Refusal refusal =
                persona.requestLine(line, false) instanceof WebPersona.Line.Wrong wrong
                        ? wrong.refusal()
                        : null;
        boolean named = asked.fields().stream().anyMatch(one -> one.getName().equals("host"));
        if (refusal == null && !asked.authority().isEmpty() && !named) {
            refusal = persona.field(head, "host: " + asked.authority(), false);
        }
        for (Header one : asked.fields()) {
            String value = one.getValue() == null ? "" : one.getValue();
            refusal =
                    refusal == null
                            ? persona.field(head, one.getName() + ": " + value, false)
                            : refusal;
        }
        return refusal == null ? persona.judge(head) : refusal;
    }

    @Nullable H2Error data(H2Frame frame, Instant now, Sink sink) {
        byte[] content = frame.content();
        if (isIdle(frame.stream()) || content == null) {
            return H2Error.PROTOCOL_ERROR;
        }
        if (!windows.hears(frame.payload().length)) {
            return H2Error.FLOW_CONTROL_ERROR;
        }
        int grant = windows.toGrant();
        if (grant > 0) {
            sink.send(H2Frame.ofNumber(H2Frame.WINDOW_UPDATE, 0, grant).bytes());
        }
        H2Stream stream = streams.get(frame.stream());
        if (stream == null) {
            return resets.contains(frame.stream()) ? null : H2Error.STREAM_CLOSED;
        }
        H2Error fault = stream.hears(frame.payload().length, content);
        if (fault != null) {
            return refuse(stream.id, fault, now, sink);
        }
        forms.hear(stream, content);
        progress += content.length > 0 ? 1 : 0;
        if (frame.has(H2Frame.END_STREAM)) {
            return bodyEnds(stream, now, sink);
        }
        int more = stream.toGrant();
        if (more > 0) {
            sink.send(H2Frame.ofNumber(H2Frame.WINDOW_UPDATE, stream.id, more).bytes());
        }
        return null;
    }

    @Nullable H2Error reset(H2Frame frame, Instant now, Sink sink) {
        if (frame.payload().length != 4) {
            return H2Error.FRAME_SIZE_ERROR;
        }
        if (isIdle(frame.stream())) {
            return H2Error.PROTOCOL_ERROR;
        }
        forms.lose(streams.get(frame.stream()), sink);
        if (streams.remove(frame.stream()) != null && ++cancelled > CANCELLED_MAX) {
            return H2Error.ENHANCE_YOUR_CALM;
        }
        serve(now, sink);
        return null;
    }

    boolean resize(long initial) {
        long change = windows.initialSendBecomes(initial);
        streams.values().forEach(stream -> stream.sendWindow += change);
        return streams.values().stream().allMatch(stream -> H2Windows.fits(stream.sendWindow, 0));
    }

    @Nullable H2Error windowUpdate(H2Frame frame, Instant now, Sink sink) {
        if (frame.payload().length != 4) {
            return H2Error.FRAME_SIZE_ERROR;
        }
        int more = frame.number(0);
        boolean whole = frame.stream() == 0;
        if (!whole && isIdle(frame.stream()) || whole && more == 0) {
            return H2Error.PROTOCOL_ERROR;
        }
        H2Stream stream = streams.get(frame.stream());
        if (whole && !H2Windows.fits(windows.send(), more)) {
            return H2Error.FLOW_CONTROL_ERROR;
        }
        if (whole) {
            windows.sendMore(more);
        } else if (stream != null && (more == 0 || !H2Windows.fits(stream.sendWindow, more))) {
            H2Error fault = more == 0 ? H2Error.PROTOCOL_ERROR : H2Error.FLOW_CONTROL_ERROR;
            return refuse(stream.id, fault, now, sink);
        } else if (stream != null) {
            stream.sendWindow += more;
        }
        serve(now, sink);
        return null;
    }

    @Nullable H2Error priority(H2Frame frame, Instant now, Sink sink) {
        if (frame.stream() == 0) {
            return H2Error.PROTOCOL_ERROR;
        }
        boolean right = frame.payload().length == 5;
        if (right && frame.dependsOn() != frame.stream()) {
            return null; // RFC 9113 section 5.3.2: nothing follows from it.
        }
        H2Error fault = right ? H2Error.PROTOCOL_ERROR : H2Error.FRAME_SIZE_ERROR;
        return isIdle(frame.stream()) ? fault : refuse(frame.stream(), fault, now, sink);
    }

    private @Nullable H2Error bodyEnds(H2Stream stream, Instant now, Sink sink) {
        stream.bodyEnded = true;
        if (stream.bodyLeft > 0) {
            return refuse(stream.id, H2Error.PROTOCOL_ERROR, now, sink);
        }
        serve(now, sink);
        return null;
    }

    /** Ends one stream for a fault of the peer's. */
    private @Nullable H2Error refuse(int id, H2Error fault, Instant now, Sink sink) {
        forms.lose(streams.remove(id), sink);
        sendReset(id, fault, sink);
        if (++cancelled > CANCELLED_MAX) {
            return H2Error.ENHANCE_YOUR_CALM;
        }
        serve(now, sink);
        return null;
    }

    private void sendReset(int id, H2Error why, Sink sink) {
        resets.add(id);
        if (resets.size() > REMEMBERED_RESETS_MAX) {
            resets.remove(resets.iterator().next());
        }
        sink.send(H2Frame.ofNumber(H2Frame.RST_STREAM, id, why.code()).bytes());
    }

    /** Answers what can be answered, and sends what the peer takes. */
    void serve(Instant now, Sink sink) {
        for (H2Stream stream : List.copyOf(streams.values())) {
            if (!stream.answered && isReady(stream) && unsentBytes() <= UNSENT_BYTES_MAX) {
                speaksFor(stream, sink);
                if (forms.store(stream, sink)) {
                    return;
                }
                answer(stream, now, sink);
            }
            if (stream.answered) {
                sendBody(stream, sink);
            }
        }
        if (streams.isEmpty()) {
            sink.deadline(persona.keepAliveMax());
        }
    }

    /** What the driver refuses it refuses at once. */
    private static boolean isReady(H2Stream stream) {
        return stream.request == null || stream.bodyEnded;
    }

    private int unsentBytes() {
        return streams.values().stream().mapToInt(H2Stream::unsent).sum();
    }

    private void answer(H2Stream stream, Instant now, Sink sink) {
        Request request = stream.request;
        WebPersona.Refusal refusal = stream.refusal;
        Reply reply;
        if (stream.troubled) {
            reply = persona.trouble(stream.head, now);
            Responder.noteRefusal(stream.head, firstHost(), reply, sink);
        } else if (request == null || refusal != null) {
            String odd = refusal == null ? "bad_request" : refusal.odd();
            odd(odd, stream.head.line, sink);
            var said = refusal == null ? new WebPersona.Refusal(400, odd) : refusal;
            reply = persona.refuse(stream.head, said, now);
            Responder.noteRefusal(stream.head, firstHost(), reply, sink);
        } else {
            reply = persona.answer(request);
            Responder.note(request, persona.host(stream.head), reply, sink);
            Responder.pause(request, reply, server.pace(), sink);
            leaving |= reply.closes();
        }
        requests++;
        stream.answered = true;
        stream.body = reply.body();
        sendHead(stream, heads.write(reply), sink);
    }

    /** What is recorded from here on is about who asks: a front end speaks for many. */
    private void speaksFor(H2Stream stream, Sink sink) {
        Peer visitor = stream.visitor == null ? known() : stream.visitor;
        if (!visitor.equals(spokenFor)) {
            spokenFor = visitor;
            sink.speaksFor(visitor);
        }
    }

    private void sendHead(H2Stream stream, byte[] block, Sink sink) {
        int flags = stream.body.length == 0 ? H2Frame.END_STREAM : 0;
        int type = H2Frame.HEADERS;
        for (int at = 0; at < block.length; at += H2Frame.PAYLOAD_BYTES_MAX) {
            int end = Math.min(block.length, at + H2Frame.PAYLOAD_BYTES_MAX);
            flags |= end == block.length ? H2Frame.END_HEADERS : 0;
            byte[] piece = Arrays.copyOfRange(block, at, end);
            sink.send(new H2Frame(type, flags, stream.id, piece).bytes());
            type = H2Frame.CONTINUATION;
            flags = 0;
        }
        if (stream.body.length == 0) {
            finish(stream, sink);
        }
    }

    private void sendBody(H2Stream stream, Sink sink) {
        while (stream.unsent() > 0 && windows.send() > 0 && stream.sendWindow > 0) {
            long room = Math.min(windows.send(), stream.sendWindow);
            int length = (int) Math.min(room, Math.min(stream.unsent(), H2Frame.PAYLOAD_BYTES_MAX));
            byte[] piece = Arrays.copyOfRange(stream.body, stream.sent, stream.sent + length);
            stream.sent += length;
            stream.sendWindow -= length;
            windows.sendMore(-length);
            int flags = stream.unsent() == 0 ? H2Frame.END_STREAM : 0;
            sink.send(new H2Frame(H2Frame.DATA, flags, stream.id, piece).bytes());
            if (stream.unsent() == 0) {
                finish(stream, sink);
            }
        }
    }

    private void finish(H2Stream stream, Sink sink) {
        streams.remove(stream.id);
        progress++;
        cancelled = Math.max(0, cancelled - 1);
        if (!stream.bodyEnded) {
            sendReset(stream.id, H2Error.NO_ERROR, sink); // RFC 9113 section 8.1.
        }
    }

    private static void odd(String kind, String sample, Sink sink) {
        sink.record(new JournalEvent.OddInput(kind, PeerText.bounded(sample)));
    }

    private String firstHost() {
        return server.sites().all().getFirst().host();
    }

    private Peer known() {
        if (peer == null) {
            throw new IllegalStateException("not opened");
        }
        return peer;
    }
}
