package org.honeyspam.console;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.honeyspam.console.live.Streams;
import org.honeyspam.console.page.Ask;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.JournalReader.Position;

/** The live page's rows, and the journal for programs. */
final class StreamRoutes {
    private static final List<String> FIELDS = List.of("action", "service", "ip", "session");
    private static final String EVENTS = "text/event-stream";

    private final Streams streams;
    private final Answers answers;
    private final Path journal;

    StreamRoutes(Streams streams, Answers answers, Path journal) {
        this.streams = streams;
        this.answers = answers;
        this.journal = journal;
    }

    /** Writes until the other side is gone. */
    private interface Flow {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    void register(HttpRouting.Builder routing) {
        routing.get("/live/rows", this::rows);
        routing.get(Answers.API + "/stream", this::lines);
    }

    private void rows(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask -> {
                    Streams.Wanted wanted = wanted(ask);
                    flow(EVENTS, response, out -> streams.rows(wanted, out));
                });
    }

    private void lines(ServerRequest request, ServerResponse response) {
        answers.guarded(
                request,
                response,
                ask -> {
                    String format = ask.text("format");
                    String accepted = request.headers().first(HeaderNames.ACCEPT).orElse("");
                    boolean events =
                            format.equals("sse") || format.isEmpty() && accepted.contains(EVENTS);
                    if (!format.isEmpty() && !List.of("sse", "ndjson").contains(format)) {
                        throw Ask.Wrong.request("format: sse or ndjson");
                    }
                    Position from = from(ask, request);
                    boolean follow = !ask.text("follow").equals("false");
                    Streams.Wanted wanted = wanted(ask);
                    String type = events ? EVENTS : "application/x-ndjson";
                    flow(type, response, out -> streams.lines(from, wanted, events, follow, out));
                });
    }

    /** Where it goes on; from now on, if nobody says. */
    private Position from(Ask ask, ServerRequest request) throws Ask.Wrong, IOException {
        String last =
                request.headers().first(HeaderNames.create("Last-Event-ID")).orElse("").strip();
        String cursor = last.isEmpty() ? ask.text("after") : last;
        if (cursor.isEmpty()) {
            return JournalReader.end(journal);
        }
        Position position = cursor.equals("start") ? Position.START : Streams.position(cursor);
        if (position == null) {
            throw Ask.Wrong.request("after: a cursor of this stream, or start");
        }
        return position;
    }

    private static Streams.Wanted wanted(Ask ask) {
        Map<String, String> is = new HashMap<>();
        for (String field : FIELDS) {
            String value = ask.text(field);
            if (!value.isEmpty()) {
                is.put(field, value);
            }
        }
        return new Streams.Wanted(is);
    }

    private void flow(String type, ServerResponse response, Flow flow) throws IOException {
        if (!streams.enter()) {
            throw new Desk.Busy("too many look on already; see console.viewers_max");
        }
        response.header(HeaderNames.CONTENT_TYPE, type);
        try (OutputStream out = response.outputStream()) {
            flow.to(out);
        } catch (IOException | UncheckedIOException | ServerConnectionException e) {
            // He is gone: that is how such a stream ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.leave();
        }
    }
}
