package org.honeyspam.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Alerts;
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

    private final List<Alert> waiting = new ArrayList<>();
    private final ArrayDeque<Instant> sent = new ArrayDeque<>();
    private long more;
    private Instant since = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private Duration again = AGAIN_AFTER;
    private @Nullable Notice underWay;
    private @Nullable String trouble;

    synchronized void add(Alert alert, Instant now) {
        if (waiting.isEmpty()) {
            since = now;
        }
        if (waiting.size() < WAITING_MAX) {
            waiting.add(alert);
        } else {
            more++;
        }
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
        waiting.subList(0, told.alerts().size()).clear();
        more -= told.more();
        since = now;
        sent.add(now);
        again = AGAIN_AFTER;
        notBefore = Instant.MIN;
        underWay = null;
        trouble = null;
    }

    /** It did not. */
    synchronized void failed(String why, Instant now) {
        underWay = null;
        trouble = why;
        notBefore = now.plus(again);
        again = again.multipliedBy(2);
        if (again.compareTo(AGAIN_AFTER_MAX) > 0) {
            again = AGAIN_AFTER_MAX;
        }
    }

    synchronized long waiting() {
        return waiting.size() + more;
    }

    /** Why it did not take what it was told last; null if it did. */
    synchronized @Nullable String trouble() {
        return trouble;
    }
}
