package org.honeyspam.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.probe.Claims.Usage;
import org.honeyspam.probe.Outcome.End;
import org.honeyspam.probe.Probe.Progress;
import org.honeyspam.probe.Probe.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may go out when, by a clock that the test holds. */
final class ClaimsTest {
    private static final Instant NOW = TestProbes.NOW;
    private static final Usage NONE = new Usage(0, 0, 0, 0);
    private final Claims claims = new Claims(TestProbes.settings());

    private static Probe probe(Progress progress) {
        return new Probe(
                1, TestProbes.message(1, "192.0.2.7", "b@box.example"), 1, List.of(), progress);
    }

    private static Probe released() {
        return probe(new Progress(State.RELEASED, "", 0, null, NOW, "", null, null, 1, 1));
    }

    private static Outcome outcome(End end) {
        return new Outcome(end, "4.2.1", "450 4.2.1 not now", "mx [192.0.2.9]:25", "esmtp");
    }

    @Test
    void theFirstTryClaimsIt() {
        Progress next = claims.next(released(), NONE, NOW);
        assertThat(next.state()).isEqualTo(State.SENDING);
        assertThat(next.claimed()).isEqualTo(NOW);
        assertThat(next.attempts()).isEqualTo(1);
        assertThat(next.version()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 0, per_source",
        "0, 3, 0, 0, per_domain",
        "0, 0, 3, 0, per_hour",
        "0, 0, 0, 10, per_day",
        "9, 9, 9, 9, per_source"
    })
    void eachCapIsReached(int source, int domain, int hour, int day, String cap) {
        Progress next = claims.next(released(), new Usage(source, domain, hour, day), NOW);
        assertThat(next.state()).isEqualTo(State.DROPPED);
        assertThat(next.reason()).isEqualTo(cap);
        assertThat(next.claimed()).isNull();
    }

    @Test
    void oneBelowEachCapGoesOut() {
        assertThat(claims.next(released(), new Usage(0, 2, 2, 9), NOW).state())
                .isEqualTo(State.SENDING);
    }

    @Test
    void whatIsOldIsNotBegunWith() {
        Instant late = NOW.plus(Duration.ofDays(1));
        assertThat(claims.next(released(), NONE, late).state()).isEqualTo(State.SENDING);
        assertThat(claims.next(released(), NONE, late.plusMillis(1)).reason()).isEqualTo("too_old");
    }

    @Test
    void triesGrowRarerAndEndWithinADay() {
        List<Long> minutes = new ArrayList<>();
        Instant now = NOW;
        Probe probe = released();
        while (true) {
            probe = probe.with(claims.next(probe, new Usage(9, 9, 9, 99), now));
            if (probe.progress().claimed() == null) {
                probe = released();
                probe = probe.with(claims.next(probe, NONE, now));
            }
            probe = probe.with(claims.after(probe, outcome(End.NOT_NOW), now));
            if (probe.progress().state() != State.PUT_OFF) {
                break;
            }
            minutes.add(Duration.between(now, probe.progress().due()).toMinutes());
            now = probe.progress().due();
        }
        assertThat(minutes).startsWith(15L, 30L, 60L, 120L, 240L, 240L).hasSizeBetween(8, 12);
        assertThat(Duration.between(NOW, now)).isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(probe.progress().state()).isEqualTo(State.FAILED);
        assertThat(probe.progress().status()).isEqualTo("4.4.7");
        assertThat(probe.progress().reason()).startsWith("given up: 450");
    }

    @Test
    void whatWasPutOffBeforeALongStopIsGivenUpWithoutATry() {
        Probe sent = released().with(claims.next(released(), NONE, NOW));
        Probe later = sent.with(claims.after(sent, outcome(End.NOT_NOW), NOW));
        Progress next = claims.next(later, NONE, NOW.plus(Duration.ofDays(2)));
        assertThat(next.state()).isEqualTo(State.FAILED);
        assertThat(next.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TAKEN, DELIVERED", "REFUSED, FAILED", "UNKNOWN, UNSURE", "NOT_NOW, PUT_OFF"})
    void eachEndHasItsState(End end, State state) {
        Probe sent = released().with(claims.next(released(), NONE, NOW));
        Progress after = claims.after(sent, outcome(end), NOW);
        assertThat(after.state()).isEqualTo(state);
        assertThat(after.state().open()).isEqualTo(end == End.NOT_NOW);
        assertThat(after.claimed()).isEqualTo(NOW);
    }
}
