package org.honeyspam.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer can send anything, cut anywhere: nothing throws, and the answer stays the same. */
class DialogueFuzzTest {
    private static final int CASES = 400;
    private static final int DEAREST_TIMES = 5;

    /** How long each trade is tried if its cases take less: {@code -Dfuzz.minutes=10}. */
    private static final Duration LONGER = Duration.ofMinutes(Long.getLong("fuzz.minutes", 0));

    /** {@code Sun, 1 Mar 2026 12:04:00}: a pause moves the clock, and with it the later pieces. */
    private static final String DATE =
            "\\w{3}, \\d{1,2} \\w{3} \\d{4}(\\\\x0d\\\\x0a)? \\d\\d:\\d\\d:\\d\\d";

    /** That of CRAM-MD5 has the time in it, too. */
    private static final String CHALLENGE = "PD[A-Za-z0-9+/]{30,}=*";

    /** What Exchange makes of the time: names of messages, their speed, NTLM's challenge. */
    private static final String TIMED =
            "(?<=InternalId=|queueId=)\\d{10,}|[\\d.]+, [\\d.]+ KB/sec|TlRMTVNTUAAC[\\w+/]+=*";

    @ParameterizedTest
    @EnumSource
    void nothingThrowsAndTheSizeOfThePiecesDoesNotMatter(Trade trade) {
        List<String> phrases = trade.phrases();
        Instant end = Instant.now().plus(LONGER);
        for (long seed = 0; seed < CASES || Instant.now().isBefore(end); seed++) {
            var ordeal = new Ordeal(new Noise(seed, phrases));
            String whole = play(trade, ordeal, seed, false);
            String cut = play(trade, ordeal, seed, true);
            assertThat(comparable(cut)).as("seed %d", seed).isEqualTo(comparable(whole));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidAndRecordedIsBoundedByWhatWasHeard(Trade trade) {
        List<String> phrases = trade.phrases();
        for (long seed = 0; seed < CASES; seed++) {
            var ordeal = new Ordeal(new Noise(seed, phrases));
            long length = play(trade, ordeal, seed, false).length();
            long bound = (long) trade.bytesPerByteMax * ordeal.inputBytes() + Trade.IDLE_BYTES_MAX;
            assertThat(length).as("seed %d", seed).isLessThanOrEqualTo(bound);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDearestRequestOverAndOverStaysWithinTheBound(Trade trade) {
        byte[] input = trade.dearest.repeat(DEAREST_TIMES).getBytes(ISO_8859_1);
        var stage = new Stage(trade.dialogue(), trade.peer(), Instant.EPOCH);
        stage.open();
        stage.receive(input);
        stage.hangUp();
        long bound = (long) trade.bytesPerByteMax * input.length + Trade.IDLE_BYTES_MAX;
        assertThat((long) stage.text().length()).isLessThanOrEqualTo(bound);
    }

    private static String play(Trade trade, Ordeal ordeal, long seed, boolean cut) {
        Dialogue dialogue = trade.dialogue();
        try {
            return ordeal.play(dialogue, trade.peer(), cut);
        } catch (RuntimeException | StackOverflowError e) {
            return fail("%s threw, seed %d, cut %b".formatted(trade, seed, cut), e);
        }
    }

    /** Without what may differ: the time, and how much of the rest was there at a hand-over. */
    private static String comparable(String text) {
        return text.replaceAll(DATE, "DATE")
                .replaceAll(CHALLENGE, "CHALLENGE")
                .replaceAll(TIMED, "TIMED")
                .replaceAll("-- handed over: .* --", "-- over --");
    }
}
