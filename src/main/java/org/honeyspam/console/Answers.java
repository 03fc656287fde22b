package org.honeyspam.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.honeyspam.console.access.Caller;
import org.honeyspam.console.access.Secrets;
import org.honeyspam.console.page.Ask;
import org.honeyspam.console.page.Found;
import org.honeyspam.console.page.Page;
import org.honeyspam.console.sheet.Sheet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is asked, and writes what was found: as a page, as JSON, as CSV. */
final class Answers {
    static final String API = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Backend backend;
    private final InstantSource clock;

    Answers(Backend backend, InstantSource clock) {
        this.backend = backend;
        this.clock = clock;
    }

    /** Does what a request asks for. */
    interface Work {
        void run(Ask ask) throws Ask.Wrong, IOException, SQLException;
    }

    /** Answers with the page. */
    void html(Page page, ServerRequest request, ServerResponse response) {
        guarded(
                request,
                response,
                ask -> {
                    Found found = page.find(ask);
                    String path = path(request).equals("/") ? "/overview" : path(request);
                    String json = API + path + query(ask, null);
                    String csv = found.sheet() == null ? null : API + path + query(ask, "csv");
                    page(found, request, response, Status.OK_200, csv, json);
                });
    }

    /** Answers with the same as JSON or CSV. */
    void json(Page page, ServerRequest request, ServerResponse response) {
        guarded(
                request,
                response,
                ask -> {
                    Found found = page.find(ask);
                    Sheet sheet = found.sheet();
                    String format = ask.text("format");
                    if (format.equals("csv") && sheet != null) {
                        response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8");
                        response.header(
                                HeaderNames.CONTENT_DISPOSITION, "attachment; filename=list.csv");
                        response.send(sheet.csv().getBytes(UTF_8));
                    } else if (format.isEmpty() || format.equals("json")) {
                        json(found.model(), response);
                    } else {
                        throw Ask.Wrong.request("format: json, or of lists csv");
                    }
                });
    }

    void json(Object value, ServerResponse response) throws IOException {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(JSON.writeValueAsBytes(value));
    }

    /** Does the work; whatever becomes of it, somebody is answered. */
    void guarded(ServerRequest request, ServerResponse response, Work work) {
        try {
            work.run(ask(request));
        } catch (Ask.Wrong e) {
            trouble(e.status(), String.valueOf(e.getMessage()), request, response);
        } catch (Desk.Busy e) {
            response.header("Retry-After", "5");
            trouble(503, String.valueOf(e.getMessage()), request, response);
        } catch (IOException | SQLException e) {
            LOG.warn("The console cannot answer {}: {}", path(request), e.getMessage());
            trouble(503, "that cannot be read now; the log says why", request, response);
        } catch (ServerConnectionException e) {
            LOG.debug("Who asked for {} did not wait for it", path(request));
        } catch (RuntimeException e) {
            LOG.error("The console cannot answer {}, by a fault of the program", path(request), e);
            trouble(500, "a fault of the program; the log says more", request, response);
        }
    }

    private void trouble(int status, String why, ServerRequest request, ServerResponse response) {
        if (response.isSent()) {
            return; // The answer was cut: he sees that.
        }
        try {
            if (path(request).startsWith(API)) {
                response.status(status);
                json(Map.of("error", why), response);
            } else {
                var found = new Found("trouble.jte", "Not so", why);
                page(found, request, response, Status.create(status), null, null);
            }
        } catch (IOException e) {
            LOG.debug("Nobody is there to be told", e);
        }
    }

    /** Writes a page. */
    void page(
            Found found,
            ServerRequest request,
            ServerResponse response,
            Status status,
            @Nullable String csv,
            @Nullable String json) {
        var node = backend.status();
        Caller caller = request.context().get(Caller.class).orElse(null);
        var frame =
                new Frame(
                        found.title(),
                        path(request),
                        caller,
                        node.node(),
                        node.isWell(),
                        csv,
                        json);
        var text = new StringOutput();
        templates.render(found.template(), Map.of("frame", frame, "model", found.model()), text);
        response.status(status).header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.send(text.toString().getBytes(UTF_8));
    }

    /** What is asked; of a form, what was sent as well. */
    private Ask ask(ServerRequest request) throws Ask.Wrong {
        Instant now = clock.instant();
        Map<String, String> path = new LinkedHashMap<>();
        request.path()
                .pathParameters()
                .toMap()
                .forEach((name, values) -> path.put(name, values.getFirst()));
        Map<String, String> query = new TreeMap<>();
        if (request.prologue().hasQuery()) {
            query.putAll(Form.fields(request.prologue().query().rawValue()));
        }
        if (request.content().hasEntity()) {
            query.putAll(Form.read(request));
        }
        Gate.Csrf csrf = request.context().get(Gate.Csrf.class).orElse(null);
        if (csrf != null
                && !Secrets.same(
                        csrf.wanted(),
                        csrf.header().isEmpty() ? query.getOrDefault("csrf", "") : csrf.header())) {
            throw Ask.Wrong.forbidden("this does not come from a page of ours; open it anew");
        }
        query.remove("csrf");
        return new Ask(request.context().get(Caller.class).orElseThrow(), now, path, query);
    }

    static String path(ServerRequest request) {
        return request.prologue().uriPath().path();
    }

    /** The query again, with another format or with none. */
    private static String query(Ask ask, @Nullable String format) {
        var text = new StringBuilder();
        Map<String, String> fields = new TreeMap<>(ask.query());
        fields.remove("format");
        if (format != null) {
            fields.put("format", format);
        }
        fields.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }
}
