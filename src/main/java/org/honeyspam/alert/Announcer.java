package org.honeyspam.alert;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.honeyspam.config.Alerts;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each place of the configuration what is raised. One that is slow or gone keeps no other
 * waiting, and nobody who raises an alert. What is told is on record.
 */
public final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration TELL_MAX = Duration.ofMinutes(1);
    private static final Duration STOP_PATIENCE = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final String node;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Outbox> outboxes = new ConcurrentHashMap<>();
    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = Thread.ofPlatform().name("alerts").daemon().unstarted(this::run);
    private volatile Alerts settings;
    private volatile List<Place> places = List.of();

    private Announcer(Alerts settings, String node, Journal journal, Clock clock) {
        this.settings = settings;
        this.node = node;
        this.journal = journal;
        this.clock = clock;
    }

    /** Begins to tell what is raised from now on. */
    public static Announcer start(Alerts settings, String node, Journal journal, Clock clock) {
        var announcer = new Announcer(settings, node, journal, clock);
        announcer.follow(settings);
        announcer.thread.start();
        return announcer;
    }

    private static List<Place> places(Alerts settings) {
        List<Place> places = new ArrayList<>();
        if (settings.mail() != null) {
            places.add(new MailPlace(settings.mail()));
        }
        if (settings.webhook() != null) {
            places.add(new WebhookPlace(settings.webhook()));
        }
        if (settings.syslog() != null) {
            places.add(new SyslogPlace(settings.syslog()));
        }
        return places;
    }

    /** From now on by these settings; what waits goes there, at once if it failed before. */
    public void follow(Alerts next) {
        List<Place> there = places(next);
        Set<String> ways = there.stream().map(Place::way).collect(Collectors.toSet());
        outboxes.keySet().retainAll(ways);
        ways.forEach(way -> outboxes.computeIfAbsent(way, none -> new Outbox()).hurry());
        settings = next;
        places = there;
    }

    /** Has it told, if the configuration wants it told. */
    public void raise(Alert alert) {
        if (!settings.tells(alert.rule())) {
            return;
        }
        Instant now = clock.instant();
        boolean room = false;
        for (Outbox outbox : outboxes.values()) {
            room |= outbox.add(alert, now);
        }
        if (room) { // Who raises them at will does not fill the log with them.
            LOG.info("Alert {}: {}", alert.rule().label(), alert.text());
        }
    }

    /** Whether nothing of these waits to be told. */
    public boolean hasToldOf(Set<Rule> rules) {
        return outboxes.values().stream().noneMatch(outbox -> outbox.holds(rules));
    }

    /** Which places do not take what they are told, and why; null if all do. */
    public @Nullable String trouble() {
        String troubles =
                outboxes.entrySet().stream()
                        .map(one -> trouble(one.getKey(), one.getValue()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; "));
        return troubles.isEmpty() ? null : troubles;
    }

    private static @Nullable String trouble(String way, Outbox outbox) {
        String why = outbox.trouble();
        return why == null ? null : "%s: %s; %d wait".formatted(way, why, outbox.waiting());
    }

    private void run() {
        try {
            while (true) {
                places.forEach(this::look);
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nothing more is told"); // A stop.
        }
    }

    private void look(Place place) {
        Outbox outbox = outboxes.get(place.way());
        Notice notice = outbox == null ? null : outbox.due(settings, node, clock.instant());
        if (outbox != null && notice != null) {
            tellers.execute(() -> tell(place, outbox, notice));
        }
    }

    private void tell(Place place, Outbox outbox, Notice notice) {
        String failure = tried(place, notice);
        Instant now = clock.instant();
        if (failure == null) {
            outbox.taken(now);
        } else {
            LOG.warn("No alert by {} to {}: {}", place.way(), place.where(), failure);
            long lost = outbox.failed(failure, now);
            if (lost > 0) {
                LOG.warn("{} alerts by {} are given up: it takes none", lost, place.way());
            }
        }
        var told =
                new JournalEvent.AlertSent(
                        place.way(),
                        notice.rules(),
                        notice.count(),
                        failure == null ? "sent" : "failed",
                        failure);
        if (!journal.offer(new Entry(now, null, told))) {
            LOG.warn("The journal has no room to say that an alert went by {}", place.way());
        }
    }

    /** Tells it within the time there is; returns why that failed, or null. */
    private @Nullable String tried(Place place, Notice notice) {
        Future<?> telling =
                tellers.submit(
                        () -> {
                            place.tell(notice);
                            return null;
                        });
        try {
            telling.get(TELL_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                return why(failed);
            }
            LOG.error("Alerts by {} met a fault", place.way(), e.getCause());
            return "a fault of the program, see its log";
        } catch (TimeoutException e) {
            telling.cancel(true);
            return "it took longer than a minute";
        } catch (InterruptedException e) {
            telling.cancel(true);
            Thread.currentThread().interrupt();
            return "the node ends";
        }
    }

    private static String why(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** What is under way may end: cut, it would be told once more after the next start. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_PATIENCE);
            long end = System.nanoTime() + STOP_PATIENCE.toNanos();
            while (outboxes.values().stream().anyMatch(Outbox::isUnderWay)
                    && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
            tellers.shutdownNow();
            if (!tellers.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("An alert under way did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long left = outboxes.values().stream().mapToLong(Outbox::waiting).sum();
        if (left > 0) {
            LOG.warn("{} alerts were not told; the log has them", left);
        }
    }

    /**
     * What became of a try.
     *
     * @param failure null if it was taken
     */
    public record Tried(String way, String where, @Nullable String failure) {}

    /** Tells every place at once that this is a try. */
    public static List<Tried> tryAll(Alerts settings, String node, Instant now) {
        String text = "this is a try: alerts arrive";
        var alert = new Alert(now, Rule.TEST, text, Map.of());
        var notice = new Notice(node, List.of(alert), 0);
        List<Tried> all = new ArrayList<>();
        for (Place place : places(settings)) {
            String failure = null;
            try {
                place.tell(notice);
            } catch (IOException e) {
                failure = why(e);
            }
            all.add(new Tried(place.way(), place.where(), failure));
        }
        return all;
    }
}
