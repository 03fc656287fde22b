package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinesTest {
    private static final Instant TIME = Instant.parse("2025-03-04T05:06:07.890123Z");
    private static final int SEEDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> typesAndSeeds() {
        return Samples.types().stream()
                .flatMap(
                        type ->
                                IntStream.range(0, SEEDS)
                                        .mapToObj(seed -> Arguments.of(type, seed)));
    }

    static List<Class<?>> types() {
        return Samples.types();
    }

    @ParameterizedTest(name = "{0} seed={1}")
    @MethodSource("typesAndSeeds")
    void everyTypeOfEventComesBackAsItWas(Class<?> type, int seed) {
        JournalEvent event = Samples.event(type, new Random(seed));
        Recorded back = roundTrip(new Entry(TIME, Samples.peer(), event));
        assertThat(back.event()).isEqualTo(event);
        assertThat(back.time()).isEqualTo(TIME);
    }

    @Test
    void allTypesAreListed() {
        assertThat(records(JournalEvent.class))
                .containsExactlyInAnyOrderElementsOf(Samples.types());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(LinesTest::records);
    }

    @Test
    void everyByteOfAPeerComesBack() {
        byte[] all = new byte[256];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        String text = new String(all, ISO_8859_1);
        var event = new JournalEvent.OddInput("other_protocol", text);
        byte[] line = Lines.write("n1", "n1-7-1", new Entry(TIME, Samples.peer(), event));
        assertThat(read(line).event()).isEqualTo(event);
        assertThat(new String(line, UTF_8).indexOf('\n')).isEqualTo(text(line).length() - 1);
    }

    @Test
    void whoDidItComesBackAsItWas() {
        var entry = new Entry(TIME, Samples.peerBehindTheProxy(), new JournalEvent.SessionOpened());
        assertThat(roundTrip(entry))
                .isEqualTo(
                        new Recorded(
                                "n1-7-1",
                                TIME,
                                "n1",
                                "relay",
                                "n1-7-1",
                                "2001:db8::7",
                                40_000,
                                "198.51.100.1",
                                25,
                                List.of("http-connect 198.51.100.1:3128 mx.\u00e9\"example\":25"),
                                null,
                                new JournalEvent.SessionOpened()));
    }

    /** Other programs sort the fields of a line, or put them where they like. */
    @ParameterizedTest(name = "{0} seed={1}")
    @MethodSource("typesAndSeeds")
    void theOrderOfTheFieldsDoesNotMatter(Class<?> type, int seed) throws IOException {
        var entry =
                new Entry(
                        TIME, Samples.peerBehindTheProxy(), Samples.event(type, new Random(seed)));
        byte[] line = Lines.write("n1", "n1-7-1", entry);
        JsonNode fields = JSON.readTree(line);
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, new Random(seed));
        ObjectNode other = JSON.createObjectNode();
        names.forEach(name -> other.set(name, fields.get(name)));
        byte[] shuffled = JSON.writeValueAsBytes(other);
        assertThat(read(shuffled)).isEqualTo(read(line));
    }

    @Test
    void whatTheNodeItselfDidHasNoPeer() throws IOException {
        var entry = new Entry(TIME, null, new JournalEvent.NodeStopped());
        byte[] line = Lines.write("n1", "n1-7-1", entry);
        JsonNode json = JSON.readTree(line);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "@timestamp",
                        "event.id",
                        "honeyspam.schema",
                        "honeyspam.node",
                        "event.action");
        assertThat(read(line).sourceIp()).isNull();
        assertThat(read(line).session()).isNull();
    }

    /** Nothing a peer says may pass for what the runner knows. */
    @ParameterizedTest
    @MethodSource("types")
    void noEventSpeaksForTheEnvelope(Class<?> type) {
        assertThat(EventsDocTest.fields(type)).doesNotContainAnyElementsOf(Lines.ENVELOPE);
    }

    @Test
    void aLineHasTheEnvelopeAndNothingElseBesideTheEvent() throws IOException {
        var entry =
                new Entry(
                        TIME,
                        Samples.peerBehindTheProxy(),
                        new JournalEvent.SessionRefused("too_many"));
        Recorded replayed = Recorded.of("n1", "n1-7-1", entry).as(Replayed.JOURNAL);
        JsonNode json = JSON.readTree(Lines.write(replayed));
        List<String> expected =
                Stream.concat(Lines.ENVELOPE.stream(), Stream.of("event.action", "event.reason"))
                        .toList();
        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatAPeerDidNotSayIsNotThere() {
        var event =
                new JournalEvent.MessageTaken(
                        "q", "h", "s", List.of(), "0", 1, "Received:", null, null);
        String line = text(Lines.write("n1", "n1-7-1", new Entry(TIME, Samples.peer(), event)));
        assertThat(line).doesNotContain("email.").doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "7",
                "{}",
                "{\"event.id\":null}",
                "{\"event.id\":\"n1-7-1\"}",
                "{\"event.id\":\"n1-7-1\",\"@timestamp\":\"2025-03-04T05:06:07Z\"}",
                "{\"event.id\":\"n1-7-1\",\"@timestamp\":\"yesterday\","
                        + "\"event.action\":\"session_opened\"}",
                "{\"event.id\":\"n1-7-1\",\"@timestamp\":\"2025-03-04T05:06:07Z\","
                        + "\"event.action\":\"unheard_of\"}",
                "\0\0\0\0"
            })
    void aLineThatIsNoneOfOursIsNoEvent(String line) {
        assertThat(Lines.read(line)).isNull();
    }

    /** As {@code isWhole} sees it: what has no id is not ours. */
    @Test
    void aWholeLineWithoutItsIdIsNoEvent() {
        var entry = new Entry(TIME, Samples.peer(), new JournalEvent.SessionOpened());
        String line = text(Lines.write("n1", "n1-7-1", entry));
        String spoilt = line.replace("\"event.id\":\"n1-7-1\"", "\"event.id\":null");
        assertThat(spoilt).isNotEqualTo(line);
        assertThat(Lines.read(spoilt)).isNull();
    }

    @Test
    void aFieldOfALaterVersionIsPassedOver() {
        String line =
                "{\"event.id\":\"n1-7-1\",\"@timestamp\":\"2025-03-04T05:06:07Z\","
                        + "\"event.action\":\"session_opened\",\"honeyspam.later\":[1]}";
        assertThat(Lines.read(line))
                .extracting(Recorded::event)
                .isEqualTo(new JournalEvent.SessionOpened());
    }

    private static Recorded roundTrip(Entry entry) {
        return read(Lines.write("n1", "n1-7-1", entry));
    }

    private static Recorded read(byte[] line) {
        @Nullable Recorded back = Lines.read(text(line).stripTrailing());
        assertThat(back).isNotNull();
        return java.util.Objects.requireNonNull(back);
    }

    private static String text(byte[] line) {
        return new String(line, UTF_8);
    }
}
