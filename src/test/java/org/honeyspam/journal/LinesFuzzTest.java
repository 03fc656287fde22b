package org.honeyspam.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.honeyspam.TestNode;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.fuzz.Words;
import org.honeyspam.journal.JournalEvent.MessageTaken;
import org.honeyspam.journal.JournalEvent.Recipient;
import org.junit.jupiter.api.Test;

/** A line of the journal, torn or spoilt in any way, is an event or none. */
class LinesFuzzTest {
    private static final int CASES = 10_000;

    private static String line(JournalEvent event) {
        var entry = new Entry(Instant.EPOCH, TestNode.peer("mx", 25), event);
        return new String(Lines.write("node", "node-1-1", entry), UTF_8).strip();
    }

    private static MessageTaken taken(String text) {
        var recipients = List.of(new Recipient(text, null), new Recipient("a", text));
        return new MessageTaken("q", text, text, recipients, "00", 1, text, null, text);
    }

    @Test
    void anyLineIsAnEventOrNone() {
        List<String> phrases =
                List.of(
                        line(taken("x")),
                        line(new JournalEvent.OddInput("kind", "sample")),
                        "{\"event.id\":1,\"@timestamp\":\"2026-03-01T12:00:00Z\",",
                        "\"event.action\":\"session_opened\"}",
                        "\"source.port\":1e999,\"honeyspam.chain\":[[{}]],",
                        "{",
                        "[",
                        "\"",
                        "null",
                        "}");
        for (long seed = 0; seed < CASES; seed++) {
            String text = new Noise(seed, phrases).line();
            try {
                Recorded read = Lines.read(text);
                assertThat(read == null || !read.id().isEmpty()).isTrue();
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw on: %s".formatted(seed, text), e);
            }
        }
    }

    @Test
    void whateverAPeerSaidIsReadAsItWasWritten() {
        for (long seed = 0; seed < CASES; seed++) {
            MessageTaken event = taken(new Noise(seed, Words.SMTP).line());
            String line = line(event);
            Recorded read = Objects.requireNonNull(Lines.read(line));
            assertThat(read.event()).as("seed %d", seed).isEqualTo(event);
            assertThat(line).doesNotContain("\n");
        }
    }
}
