package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of JSON and back. Names of the envelope are here, those of events with them.
 */
public final class Lines {
    static final int SCHEMA = 1;
    static final List<String> ENVELOPE =
            List.of(
                    "@timestamp",
                    "event.id",
                    "honeyspam.schema",
                    "honeyspam.node",
                    "honeyspam.service",
                    "honeyspam.session",
                    "source.ip",
                    "source.port",
                    "destination.ip",
                    "destination.port",
                    "honeyspam.chain");

    private static final Pattern ID = Pattern.compile(".*-(\\d{1,18})-\\d+");
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final ObjectWriter EVENT = JSON.writerFor(JournalEvent.class);
    private static final int ENVELOPE_CHARACTERS = 400;

    private Lines() {}

    /**
     * The line, with its line feed. Who and what are written apart and joined: a tree of both took
     * three times as long.
     */
    static byte[] write(String node, String id, Entry entry) {
        try {
            String who = envelope(node, id, entry);
            String what = EVENT.writeValueAsString(entry.event());
            String line = who.substring(0, who.length() - 1) + "," + what.substring(1) + "\n";
            return line.getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("an event cannot be written", e);
        }
    }

    private static String envelope(String node, String id, Entry entry) throws IOException {
        var text = new StringWriter(ENVELOPE_CHARACTERS);
        try (JsonGenerator line = JSON.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("@timestamp", entry.time().toString());
            line.writeStringField("event.id", id);
            line.writeNumberField("honeyspam.schema", SCHEMA);
            line.writeStringField("honeyspam.node", node);
            Peer peer = entry.peer();
            if (peer != null) {
                write(peer, line);
            }
            line.writeEndObject();
        }
        return text.toString();
    }

    private static void write(Peer peer, JsonGenerator line) throws IOException {
        line.writeStringField("honeyspam.service", peer.service());
        line.writeStringField("honeyspam.session", peer.session());
        line.writeStringField("source.ip", peer.source().ipText());
        line.writeNumberField("source.port", peer.source().port());
        line.writeStringField("destination.ip", peer.local().ipText());
        line.writeNumberField("destination.port", peer.local().port());
        if (!peer.chain().isEmpty()) {
            line.writeArrayFieldStart("honeyspam.chain");
            for (Hop hop : peer.chain()) {
                line.writeString("%s %s %s".formatted(hop.via(), hop.at(), hop.target()));
            }
            line.writeEndArray();
        }
    }

    /** Reads a line; null if it is none of ours, as one that a crash tore. */
    public static @Nullable Recorded read(String text) {
        try {
            JsonNode line = parse(text);
            if (line == null) {
                return null;
            }
            List<String> chain = new ArrayList<>();
            line.path("honeyspam.chain").forEach(hop -> chain.add(hop.asText()));
            return new Recorded(
                    line.path("event.id").asText(),
                    Instant.parse(line.path("@timestamp").asText()),
                    line.path("honeyspam.node").asText(),
                    textOrNull(line, "honeyspam.service"),
                    textOrNull(line, "honeyspam.session"),
                    textOrNull(line, "source.ip"),
                    line.path("source.port").asInt(),
                    textOrNull(line, "destination.ip"),
                    line.path("destination.port").asInt(),
                    chain,
                    JSON.treeToValue(line, JournalEvent.class));
        } catch (JsonProcessingException | DateTimeParseException e) {
            return null;
        }
    }

    /** Whether it is a whole line of a journal, if only a later version knows its type. */
    static boolean isWhole(String text) {
        try {
            return parse(text) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The boot in the id of a whole line; -1 if there is none. */
    static long boot(@Nullable String whole) throws JsonProcessingException {
        JsonNode line = whole == null ? null : parse(whole);
        Matcher id = ID.matcher(line == null ? "" : line.path("event.id").asText());
        return id.matches() ? Long.parseLong(id.group(1)) : -1;
    }

    private static @Nullable JsonNode parse(String text) throws JsonProcessingException {
        JsonNode line = JSON.readTree(text);
        return line != null && line.isObject() && line.hasNonNull("event.id") ? line : null;
    }

    private static @Nullable String textOrNull(JsonNode line, String name) {
        return line.hasNonNull(name) ? line.get(name).asText() : null;
    }
}
