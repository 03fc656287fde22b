package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.journal.ForeignLine.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken for an event of another node, and what is not. */
final class ForeignLineTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Class<?>> types() {
        return Samples.types();
    }

    private static String line(JournalEvent event) {
        var entry = new Entry(NOW, Samples.peer(), event);
        return new String(Lines.write("n1", "n1-7-1", entry), UTF_8).strip();
    }

    private static boolean isSound(String line) {
        return ForeignLine.read(line, NOW) instanceof Verdict.Sound;
    }

    /** With hashes that are some. */
    private static String sound(Class<?> type, int seed) throws IOException {
        var line = (ObjectNode) JSON.readTree(line(Samples.event(type, new Random(seed))));
        for (String hash : List.of("honeyspam.message.sha256", "honeyspam.form.sha256")) {
            if (line.has(hash)) {
                line.put(hash, "ab".repeat(32));
            }
        }
        return JSON.writeValueAsString(line);
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatANodeWritesIsTakenAndIsTheSameAfterwards(Class<?> type) throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            String line = sound(type, seed);
            if (ForeignLine.read(line, NOW) instanceof Verdict.Sound(Recorded event)) {
                assertThat(Lines.read(Lines.text(event))).isEqualTo(event);
                Recorded marked = event.as(Replayed.TRUSTED_MAIL);
                assertThat(Lines.read(Lines.text(marked))).isEqualTo(marked);
                assertThat(Lines.id(Lines.text(marked))).isEqualTo("n1-7-1");
            } else {
                fail("%s is not taken", line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void withoutAnyOfItsFieldsItIsNotTaken(Class<?> type) throws IOException {
        String line = sound(type, 1);
        List<String> names = EventsDocTest.fields(type);
        RecordComponent[] parts = type.getRecordComponents();
        for (int i = 0; i < parts.length; i++) {
            boolean optional = parts[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!optional && !parts[i].getType().isPrimitive()) {
                var less = (ObjectNode) JSON.readTree(line);
                less.remove(names.get(i));
                assertThat(isSound(less.toString())).as(names.get(i)).isFalse();
            }
        }
    }

    @Test
    void ourOwnIsToldFromAnyOther() {
        String own = line(new JournalEvent.SessionOpened());
        assertThat(Lines.origin(own, "n1")).isEqualTo(new Lines.Origin.Own(7));
        assertThat(Lines.origin(own, "n2")).isEqualTo(new Lines.Origin.Other());
        assertThat(Lines.origin(own.substring(1), "n1")).isEqualTo(new Lines.Origin.None());
        Recorded copy = java.util.Objects.requireNonNull(Lines.read(own));
        for (Replayed mark : Replayed.values()) {
            Lines.Origin origin = Lines.origin(Lines.text(copy.as(mark)), "n1");
            assertThat(origin instanceof Lines.Origin.Own).isEqualTo(!mark.isCopy());
        }
    }

    @Test
    void noLineMakesTheReaderFail() throws IOException {
        List<String> phrases =
                List.of(
                        sound(JournalEvent.MessageTaken.class, 1),
                        sound(JournalEvent.FormPosted.class, 2),
                        "\"honeyspam.replayed\":\"mail\",",
                        "\"source.ip\":[],",
                        "\"@timestamp\":\"-999999999-01-01T00:00:00Z\",",
                        "\"honeyspam.envelope.recipients\":[null,{}],",
                        "{",
                        "\"",
                        "}");
        for (long seed = 0; seed < 10_000; seed++) {
            String line = new Noise(seed, phrases).line();
            try {
                assertThat(ForeignLine.read(line, NOW)).isNotNull();
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, line), e);
            }
        }
    }
}
