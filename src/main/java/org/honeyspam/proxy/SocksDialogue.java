package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.dialogue.Outcome;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Sink;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.PeerText;
import org.jspecify.annotations.Nullable;

/**
 * A session with a SOCKS proxy of version 4, 4a or 5. One message after the other is taken byte by
 * byte, so that it does not matter how the network cut them.
 */
final class SocksDialogue implements Dialogue {
    private static final byte NO_LOGIN = 0;
    private static final byte LOGIN = 2;
    private static final byte NO_METHOD = (byte) 0xff;
    private static final byte LOGIN_VERSION = 1;
    private static final int MESSAGE_BYTES = 64;

    /** Linux gives a client's end an odd port of these. */
    private static final int PORT_MIN = 32_769;

    private static final int PORTS = 14_116;

    private final ProxyServer server;
    private final SocksPersona persona;
    private @Nullable Peer peer;
    private Awaited awaited = Awaited.VERSION;
    private byte[] message = new byte[MESSAGE_BYTES];
    private int length;
    private boolean loggedIn;
    private @Nullable String user;
    private @Nullable String password;

    /** A login that was taken, and nothing asked for behind it. */
    private byte @Nullable [] idleLogin;

    private enum Awaited {
        VERSION,
        GREETING,
        LOGIN,
        REQUEST,
        NOTHING
    }

    SocksDialogue(ProxyServer server, SocksPersona persona) {
        this.server = server;
        this.persona = persona;
    }

    @Override
    public void opened(Peer newPeer, Instant now, Sink sink) {
        peer = newPeer;
        sink.deadline(persona.patience(server.settings().requestMax()));
    }

    @Override
    public void received(byte[] bytes, Instant now, Sink sink) {
        for (int at = 0; at < bytes.length && awaited != Awaited.NOTHING; at++) {
            if (length == message.length) {
                message = Arrays.copyOf(message, 2 * length);
            }
            message[length++] = bytes[at];
            if (awaited == Awaited.VERSION) {
                version(sink);
            }
            if (complete()) {
                take(Arrays.copyOfRange(bytes, at + 1, bytes.length), sink);
            } else if (awaited == Awaited.REQUEST && length >= longest()) {
                odd("request_too_long", sink);
                end(sink);
            }
        }
    }

    @Override
    public void timedOut(Instant now, Sink sink) {
        end(sink);
    }

    @Override
    public void stored(Outcome outcome, Instant now, Sink sink) {
        throw new IllegalStateException("a proxy stores no message");
    }

    @Override
    public void failed(Instant now, Sink sink) {
        end(sink);
    }

    @Override
    public void closed(Instant now, Sink sink) {
        awaited = Awaited.NOTHING;
        byte[] login = idleLogin;
        if (login != null) {
            // A guesser of passwords is content with the answer: we waited for more in vain.
            recordLogin(login, 0, "timed_out", sink);
        }
    }

    private void version(Sink sink) {
        boolean four = message[0] == SocksGrammar.VERSION_4 && persona.speaksVersion4();
        if (message[0] == SocksGrammar.VERSION_5) {
            awaited = Awaited.GREETING;
        } else if (four) {
            awaited = Awaited.REQUEST;
        } else {
            odd("other_protocol", sink);
            send(persona.toOtherVersion(), sink);
            end(sink);
        }
    }

    private boolean complete() {
        return switch (awaited) {
            case GREETING -> length == SocksGrammar.greetingBytes(message, length);
            case LOGIN ->
                    message[0] != LOGIN_VERSION
                            || length == SocksGrammar.loginBytes(message, length);
            case REQUEST ->
                    persona.refusesStart(message, length)
                            || length == SocksGrammar.requestBytes(message, length);
            case VERSION, NOTHING -> false;
        };
    }

    private int longest() {
        return Math.min(server.settings().requestBytesMax(), persona.requestBytesMax());
    }

    private void take(byte[] rest, Sink sink) {
        byte[] whole = Arrays.copyOf(message, length);
        length = 0;
        switch (awaited) {
            case GREETING -> greeting(whole, sink);
            case LOGIN -> login(whole, sink);
            default -> request(SocksRequest.of(whole), rest, sink);
        }
    }

    private void greeting(byte[] whole, Sink sink) {
        boolean free = !server.face().asksPassword() && offers(whole, NO_LOGIN);
        // Who offers nothing but a password may give it, though none is asked for: it is a find.
        byte method = free ? NO_LOGIN : offers(whole, LOGIN) ? LOGIN : NO_METHOD;
        if (method == NO_METHOD) {
            boolean denied = server.face().asksPassword();
            recordLogin(whole, SocksGrammar.unsigned(method), denied ? "denied" : "error", sink);
        }
        sink.send(new byte[] {SocksGrammar.VERSION_5, method});
        if (method == NO_METHOD) {
            end(sink);
        } else {
            awaited = method == LOGIN ? Awaited.LOGIN : Awaited.REQUEST;
        }
    }

    private static boolean offers(byte[] greeting, byte method) {
        for (int i = 2; i < greeting.length; i++) {
            if (greeting[i] == method) {
                return true;
            }
        }
        return false;
    }

