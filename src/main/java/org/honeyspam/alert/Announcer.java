package org.honeyspam.alert;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);

    private final Alerts settings;
    private final String node;
    private final Journal journal;
    private final Clock clock;
    private final Map<Place, Outbox> outboxes = new LinkedHashMap<>();
    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = Thread.ofPlatform().name("alerts").daemon().unstarted(this::run);

    private Announcer(Alerts settings, String node, Journal journal, Clock clock) {
        this.settings = settings;
        this.node = node;
        this.journal = journal;
        this.clock = clock;
        places(settings).forEach(place -> outboxes.put(place, new Outbox()));
    }

    private static List<Place> places(Alerts settings) {
        List<Place> places = new ArrayList<>();
        if (settings.mail() != null) {
            places.add(new SmartHost(settings.mail()));
        }
        if (settings.webhook() != null) {
            places.add(new Hook(settings.webhook()));
        }
        if (settings.syslog() != null) {
            places.add(new LogServer(settings.syslog()));
        }
        return places;
    }

    /** Begins to tell what is raised from now on. */
    public static Announcer start(Alerts settings, String node, Journal journal, Clock clock) {
        var announcer = new Announcer(settings, node, journal, clock);
        announcer.thread.start();
        return announcer;
    }

    /** Has it told, if the configuration wants it told. */
    public void raise(Alert alert) {
        if (settings.tells(alert.rule())) {
            LOG.info("Alert {}: {}", alert.rule().label(), alert.text());
            Instant now = clock.instant();
            outboxes.values().forEach(outbox -> outbox.add(alert, now));
        }
    }

    /** Whether all that was raised was told. */
    public boolean isIdle() {
        return outboxes.values().stream().allMatch(outbox -> outbox.waiting() == 0);
    }

    /** Which places do not take what they are told, and why; null if all do. */
    public @Nullable String trouble() {
        String troubles =
                outboxes.entrySet().stream()
                        .filter(one -> one.getValue().trouble() != null)
                        .map(Announcer::trouble)
                        .collect(Collectors.joining("; "));
        return troubles.isEmpty() ? null : troubles;
    }

    private static String trouble(Map.Entry<Place, Outbox> one) {
        Outbox outbox = one.getValue();
        return "%s: %s; %d wait".formatted(one.getKey().way(), outbox.trouble(), outbox.waiting());
    }

    private void run() {
        try {
            while (true) {
                outboxes.forEach(this::look);
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            tellers.shutdownNow(); // A stop.
        }
    }

    private void look(Place place, Outbox outbox) {
        Notice notice = outbox.due(settings, node, clock.instant());
        if (notice != null) {
            tellers.execute(() -> tell(place, outbox, notice));
        }
    }

    private void tell(Place place, Outbox outbox, Notice notice) {
        String failure = "a fault of the program, see its log";
        try {
            place.tell(notice);
            failure = null;
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            LOG.warn("No alert by {} to {}: {}", place.way(), place.where(), failure);
        } catch (RuntimeException e) {
            LOG.error("Alerts by {} met a fault", place.way(), e);
        }
        Instant now = clock.instant();
        if (failure == null) {
            outbox.taken(now);
        } else {
            outbox.failed(failure, now);
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

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_PATIENCE);
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
        var alert = new Alert(now, Rule.DOCTOR, text, Map.of());
        var notice = new Notice(node, List.of(alert), 0);
        return places(settings).stream().map(place -> tried(place, notice)).toList();
    }

    private static Tried tried(Place place, Notice notice) {
        String failure = null;
        try {
            place.tell(notice);
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
        return new Tried(place.way(), place.where(), failure);
    }
}
