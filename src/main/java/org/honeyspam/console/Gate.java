package org.honeyspam.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.honeyspam.config.Console;
import org.honeyspam.console.access.Caller;
import org.honeyspam.console.access.Doorkeeper;
import org.honeyspam.dialogue.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before all pages: is the console called by a name of its own, does the page come from it,
 * and who asks. What it lets through carries a {@link Caller}.
 */
final class Gate implements Filter {
    static final String COOKIE = "honeyspam";

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD);
    private static final String BEARER = "Bearer ";

    private final Doorkeeper doorkeeper;
    private final Set<String> names = new HashSet<>();
    private final String scheme;

    /** Why a request is not let through. */
    private record Verdict(Status status, String why) {}

    Gate(Console settings, Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
        this.scheme = settings.certificate() == null ? "http" : "https";
        names.addAll(settings.hosts());
        Endpoint listen = settings.listen();
        if (listen != null) {
            String ip = listen.ipText();
            names.add(ip.indexOf(':') < 0 ? ip : "[" + ip + "]");
        }
        if (settings.isPrivate()) {
            names.add("localhost");
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        // Not less: a form would then come from nowhere, and isFromUs() could not tell.
        response.header("Referrer-Policy", "same-origin");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header("Cache-Control", "no-store");
        Verdict no = judge(request);
        if (no == null) {
            chain.proceed();
            return;
        }
        boolean page = SAFE.contains(request.prologue().method()) && !isForPrograms(path(request));
        if (no.status().equals(Status.UNAUTHORIZED_401) && page) {
            response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, "/login").send();
            return;
        }
        if (no.status().equals(Status.UNAUTHORIZED_401)) {
            response.header("WWW-Authenticate", "Bearer");
        }
        response.status(no.status()).header(HeaderNames.CONTENT_TYPE, "text/plain");
        response.send(no.why() + "\n");
    }

    private @Nullable Verdict judge(ServerRequest request) {
        if (!isOurs(request.authority())) {
            // A name that somebody else had point here, so that his pages may ask ours.
            return new Verdict(
                    Status.MISDIRECTED_REQUEST_421,
                    "this console is not called so; see console.hosts");
        }
        String path = path(request);
        boolean safe = SAFE.contains(request.prologue().method());
        if (!safe && !isFromUs(request)) {
            return new Verdict(Status.FORBIDDEN_403, "this does not come from a page of ours");
        }
        if (isOpen(path)) {
            return null;
        }
        try {
            return identify(request, safe);
        } catch (Doorkeeper.Refused e) {
            return new Verdict(Status.UNAUTHORIZED_401, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error("Nobody can be let into the console: {}", e.getMessage());
            return new Verdict(Status.SERVICE_UNAVAILABLE_503, "nobody can be let in now");
        }
    }

    private @Nullable Verdict identify(ServerRequest request, boolean safe)
            throws Doorkeeper.Refused, IOException {
        String given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (given.startsWith(BEARER)) {
            String token = given.substring(BEARER.length()).strip();
            request.context().register(doorkeeper.byToken(token, source(request)));
            return null;
        }
        String session = session(request);
        Caller caller = session == null ? null : doorkeeper.bySession(session);
        if (caller == null) {
            return new Verdict(Status.UNAUTHORIZED_401, "log in, or give a token");
        }
        request.context().register(caller);
        if (!safe) {
            // A form brings it as a field, which is looked at where the form is read.
            String csrf = request.headers().first(HeaderNames.create("X-CSRF")).orElse("");
            request.context().register(new Csrf(caller.csrf(), csrf));
        }
        return null;
    }

    /** What a browser has to bring, and what it brought in a field of the header. */
    record Csrf(String wanted, String header) {}

    static @Nullable String session(ServerRequest request) {
        return request.headers().cookies().first(COOKIE).orElse(null);
    }

    static InetAddress source(ServerRequest request) {
        return ((InetSocketAddress) request.remotePeer().address()).getAddress();
    }

    private static String path(ServerRequest request) {
        return request.prologue().uriPath().path();
    }

    private boolean isOurs(String authority) {
        return names.contains(host(authority));
    }

    private static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean port = colon > authority.lastIndexOf(']');
        return (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    }

    /** A browser says where a form comes from; a program does not, and has no cookie. */
    private boolean isFromUs(ServerRequest request) {
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse(null);
        return origin == null || origin.equals(scheme + "://" + request.authority());
    }

    /** What is there for everybody who reaches it. */
    private static boolean isOpen(String path) {
        return path.equals("/login")
                || path.equals("/healthz")
                || path.equals("/readyz")
                || path.startsWith("/assets/");
    }

    private static boolean isForPrograms(String path) {
        return path.startsWith("/api/") || path.equals("/metrics") || path.startsWith("/live/");
    }
}