    private void login(byte[] whole, Sink sink) {
        if (whole[0] != LOGIN_VERSION) {
            odd("bad_request", new String(whole, ISO_8859_1), sink);
            send(persona.toOtherLogin(), sink);
            end(sink);
            return;
        }
        int passwordAt = 3 + SocksGrammar.unsigned(whole[1]);
        String name = string(whole, 2, passwordAt - 1);
        String secret = string(whole, passwordAt, whole.length);
        user = name;
        password = secret;
        InetAddress source = known().source().ip();
        boolean given = !name.isEmpty() && !secret.isEmpty();
        loggedIn =
                !server.face().asksPassword()
                        || (given && server.inside().admits(name, secret, source));
        int status = loggedIn ? 0 : persona.refusedLogin(secret.isEmpty());
        if (!loggedIn) {
            recordLogin(whole, status, "denied", sink);
        }
        sink.send(new byte[] {LOGIN_VERSION, (byte) status});
        if (loggedIn) {
            idleLogin = whole;
            awaited = Awaited.REQUEST;
        } else {
            end(sink);
        }
    }

    /** To a program in C a string ends with its first zero. */
    private static String string(byte[] bytes, int from, int to) {
        return new String(
                bytes, from, Math.min(to, SocksGrammar.end(bytes, from)) - from, ISO_8859_1);
    }

    private void request(SocksRequest request, byte[] rest, Sink sink) {
        user = request.user() == null ? user : request.user();
        int flaw = persona.flaw(request);
        Target target = request.target();
        if (request.raw().length == 1) {
            odd("bad_request", new String(request.raw(), ISO_8859_1), sink);
            send(reply(flaw, request), sink);
            end(sink);
        } else if (server.face().asksPassword() && !loggedIn && target != null) {
            conclude(SocksPersona.NOT_ALLOWED, request, "denied", sink);
        } else if (flaw != SocksPersona.SUCCEEDED || target == null) {
            conclude(flaw, request, request.isBarred() ? "refused" : "error", sink);
        } else {
            connect(request, target, rest, sink);
        }
    }

    private void connect(SocksRequest request, Target target, byte[] rest, Sink sink) {
        NextHop hop = server.tunnel().hop(target, known());
        Tunnel.End end = server.tunnel().end(hop, known());
        String outcome = Tunnel.outcome(end, hop);
        switch (end) {
            case LANDS -> {
                byte[] reply = reply(SocksPersona.SUCCEEDED, request);
                record(request, reply, outcome, sink);
                sink.send(reply);
                awaited = Awaited.NOTHING;
                var call = new Tunnel.Call(known(), rest);
                String via = request.protocol();
                server.tunnel().enter(hop, target, via, request.asked(), call, sink);
            }
            case REFUSED -> conclude(SocksPersona.REFUSED, request, outcome, sink);
            case TIMES_OUT -> {
                byte[] reply = reply(SocksPersona.TTL_EXPIRED, request);
                record(request, reply, outcome, sink);
                sink.pause(server.settings().connectDelay());
                sink.send(reply);
                end(sink);
            }
        }
    }

    /** Records, says no and closes. */
    private void conclude(int code, SocksRequest request, String outcome, Sink sink) {
        byte[] reply = reply(code, request);
        record(request, reply, outcome, sink);
        send(reply, sink);
        end(sink);
    }

    private byte[] reply(int code, SocksRequest request) {
        return code == SocksPersona.SILENCE ? new byte[0] : persona.reply(code, request, bound());
    }

    /** Our end of the connection that he believes in: the same for all of a session. */
    private Endpoint bound() {
        Peer caller = known();
        InetAddress outer = IpText.read(server.settings().outerAddress());
        var dice = new SplittableRandom(caller.session().hashCode());
        int port = PORT_MIN + 2 * dice.nextInt(PORTS);
        return new Endpoint(outer == null ? caller.local().ip() : outer, port);
    }

    private static void send(byte[] bytes, Sink sink) {
        if (bytes.length > 0) {
            sink.send(bytes);
        }
    }

    private void end(Sink sink) {
        awaited = Awaited.NOTHING;
        sink.close();
    }

    private void odd(String kind, Sink sink) {
        odd(kind, new String(message, 0, length, ISO_8859_1), sink);
    }

    private static void odd(String kind, String sample, Sink sink) {
        sink.record(new JournalEvent.OddInput(kind, PeerText.sample(sample)));
    }

    /** A session that ends before anything is asked for has no method and no target. */
    private void recordLogin(byte[] raw, int status, String outcome, Sink sink) {
        var nothing = new SocksRequest("socks5", 0, 0, new byte[0], null, "", null, raw);
        record(nothing, "", status, outcome, sink);
    }

    private void record(SocksRequest request, byte[] reply, String outcome, Sink sink) {
        Integer code = reply.length == 0 ? null : SocksGrammar.unsigned(reply[1]);
        record(request, request.method(), code, outcome, sink);
    }

    private void record(
            SocksRequest request,
            String method,
            @Nullable Integer code,
            String outcome,
            Sink sink) {
        idleLogin = null;
        Target target = request.target();
        NextHop hop =
                target != null && request.command() == SocksRequest.CONNECT
                        ? server.tunnel().hop(target, known())
                        : null;
        sink.record(
                new JournalEvent.ProxyRequest(
                        request.protocol(),
                        method,
                        request.asked(),
                        target == null ? null : target.host(),
                        target == null ? null : target.port(),
                        hop == null ? null : hop.label(),
                        null,
                        null,
                        new String(request.raw(), ISO_8859_1),
                        user,
                        password,
                        null,
                        code,
                        0,
                        hop == null ? Verdict.SCAN.label() : Verdict.of(hop).label(),
                        outcome));
    }

    private Peer known() {
        if (peer == null) {
            throw new IllegalStateException("not opened");
        }
        return peer;
    }
}
