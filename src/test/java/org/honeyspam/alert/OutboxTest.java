package org.honeyspam.alert;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.honeyspam.config.Alerts;
import org.honeyspam.config.Alerts.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a place is told comes in one, not too often, and is lost by no failure. */
final class OutboxTest {
    private static final Instant START = Instant.parse("2026-11-27T03:00:00Z");
    private static final Alerts SETTINGS =
            new Alerts(
                    EnumSet.allOf(Rule.class),
                    5,
                    90,
                    Duration.ofHours(1),
                    Duration.ofMinutes(1),
                    3,
                    null,
                    null,
                    null);

    private final Outbox outbox = new Outbox();
    private Instant now = START;

    private void add(String text) {
        outbox.add(new Alert(now, Rule.PROBE, text, Map.of()), now);
    }

    private @Nullable Notice dueAfter(Duration time) {
        now = now.plus(time);
        return outbox.due(SETTINGS, "trap", now);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void whatComesTogetherIsToldInOne() {
        add("a");
        assertThat(dueAfter(seconds(30))).isNull();
        add("b");
        assertThat(dueAfter(seconds(29))).isNull();
        Notice notice = requireNonNull(dueAfter(seconds(1)));
        assertThat(notice.alerts()).extracting(Alert::text).containsExactly("a", "b");
        assertThat(outbox.waiting()).isEqualTo(2);
        outbox.taken(now);
        assertThat(outbox.waiting()).isZero();
        assertThat(dueAfter(seconds(600))).isNull();
    }

    @Test
    void whileItIsToldSomethingItIsToldNothingElse() {
        add("a");
        Notice notice = requireNonNull(dueAfter(seconds(60)));
        add("b");
        assertThat(dueAfter(seconds(600))).isNull();
        outbox.taken(now);
        assertThat(notice.alerts()).hasSize(1);
        assertThat(requireNonNull(dueAfter(seconds(60))).alerts())
                .extracting(Alert::text)
                .containsExactly("b");
    }

    @Test
    void itIsNotToldMoreOftenInAnHourThanItShould() {
        for (int i = 0; i < 3; i++) {
            add("" + i);
            requireNonNull(dueAfter(seconds(60)));
            outbox.taken(now);
        }
        add("late");
        add("later");
        assertThat(dueAfter(seconds(60))).isNull();
        assertThat(dueAfter(seconds(58 * 60 - 60))).isNull();
        assertThat(requireNonNull(dueAfter(seconds(61))).alerts())
                .extracting(Alert::text)
                .containsExactly("late", "later");
    }

    @Test
    void whatItDidNotTakeItIsToldAgainEverLater() {
        add("a");
        Duration wait = seconds(60);
        for (Duration next : new Duration[] {seconds(60), seconds(120), seconds(240)}) {
            requireNonNull(dueAfter(wait));
            outbox.failed("gone", now);
            assertThat(outbox.trouble()).isEqualTo("gone");
            assertThat(dueAfter(next.minusSeconds(1))).isNull();
            wait = seconds(1);
        }
        Notice notice = requireNonNull(dueAfter(wait));
        assertThat(notice.alerts()).extracting(Alert::text).containsExactly("a");
        outbox.taken(now);
        assertThat(outbox.trouble()).isNull();
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void aPlaceThatIsGoneForDaysIsTriedEveryHour() {
        add("a");
        requireNonNull(dueAfter(seconds(60)));
        for (int i = 0; i < 24; i++) {
            assertThat(outbox.failed("gone", now)).isZero();
            requireNonNull(dueAfter(Duration.ofHours(1)));
        }
    }

    @Test
    void whatIsNotTakenForADayIsGivenUpAndWhatComesLaterIsTold() {
        add("poison");
        requireNonNull(dueAfter(seconds(60)));
        assertThat(outbox.failed("it answers 400", now)).isZero();
        requireNonNull(dueAfter(Duration.ofHours(25)));
        add("later");
        assertThat(outbox.failed("it answers 400", now)).isEqualTo(1);
        assertThat(requireNonNull(dueAfter(Duration.ofHours(1))).alerts())
                .extracting(Alert::text)
                .containsExactly("later");
    }

    @Test
    void otherSettingsAreTriedAtOnce() {
        add("a");
        requireNonNull(dueAfter(seconds(60)));
        outbox.failed("gone", now);
        assertThat(dueAfter(seconds(1))).isNull();
        outbox.hurry();
        assertThat(dueAfter(seconds(1))).isNotNull();
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        for (int i = 0; i < Outbox.WAITING_MAX + 7; i++) {
            add("" + i);
        }
        Notice notice = requireNonNull(dueAfter(seconds(60)));
        add("while it is told");
        assertThat(notice.alerts()).hasSize(Outbox.WAITING_MAX);
        assertThat(notice.more()).isEqualTo(7);
        assertThat(notice.count()).isEqualTo(Outbox.WAITING_MAX + 7);
        assertThat(notice.title()).isEqualTo("trap: 100 probes, and 7 more");
        assertThat(notice.text()).endsWith("And 7 more.\n");
        outbox.taken(now);
        assertThat(outbox.waiting()).isEqualTo(1);
    }
}
