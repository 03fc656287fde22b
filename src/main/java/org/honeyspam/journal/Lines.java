package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of JSON and back. Names of the envelope are here, those of events with them.
 * Who and what are written and read apart: a tree of the whole line takes two to three times as
 * long.
 */
public final class Lines {
    static final int SCHEMA = 1;
    private static final String CHAIN = "honeyspam.chain";
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
                    CHAIN);

    private static final Pattern ID = Pattern.compile(".*-(\\d{1,18})-\\d+");
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final ObjectWriter EVENT = JSON.writerFor(JournalEvent.class);
    private static final ObjectReader TO_EVENT = JSON.readerFor(JournalEvent.class);
    private static final int ENVELOPE_CHARACTERS = 400;

    private Lines() {}

    /** The line, with its line feed: who and what, written apart and joined. */
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
            line.writeArrayFieldStart(CHAIN);
            for (Hop hop : peer.chain()) {
                line.writeString(hop.text());
            }
            line.writeEndArray();
        }
    }

    /** Reads a line; null if it is none of ours, as one that a crash tore. */
    public static @Nullable Recorded read(String text) {
        try (JsonParser line = JSON.createParser(text)) {
            if (line.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            var who = new Who();
            int taken = 0;
            String name = line.nextFieldName();
            while (taken < ENVELOPE.size() && ENVELOPE.get(taken).equals(name)) {
                line.nextToken();
                who.take(name, line);
                name = line.nextFieldName();
                taken++;
            }
            boolean whole = who.texts.size() == ENVELOPE.size() - 1; // All but the chain.
            boolean chained = taken == ENVELOPE.size();
            boolean asWeWrite = whole && JournalEvent.ACTION.equals(name);
            return asWeWrite && (chained || !text.contains(CHAIN))
                    ? who.did(TO_EVENT.readValue(line))
                    : ofAnyOrder(text);
        } catch (IOException | DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    /** One of the node itself, or whose fields another program has put elsewhere. */
    private static @Nullable Recorded ofAnyOrder(String text) throws IOException {
        JsonNode line = parse(text);
        if (line == null) {
            return null;
        }
        var who = new Who();
        for (String name : ENVELOPE) {
            if (line.hasNonNull(name)) {
                try (JsonParser value = line.get(name).traverse()) {
                    value.nextToken();
                    who.take(name, value);
                }
            }
        }
        return who.did(JSON.treeToValue(line, JournalEvent.class));
    }

    /** The envelope of a line, as far as it is read. */
    private static final class Who {
        private final Map<String, String> texts = new HashMap<>();
        private final List<String> chain = new ArrayList<>();

        /** Takes the value that a parser is at. */
        void take(String name, JsonParser value) throws IOException {
            if (value.currentToken().isScalarValue()) {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    texts.put(name, value.getText());
                }
            } else if (value.hasToken(JsonToken.START_ARRAY) && name.equals(CHAIN)) {
                while (value.nextToken() != JsonToken.END_ARRAY) {
                    value.skipChildren();
                    chain.add(value.getText());
                }
            } else {
                value.skipChildren();
            }
        }

        Recorded did(JournalEvent event) {
            return new Recorded(
                    texts.getOrDefault("event.id", ""),
                    Instant.parse(texts.getOrDefault("@timestamp", "")),
                    texts.getOrDefault("honeyspam.node", ""),
                    texts.get("honeyspam.service"),
                    texts.get("honeyspam.session"),
                    texts.get("source.ip"),
                    port("source.port"),
                    texts.get("destination.ip"),
                    port("destination.port"),
                    chain,
                    event);
        }

        private int port(String name) {
            String text = texts.get(name);
            return text == null ? 0 : Integer.parseInt(text);
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
}
