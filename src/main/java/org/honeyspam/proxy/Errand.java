package org.honeyspam.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.honeyspam.bait.Grant;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.http.Posting;
import org.jspecify.annotations.Nullable;

/** What an HTTP proxy does about a request that it understood, and what goes on record of it. */
final class Errand {
    private static final Set<String> POSTING = Set.of("POST", "PUT", "PATCH");

    private final ProxyServer server;
    private final HttpPersona persona;

    Errand(ProxyServer server, HttpPersona persona) {
        this.server = server;
        this.persona = persona;
    }

    /**
     * A document is to be fetched.
     *
     * @param posting what comes with the request; null if nothing does
     */
    record Fetching(Request request, Wish.Fetch wish, @Nullable Posting posting) {}

    /** What he is after: he may think that a tunnel has led him to a web server. */
    Wish wish(RequestHead head, Peer caller, Instant now) {
        Target site = site(head, caller);
        return site == null
                ? persona.wish(head, caller, now)
                : new Wish.Fetch(site, "http://" + site + head.target, head.target, true);
    }

    /** The server that he asks for a page of its own; null if he speaks to a proxy. */
    private static @Nullable Target site(RequestHead head, Peer caller) {
        Hop last = caller.chain().isEmpty() ? null : caller.chain().getLast();
        if (last == null || last.isOfFrontEnd() || !head.target.startsWith("/")) {
            return null;
        }
        Target connected = Target.of(last.target());
        String host = head.said("host").strip().replaceFirst(":\\d+$", "");
        // Who looked the name up himself says it here only.
        Target named = connected == null ? null : new Target(host, connected.port());
        return named != null && named.isName() ? named : connected;
    }

    /** Whether he may go on: he gave a password that is taken, or none is asked for. */
    boolean admits(Request request, Peer caller) {
        if (!server.face().asksPassword()) {
            return true;
        }
        Credentials said = request.credentials();
        return said != null
                && server.inside().admits(said.user(), said.password(), caller.source().ip());
    }

    Answer denied(Request request, Wish wish, Peer caller, Instant now, Sink sink) {
        Answer answer = persona.challenge(request.head(), caller, now);
        Target target =
                switch (wish) {
                    case Wish.Connect connect -> connect.target();
                    case Wish.Fetch fetch -> fetch.target();
                    case Wish.Nowhere nowhere -> nowhere.target();
                    case Wish.Own _, Wish.Refused _ -> null;
                };
        NextHop hop =
                target == null || !(wish instanceof Wish.Connect)
                        ? null
                        : server.tunnel().hop(target, caller);
        Verdict verdict = hop == null ? Verdict.PROBE : Verdict.of(hop);
        sink.record(request.note(target, hop, answer, verdict, "denied"));
        return answer;
    }

    /** Says what the product says by itself. */
    Answer said(Request request, Wish wish, Peer caller, Instant now, Sink sink) {
        return switch (wish) {
            case Wish.Own own -> {
                String outcome = own.answer().status() < 400 ? "judge" : "refused";
                sink.record(request.note(own.answer(), Verdict.SCAN, outcome));
                yield own.answer();
            }
            case Wish.Nowhere nowhere -> unknownHost(request, nowhere, caller, now, sink);
            case Wish.Refused refused -> {
                Answer answer = persona.refused(request.head(), refused.refusal(), caller, now);
                sink.record(request.note(answer, Verdict.SCAN, "error"));
                yield answer;
            }
            case Wish.Connect _, Wish.Fetch _ -> throw new IllegalArgumentException("no answer");
        };
    }

    private Answer unknownHost(
            Request request, Wish.Nowhere wish, Peer caller, Instant now, Sink sink) {
        Answer answer = persona.unknownHost(request.head(), wish, caller, now);
        NextHop hop = request.head().is("CONNECT") ? NextHop.OTHER : null;
        sink.record(request.note(wish.target(), hop, answer, Verdict.PROBE, "refused"));
        return answer;
    }

