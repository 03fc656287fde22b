package org.honeyspam.probe;

import java.time.Duration;
import java.time.Instant;
import org.honeyspam.config.Configuration;
import org.honeyspam.probe.Outcome.End;
import org.honeyspam.probe.Probe.Progress;
import org.honeyspam.probe.Probe.State;
import org.jspecify.annotations.Nullable;

/** Decides what may be claimed now, and when it is tried again. Holds no state and no clock. */
final class Claims {
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);

    /** RFC 5321 section 4.5.4.1 would have it wait 30 minutes, and no longer than some hours. */
    private static final Duration DELAY_MAX = Duration.ofHours(4);

    private final Configuration.Probe settings;

    Claims(Configuration.Probe settings) {
        this.settings = settings;
    }

    /** How many were claimed lately: a day, but for those of the hour. */
    record Usage(long ofSource, long toDomain, long inHour, long inDay) {}

    /** The next step of one that is released or put off: it goes out, or it does not. */
    Progress next(Probe probe, Usage usage, Instant now) {
        Progress progress = probe.progress();
        Instant claimed = progress.claimed();
        if (claimed != null) {
            return now.isAfter(claimed.plus(settings.delivery().retryMax()))
                    ? progress.givenUp()
                    : progress.sending(now);
        }
        if (now.isAfter(probe.message().time().plus(settings.ageMax()))) {
            return progress.to(State.DROPPED, "too_old");
        }
        String cap = reached(usage);
        return cap == null ? progress.sending(now) : progress.to(State.DROPPED, cap);
    }

    private @Nullable String reached(Usage usage) {
        var caps = settings.caps();
        if (usage.ofSource() >= caps.perSourceMax()) {
            return "per_source";
        }
        if (usage.toDomain() >= caps.perDomainMax()) {
            return "per_domain";
        }
        if (usage.inHour() >= caps.perHourMax()) {
            return "per_hour";
        }
        return usage.inDay() >= caps.perDayMax() ? "per_day" : null;
    }

    /** What follows from a try. */
    Progress after(Probe probe, Outcome outcome, Instant now) {
        Progress progress = probe.progress();
        Instant claimed = progress.claimed() == null ? now : progress.claimed();
        Instant again = now.plus(delay(progress.attempts()));
        boolean late = again.isAfter(claimed.plus(settings.delivery().retryMax()));
        State end =
                switch (outcome.end()) {
                    case TAKEN -> State.DELIVERED;
                    case REFUSED -> State.FAILED;
                    case UNKNOWN -> State.UNSURE;
                    case NOT_NOW -> late ? State.FAILED : State.PUT_OFF;
                };
        Progress next = progress.tried(end, end == State.PUT_OFF ? again : now, outcome);
        return outcome.end() == End.NOT_NOW && late ? next.timedOut() : next;
    }

    /** Doubles with each try. */
    private Duration delay(int attempts) {
        Duration first = settings.delivery().retryDelay();
        Duration most = first.compareTo(DELAY_MAX) > 0 ? first : DELAY_MAX;
        Duration delay = first;
        for (int i = 1; i < attempts && delay.compareTo(most) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(most) < 0 ? delay : most;
    }
}
