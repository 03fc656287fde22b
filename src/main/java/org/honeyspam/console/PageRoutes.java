package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import org.honeyspam.console.page.Ask;
import org.honeyspam.console.page.Found;
import org.honeyspam.share.BlacklistCopy;
import org.honeyspam.share.ListFormat;

/** Puts the pages at their paths, and what belongs to them but is no page. */
final class PageRoutes {
    /** Of a frame's own: nothing in it runs, loads or leads anywhere, whatever the page says. */
    private static final String FRAMED =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                    + " frame-ancestors 'self'";

    private final Routes routes;
    private final Answers answers;
    private final Backend backend;

    PageRoutes(Routes routes, Answers answers, Backend backend) {
        this.routes = routes;
        this.answers = answers;
        this.backend = backend;
    }

    void register(HttpRouting.Builder routing) {
        for (Routes.Route route : routes.all()) {
            routing.get(route.path(), (q, a) -> answers.html(route.page(), q, a));
            routing.get(Answers.API + route.apiPath(), (q, a) -> answers.json(route.page(), q, a));
        }
        routing.get(
                Answers.API + "/openapi.json",
                (q, a) ->
                        answers.guarded(
                                q,
                                a,
                                ask ->
                                        answers.json(
                                                OpenApi.of(
                                                        routes.all(), backend.status().version()),
                                                a)));
        routing.get(
                "/live", (q, a) -> answers.html(ask -> new Found("live.jte", "Live", ask), q, a));
        routing.post("/decisions", (q, a) -> decide(q, a, false));
        routing.post(Answers.API + "/decisions", (q, a) -> decide(q, a, true));
        routing.get("/messages.mbox", this::mbox);
        routing.get("/messages/{id}/html", this::message);
        routing.get("/messages/{id}/raw", this::raw);
        routing.get("/messages/{id}/parts/{hash}", this::part);
        routing.get("/sites/{host}/frame", this::site);
        routing.get("/blacklist/export/{format}", this::export);
    }

    private void decide(ServerRequest request, ServerResponse response, boolean program) {
        answers.guarded(
                request,
                response,
                ask -> {
                    operatorsOnly(ask);
                    var decided = routes.decisions().decide(ask, Gate.source(request));
                    if (program) {
                        answers.json(decided, response);
                    } else {
                        response.status(Status.SEE_OTHER_303);
                        response.header(HeaderNames.LOCATION, "/decisions").send();
                    }
                });
    }

    private static void operatorsOnly(Ask ask) throws Ask.Wrong {
        if (!ask.caller().isOperator()) {
            throw Ask.Wrong.forbidden("that is for operators");
        }
    }

    private void message(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask -> framed(routes.message().html(ask).getBytes(UTF_8), response));
    }

    private void site(ServerRequest request, ServerResponse response) {
        answers.guarded(request, response, ask -> framed(routes.sites().frame(ask), response));
    }

    private static void framed(byte[] page, ServerResponse response) {
        response.headers().set(HeaderNames.create("Content-Security-Policy"), FRAMED);
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.send(page);
    }

    private void mbox(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask ->
                        download(
                                routes.messages().mbox(ask),
                                "messages.mbox",
                                "application/mbox",
                                response));
    }

    private void raw(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask ->
                        download(
                                routes.message().raw(ask),
                                ask.named("id") + ".eml",
                                "message/rfc822",
                                response));
    }

    private void part(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask -> {
                    operatorsOnly(ask);
                    byte[] zip = routes.message().zip(ask);
                    routes.decisions().tell(ask, Gate.source(request), "part_taken");
                    download(zip, ask.named("hash") + ".zip", "application/zip", response);
                });
    }

    private void export(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask -> {
                    String label = ask.named("format");
                    if (!ListFormat.labels().contains(label)) {
                        throw Ask.Wrong.nothing(
                                "format: one of " + String.join(", ", ListFormat.labels()));
                    }
                    Instant now = ask.now();
                    String link = backend.configuration().dnsbl().link();
                    var copy = new BlacklistCopy(now, backend.listed().all(), link);
                    byte[] text = ListFormat.of(label).text(copy).getBytes(UTF_8);
                    download(text, "blacklist-" + label + ".txt", "text/plain", response);
                });
    }

    private static void download(byte[] bytes, String name, String type, ServerResponse response) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + safe + "\"");
        response.send(bytes);
    }
}
