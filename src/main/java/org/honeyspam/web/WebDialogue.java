package org.honeyspam.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.Locale;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.web.Apache.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1 seen from the server: requests one after the other, each answered before
 * the next is read. All state of the connection changes here.
 */
final class WebDialogue implements Dialogue {
    private static final int SAMPLE_BYTES_MAX = 256;
    private static final int EMPTY_LINES_MAX = 100;
    private static final int HTTP_PORT = 80;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    private final WebServer server;
    private final LineCutter line;
    private @Nullable Peer peer;
    private @Nullable RequestHead head;
    private @Nullable BodySkipper body;
    private int emptyLines;
    private int requests;
    private boolean over;

    WebDialogue(WebServer server) {
        this.server = server;
        this.line = new LineCutter(server.settings().requestLineBytesMax());
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        sink.deadline(server.settings().requestMax());
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        int at = 0;
        while (at < bytes.length && !over) {
            boolean fresh = head == null && !line.begun() && emptyLines == 0;
            if (fresh && requests > 0) {
                sink.deadline(server.settings().requestMax());
            }
            at = body == null ? headLine(bytes, at, now, sink) : skip(body, bytes, at, now, sink);
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        if (head != null || line.begun()) {
            fail(Failure.TIMED_OUT, now, sink);
        } else {
            over = true;
            sink.close();
        }
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        throw new IllegalStateException("a web server stores no message");
    }

    @Override
    public void failed(Instant now, Sink sink) {
        fail(Failure.SERVER_ERROR, now, sink);
    }

    @Override
    public void closed(Instant now, Sink sink) {
        over = true;
    }

    private int headLine(byte[] bytes, int from, Instant now, Sink sink) {
        int next = line.feed(bytes, from);
        if (line.tooLong()) {
            odd("line_too_long", line.text(), sink);
            fail(head == null ? Failure.URI_TOO_LONG : Failure.FIELD_TOO_LONG, now, sink);
        } else if (line.complete()) {
            String text = line.text();
            if (line.bareLineFeed()) {
                odd("bare_lf", text, sink);
                fail(Failure.BAD_REQUEST, now, sink);
            } else if (head == null) {
                requestLine(text, now, sink);
            } else if (text.isEmpty()) {
                endOfHead(head, now, sink);
            } else {
                field(head, text, now, sink);
            }
        }
        return next;
    }

    private void requestLine(String text, Instant now, Sink sink) {
        if (text.isEmpty()) { // RFC 9112 section 2.2: passed over, but not for ever.
            if (++emptyLines > EMPTY_LINES_MAX) {
                fail(Failure.BAD_REQUEST, now, sink);
            }
            return;
        }
        RequestHead request = RequestHead.of(text);
        if (request == null) {
            odd("other_protocol", text, sink);
            fail(Failure.BAD_REQUEST, now, sink);
            return;
        }
        head = request;
        if (request.isSimple()) {
            endOfHead(request, now, sink);
        }
    }

    private void field(RequestHead request, String text, Instant now, Sink sink) {
        if (!request.field(text)) {
            odd("bad_header", text, sink);
            fail(Failure.BAD_REQUEST, now, sink);
        } else if (request.lastFieldBytes() > server.settings().requestLineBytesMax()) {
            odd("field_too_long", text, sink);
            fail(Failure.FIELD_TOO_LONG, now, sink);
        } else if (request.fieldCount() > server.settings().headerCountMax()) {
            odd("too_many_headers", text, sink);
            fail(Failure.TOO_MANY_FIELDS, now, sink);
        }
    }

    private void endOfHead(RequestHead request, Instant now, Sink sink) {
        BodySkipper skipper = BodySkipper.of(request);
        boolean everywhere = request.method.equals("OPTIONS") && request.target.equals("*");
        boolean elsewhere = request.method.equals("CONNECT");
        boolean badPath = !everywhere && !elsewhere && request.path() == null;
        if (skipper == null || badPath || authority(request) == null) {
            odd("bad_request", request.line, sink);
            fail(Failure.BAD_REQUEST, now, sink);
        } else if (skipper.done()) {
            answer(request, now, sink);
        } else {
            body = skipper;
            if (request.field("expect", "").equalsIgnoreCase("100-continue")) {
                sink.send(CONTINUE);
            }
        }
    }

    private int skip(BodySkipper skipper, byte[] bytes, int from, Instant now, Sink sink) {
        int next = skipper.feed(bytes, from);
        if (skipper.wrong()) {
            fail(Failure.TOO_LARGE, now, sink);
        } else if (skipper.done() && head != null) {
            answer(head, now, sink);
        }
        return next;
    }

    private void answer(RequestHead request, Instant now, Sink sink) {
        RequestHead.Authority to = authority(request);
        if (to == null) {
            throw new IllegalStateException("a request that should have been refused");
        }
        head = null;
        body = null;
        emptyLines = 0;
        int left = server.settings().keepAliveRequestsMax() - requests++;
        boolean unknown = !Apache.knows(request.method) && !served(request.method);
        boolean stays = request.keepsAlive() && left > 0 && !unknown && !request.isSimple();
        boolean asked =
                request.field("connection", "").toLowerCase(Locale.ROOT).contains("keep-alive");
        var connection =
                !stays
                        ? Apache.Connection.CLOSES
                        : asked ? Apache.Connection.STAYS_AS_ASKED : Apache.Connection.STAYS;
        long timeoutSeconds = server.settings().keepAliveMax().toSeconds();
        new Responder(server.sites(), known(), now, sink)
                .answer(request, to, connection.fields(timeoutSeconds, left));
        if (stays) {
            sink.deadline(server.settings().keepAliveMax());
        } else {
            over = true;
            sink.close();
        }
    }

    private static boolean served(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    private RequestHead.@Nullable Authority authority(RequestHead request) {
        return request.authority(server.sites().all().getFirst().host());
    }

    private void fail(Failure failure, Instant now, Sink sink) {
        RequestHead request = head;
        String about = request == null ? "" : request.method;
        String site = server.sites().all().getFirst().host();
        sink.record(
                new JournalEvent.PageServed(
                        about,
                        site,
                        request == null ? "" : Responder.bounded(request.target),
                        request == null ? "" : request.version,
                        "",
                        "",
                        failure.status,
                        0,
                        "error"));
        var error = new Apache.Refusal(failure, about, "", site, HTTP_PORT);
        String closes = Apache.Connection.CLOSES.fields(0, 0);
        sink.send(Apache.error(error, false, closes, now));
        over = true;
        sink.close();
    }

    private static void odd(String kind, String sample, Sink sink) {
        String cut = sample.substring(0, Math.min(sample.length(), SAMPLE_BYTES_MAX));
        sink.record(new JournalEvent.OddInput(kind, cut));
    }

    private Peer known() {
        if (peer == null) {
            throw new IllegalStateException("not opened");
        }
        return peer;
    }
}
