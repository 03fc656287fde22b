package org.honeyspam.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.honeyspam.config.Alerts;
import org.honeyspam.config.Alerts.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What one place is still to be told. It is told what came together in one, not too often, and what
 * it does not take it is told later; what finds no room is counted.
 */
final class Outbox {
    /** As many as anybody reads; more are a number. */
    static final int WAITING_MAX = 100;

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Duration AGAIN_AFTER_MAX = Duration.ofHours(1);

    /** What a place does not take for so long it will never take, perhaps for what is in it. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    private final List<Alert> waiting = new ArrayList<>();
    private final ArrayDeque<Instant> sent = new ArrayDeque<>();
    private long more;
    private Instant since = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private Duration again = AGAIN_AFTER;
    private @Nullable Notice underWay;
    private @Nullable Instant failingSince;
    private @Nullable String trouble;

    /** Whether there was room for it; else it is a number. */
    synchronized boolean add(Alert alert, Instant now) {
        if (waiting.isEmpty()) {
            since = now;
        }
        if (waiting.size() < WAITING_MAX) {
            return waiting.add(alert);
        }
        more++;
        return false;
    }

    /** What failed may be tried again at once. */
    synchronized void hurry() {
        notBefore = Instant.MIN;
        again = AGAIN_AFTER;
    }

    /** Whether something of these rules waits, or something of which only the number is known. */
    synchronized boolean holds(Set<Rule> rules) {
        return more > 0 || waiting.stream().anyMatch(alert -> rules.contains(alert.rule()));
    }

    /** What it is to be told now; null if nothing. It is told nothing else until that has ended. */
    synchronized @Nullable Notice due(Alerts settings, String node, Instant now) {
        while (!sent.isEmpty() && sent.getFirst().isBefore(now.minus(Duration.ofHours(1)))) {
            sent.removeFirst();
        }
        boolean waits =
                underWay != null
                        || waiting.isEmpty()
                        || now.isBefore(since.plus(settings.groupTime()))
                        || now.isBefore(notBefore)
                        || sent.size() >= settings.perHourMax();
        if (waits) {
            return null;
        }
        underWay = new Notice(node, List.copyOf(waiting), more);
        return underWay;
    }

    /** It took what it was told. */
    synchronized void taken(Instant now) {
        Notice told = underWay;
        if (told == null) {
            return;
        }
        forget(told, now);
        sent.add(now);
        hurry();
        underWay = null;
        trouble = null;
        failingSince = null;
    }

    private void forget(Notice told, Instant now) {
        waiting.subList(0, told.alerts().size()).clear();
        more -= told.more();
        since = now;
    }

    /** It did not; returns how many it will not be told again. */
    synchronized long failed(String why, Instant now) {
        Notice told = underWay;
        underWay = null;
        trouble = why;
        long lost = 0;
        if (failingSince == null) {
            failingSince = now;
        } else if (told != null && failingSince.isBefore(now.minus(GIVEN_UP_AFTER))) {
            lost = told.count();
            forget(told, now);
            failingSince = null;
        }
        notBefore = now.plus(again);
        again = again.multipliedBy(2);
        if (again.compareTo(AGAIN_AFTER_MAX) > 0) {
            again = AGAIN_AFTER_MAX;
        }
        return lost;
    }

    /** Whether the place is told something at this moment. */
    synchronized boolean isUnderWay() {
        return underWay != null;
    }

    synchronized long waiting() {
        return waiting.size() + more;
    }

    /** Why it did not take what it was told last; null if it did. */
    synchronized @Nullable String trouble() {
        return trouble;
    }
}
