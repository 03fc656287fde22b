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
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of JSON and back. Names of the envelope are here, those of events with them.
 * Who and what are written and read apart: a tree of the whole line takes two to three times as
 * long.
 */
public final class Lines {
    static final int SCHEMA = 1;
    private static final String CHAIN = "honeyspam.chain";
    private static final String REPLAYED = "honeyspam.replayed";
    private static final String BEGIN = "{\"@timestamp\":\"";
    private static final String ID_FOLLOWS = "\",\"event.id\":\"";
    private static final String SESSION_FOLLOWS = "\",\"honeyspam.session\":\"";
    private static final String REPLAYED_FOLLOWS = ",\"honeyspam.replayed\":\"";
    private static final int SELDOM = 2; // The chain, and that it was replayed.
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
                    CHAIN,
                    REPLAYED);

    /** An id: the node, the second its boot began, a number. */
    private static final Pattern ID = Pattern.compile("(.*)-(\\d{1,18})-(\\d{1,18})");

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final ObjectWriter EVENT = JSON.writerFor(JournalEvent.class);
    private static final ObjectReader TO_EVENT = JSON.readerFor(JournalEvent.class);
    private static final int ENVELOPE_CHARACTERS = 400;

    private Lines() {}

    static byte[] write(String node, String id, Entry entry) {
        return write(Recorded.of(node, id, entry));
    }

    /** The line, with its line feed: who and what, written apart and joined. */
    static byte[] write(Recorded recorded) {
        return (text(recorded) + "\n").getBytes(UTF_8);
    }

    /** The line as it is in the journal. */
    public static String text(Recorded recorded) {
        try {
            String who = envelope(recorded);
            String what = EVENT.writeValueAsString(recorded.event());
            return who.substring(0, who.length() - 1) + "," + what.substring(1);
        } catch (IOException e) {
            throw new UncheckedIOException("an event cannot be written", e);
        }
    }

    private static String envelope(Recorded recorded) throws IOException {
        var text = new StringWriter(ENVELOPE_CHARACTERS);
        Replayed replayed = recorded.replayed();
        try (JsonGenerator line = JSON.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("@timestamp", recorded.time().toString());
            line.writeStringField("event.id", recorded.id());
            line.writeNumberField("honeyspam.schema", SCHEMA);
            line.writeStringField("honeyspam.node", recorded.node());
            if (recorded.sourceIp() != null) {
                writePeer(recorded, line);
            }
            if (replayed != null) {
                line.writeStringField(REPLAYED, replayed.label());
            }
            line.writeEndObject();
        }
        return text.toString();
    }

    private static void writePeer(Recorded recorded, JsonGenerator line) throws IOException {
        line.writeStringField("honeyspam.service", recorded.service());
        line.writeStringField("honeyspam.session", recorded.session());
        line.writeStringField("source.ip", recorded.sourceIp());
        line.writeNumberField("source.port", recorded.sourcePort());
        line.writeStringField("destination.ip", recorded.destinationIp());
        line.writeNumberField("destination.port", recorded.destinationPort());
        if (!recorded.chain().isEmpty()) {
            line.writeArrayFieldStart(CHAIN);
            for (String hop : recorded.chain()) {
                line.writeString(hop);
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
            int last = -1;
            int place = place(line.nextFieldName());
            while (place > last) { // As we write it.
                line.nextToken();
                who.take(ENVELOPE.get(place), line);
                last = place;
                place = place(line.nextFieldName());
            }
            boolean asWeWrite = who.isWhole() && JournalEvent.ACTION.equals(line.currentName());
            return asWeWrite && who.hasAll(text)
                    ? who.did(TO_EVENT.readValue(line))
                    : ofAnyOrder(text);
        } catch (IOException | DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    private static int place(@Nullable String name) {
        return name == null ? -1 : ENVELOPE.indexOf(name);
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

        /** Whether there is all that an event of a peer has. */
        boolean isWhole() {
            int seldom = texts.containsKey(REPLAYED) ? 1 : 0;
            return texts.size() - seldom == ENVELOPE.size() - SELDOM;
        }

        /** Whether there is nothing of it elsewhere in the line. */
        boolean hasAll(String text) {
            return (!chain.isEmpty() || !text.contains(CHAIN))
                    && (texts.containsKey(REPLAYED) || !text.contains(REPLAYED));
        }

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
                    Replayed.of(texts.get(REPLAYED)),
                    event);
        }

        private int port(String name) {
            String text = texts.get(name);
            return text == null ? 0 : Integer.parseInt(text);
        }
    }

    /** What a line says of itself, if only a later version knows its type. */
    sealed interface Origin {
        /** A crash tore it, or it is none. */
        record None() implements Origin {}

        /** The node itself wrote it in that boot. */
        record Own(long boot) implements Origin {}

        /** Another node wrote it, or it is of a time before. */
        record Other() implements Origin {}
    }

    /**
     * Whose a line is.
     *
     * @param node whose lines are its own, but for those that it took in from elsewhere
     */
    static Origin origin(String text, String node) {
        JsonNode line;
        try {
            line = parse(text);
        } catch (JsonProcessingException e) {
            return new Origin.None();
        }
        if (line == null) {
            return new Origin.None();
        }
        Replayed replayed = Replayed.of(line.path(REPLAYED).textValue());
        Id id = Id.of(line.path("event.id").asText());
        boolean copy = replayed != null && replayed.isCopy();
        return id == null || copy || !id.node().equals(node)
                ? new Origin.Other()
                : new Origin.Own(id.boot());
    }

    /** The id in a line; null if there is none. */
    public static @Nullable String id(String text) {
        int at = text.startsWith(BEGIN) ? text.indexOf(ID_FOLLOWS, BEGIN.length()) : -1;
        if (at >= 0 && at == text.indexOf('"', BEGIN.length())) { // As we write it.
            int from = at + ID_FOLLOWS.length();
            int end = text.indexOf('"', from);
            return end < 0 ? null : text.substring(from, end);
        }
        try {
            JsonNode line = parse(text);
            return line == null ? null : line.get("event.id").textValue();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The session in a line of a replay as we write it; null of any other. */
    public static @Nullable String session(String text) {
        int at = text.contains(REPLAYED_FOLLOWS) ? text.indexOf(SESSION_FOLLOWS) : -1;
        int from = at + SESSION_FOLLOWS.length();
        int end = at < 0 ? -1 : text.indexOf('"', from);
        return end < 0 ? null : text.substring(from, end);
    }

    /** The type that a line says it is of; null if it is no whole line. */
    static @Nullable String action(String text) {
        try {
            JsonNode line = parse(text);
            return line == null ? null : line.path(JournalEvent.ACTION).textValue();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The parts of an id. */
    public record Id(String node, long boot, long number) {
        /** Null if it is none. */
        public static @Nullable Id of(String text) {
            Matcher id = ID.matcher(text);
            return id.matches()
                    ? new Id(id.group(1), Long.parseLong(id.group(2)), Long.parseLong(id.group(3)))
                    : null;
        }
    }

    private static @Nullable JsonNode parse(String text) throws JsonProcessingException {
        JsonNode line = JSON.readTree(text);
        return line != null && line.isObject() && line.hasNonNull("event.id") ? line : null;
    }
}