    /**
     * Connects, or says why not.
     *
     * @param rest of the input, which is for whoever he is connected to
     * @return whether the session is over for us
     */
    boolean connect(
            Request request, Wish.Connect wish, Peer caller, byte[] rest, Instant now, Sink sink) {
        Target target = wish.target();
        NextHop hop = server.tunnel().hop(target, caller);
        Tunnel.End end = server.tunnel().end(hop, caller);
        Duration delay = server.settings().connectDelay();
        Answer answer =
                switch (end) {
                    case LANDS -> persona.connected(request.head());
                    case REFUSED -> refusedToItself(request, wish, target, caller, now);
                    case TIMES_OUT ->
                            persona.timedOut(request.head(), wish, caller, now.plus(delay));
                };
        String outcome = Tunnel.outcome(end, hop);
        sink.record(request.note(target, hop, answer, Verdict.of(hop), outcome));
        if (end == Tunnel.End.TIMES_OUT) {
            sink.pause(delay);
        }
        sink.send(answer.bytes());
        if (end == Tunnel.End.LANDS) {
            var call = new Tunnel.Call(caller, rest);
            String asked = request.head().target;
            server.tunnel().enter(hop, target, "http-connect", asked, call, sink);
        } else if (answer.closes()) {
            sink.close();
        }
        return end == Tunnel.End.LANDS || answer.closes();
    }

    /** Our own port is forbidden ground; at the caller's nothing listens. */
    private Answer refusedToItself(
            Request request, Wish wish, Target target, Peer caller, Instant now) {
        return target.isAt(caller.local())
                ? persona.forbidden(request.head(), wish, caller, now)
                : persona.notListening(request.head(), wish, caller, now);
    }

    /**
     * Begins to fetch.
     *
     * @param more whether the request has a body
     */
    Fetching begin(Request request, Wish.Fetch wish, boolean more) {
        boolean posts = more && POSTING.contains(request.head().method);
        int bytesMax = server.settings().bodyBytesMax();
        Posting posting =
                posts
                        ? new Posting(
                                request.form(wish.target()), server.inside()::recognise, bytesMax)
                        : null;
        return new Fetching(request, wish, posting);
    }

    /** Answers as an origin server would, or as the product does where none answers. */
    Answer fetched(Fetching about, Peer caller, Instant now, Sink sink) {
        Wish.Fetch wish = about.wish();
        Request request = about.request();
        if (site(request.head(), caller) != null) { // He is where he wished to be.
            return passed(about, caller, now, sink);
        }
        NextHop hop = server.tunnel().hop(wish.target(), caller);
        if (hop == NextHop.ITSELF) {
            Answer answer = refusedToItself(request, wish, wish.target(), caller, now);
            sink.record(request.note(wish.target(), hop, answer, Verdict.PROBE, "to_itself"));
            return answer;
        }
        if (hop == NextHop.RELAY || !wish.spoken()) { // No document is there.
            Duration delay = server.settings().connectDelay();
            Answer answer = persona.timedOut(request.head(), wish, caller, now.plus(delay));
            Verdict verdict = hop == NextHop.RELAY ? Verdict.MAIL_ABUSE : Verdict.SCAN;
            sink.record(request.note(wish.target(), hop, answer, verdict, "timed_out"));
            sink.pause(delay);
            return answer;
        }
        return passed(about, caller, now, sink);
    }

    private Answer passed(Fetching about, Peer caller, Instant now, Sink sink) {
        Wish.Fetch wish = about.wish();
        Request request = about.request();
        RequestHead head = request.head();
        Posting posting = about.posting();
        head.hadBody(posting == null ? 0 : posting.bodyBytes());
        boolean direct = site(head, caller) != null;
        List<Field> told = direct ? head.fields() : persona.forwarded(head, wish, caller);
        Fetch fetch = server.fetch(head, wish, told, caller, now);
        boolean posts = POSTING.contains(head.method);
        Origin origin =
                posts
                        ? server.origins().posted(fetch, head.said("content-type"))
                        : server.origins().answer(fetch);
        Answer answer =
                direct ? origin.answer(head) : persona.passed(head, wish, origin, caller, now);
        sink.record(
                request.note(
                        wish.target(),
                        null,
                        answer,
                        posts ? Verdict.WEB_ABUSE : verdict(origin.kind()),
                        outcome(origin.kind())));
        Grant grant = origin.grant();
        if (grant != null) {
            String host = fetch.target().host();
            grant.record(host, fetch.path(), head.said("user-agent"), sink);
        }
        return answer;
    }

    private static Verdict verdict(Origin.Kind kind) {
        return switch (kind) {
            case JUDGE, ECHO, FRONT -> Verdict.PROBE;
            case PAGE, FILE, FORM -> Verdict.WEB_ABUSE;
        };
    }

    private static String outcome(Origin.Kind kind) {
        return switch (kind) {
            case JUDGE, ECHO -> "judge";
            case FRONT, PAGE, FILE, FORM -> "page";
        };
    }
}
