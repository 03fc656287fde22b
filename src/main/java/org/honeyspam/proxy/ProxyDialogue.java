package org.honeyspam.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.LineCutter;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.proxy.Squid.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * A session with the proxy. A page is made up, a way to port 25 leads into the fake relay on this
 * very connection, a way anywhere else ends in a time-out.
 */
final class ProxyDialogue implements Dialogue {
    private static final int MAIL_PORT = 25;
    private static final int SAMPLE_BYTES_MAX = 256;
    private static final int RECORDED_BYTES_MAX = 2_048;
    private static final String INVALID = "error:invalid-request";

    private final ProxyServer server;
    private final Squid persona;
    private final LineCutter line;
    private @Nullable Peer peer;
    private @Nullable RequestHead head;
    private long headBytes;
    private long lineStartBytes;
    private boolean over;

    ProxyDialogue(ProxyServer server, Squid persona) {
        this.server = server;
        this.persona = persona;
        this.line = new LineCutter(server.settings().requestBytesMax());
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
            lineStartBytes = line.begun() ? lineStartBytes : headBytes;
            int next = line.feed(bytes, at);
            headBytes += next - at;
            at = next;
            if (headBytes > server.settings().requestBytesMax()) {
                tooBig(now, sink);
            } else if (line.complete()) {
                byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
                headLine(line.text(), rest, now, sink);
            }
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        over = true;
        sink.close(); // Squid says nothing, whether a part of a request was there or not.
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        throw new IllegalStateException("a proxy stores no message");
    }

    @Override
    public void failed(Instant now, Sink sink) {
        over = true;
        sink.close();
    }

    @Override
    public void closed(Instant now, Sink sink) {
        over = true;
    }

    private void headLine(String text, byte[] rest, Instant now, Sink sink) {
        RequestHead current = head;
        if (current == null) {
            if (text.isEmpty()) {
                return; // RFC 9112 section 2.2: empty lines before a request are passed over.
            }
            current = RequestHead.of(text);
            if (current == null) {
                notHttp(text, now, sink);
                return;
            }
            head = current;
            if (!current.complete()) {
                return;
            }
        } else if (!text.isEmpty()) {
            current.field(text);
            return;
        }
        head = null;
        headBytes = 0;
        answer(current, rest, now, sink);
    }

    private void answer(RequestHead request, byte[] rest, Instant now, Sink sink) {
        switch (request.method) {
            case "CONNECT" -> connect(request, rest, now, sink);
            case "GET", "HEAD" -> page(request, now, sink);
            default -> refuse(request, Trouble.UNSUPPORTED_REQUEST, request.target, now, sink);
        }
    }

    private void page(RequestHead request, Instant now, Sink sink) {
        if (request.target.regionMatches(true, 0, "http://", 0, 7)) {
            boolean keepAlive = request.keepsAlive();
            byte[] body = {};
            record(request, 200, "page", sink);
            boolean isHead = request.method.equals("HEAD");
            sink.send(persona.page(body, isHead, keepAlive, known().local().port(), now));
            if (keepAlive) {
                sink.deadline(server.settings().requestMax());
            } else {
                over = true;
                sink.close();
            }
        } else {
            boolean known = request.target.matches("(?is)[a-z][a-z0-9+.-]*://.*");
            Trouble trouble = known ? Trouble.UNSUPPORTED_REQUEST : Trouble.INVALID_URL;
            refuse(request, trouble, request.target, now, sink);
        }
    }

    private void connect(RequestHead request, byte[] rest, Instant now, Sink sink) {
        Target target = Target.of(request.target);
        if (target == null) {
            refuse(request, Trouble.INVALID_URL, request.target, now, sink);
        } else if (target.port() == MAIL_PORT) {
            record(request, 200, "relay", sink);
            sink.send(persona.connected());
            var hop = new Hop("http-connect", known().local(), request.target);
            // The server he asked for calls itself so; at an address it has our name.
            String name = target.isName() ? target.host() : server.face().host();
            over = true;
            sink.handOver(
                    server.inside().mail(name, 25).dialogue(), known().behind(hop, "relay"), rest);
        } else {
            record(request, Trouble.CONNECT_TIMED_OUT.status, "timed_out", sink);
            Duration delay = server.settings().connectDelay();
            sink.pause(delay);
            int port = known().local().port();
            Instant then = now.plus(delay);
            Trouble trouble = Trouble.CONNECT_TIMED_OUT;
            sink.send(persona.error(trouble, request.target, target.host(), port, then));
            over = true;
            sink.close();
        }
    }

    private void refuse(RequestHead request, Trouble trouble, String url, Instant now, Sink sink) {
        record(request, trouble.status, "error", sink);
        end(trouble, url, now, sink);
    }

    private void notHttp(String text, Instant now, Sink sink) {
        odd("other_protocol", text, sink);
        end(Trouble.UNKNOWN_PROTOCOL, INVALID, now, sink);
    }

    private void tooBig(Instant now, Sink sink) {
        // Only what was within the limit: how much more came at once is chance.
        int within = (int) (server.settings().requestBytesMax() - lineStartBytes);
        String text = line.text();
        odd("request_too_long", text.substring(0, Math.min(text.length(), within)), sink);
        end(Trouble.TOO_BIG, INVALID, now, sink);
    }

    private void end(Trouble trouble, String url, Instant now, Sink sink) {
        sink.send(persona.error(trouble, url, url, known().local().port(), now));
        over = true;
        sink.close();
    }

    private static void odd(String kind, String sample, Sink sink) {
        String cut = sample.substring(0, Math.min(sample.length(), SAMPLE_BYTES_MAX));
        sink.record(new JournalEvent.OddInput(kind, cut));
    }

    private static void record(RequestHead request, int status, String outcome, Sink sink) {
        sink.record(
                new JournalEvent.ProxyRequest(
                        "http",
                        request.method,
                        bounded(request.target),
                        null,
                        null,
                        null,
                        request.version,
                        bounded(request.field("user-agent", "")),
                        "",
                        null,
                        null,
                        status,
                        null,
                        0,
                        "scan",
                        outcome));
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), RECORDED_BYTES_MAX));
    }

    private Peer known() {
        if (peer == null) {
            throw new IllegalStateException("not opened");
        }
        return peer;
    }
}
