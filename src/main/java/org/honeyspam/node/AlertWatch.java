package org.honeyspam.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.honeyspam.alert.Alert;
import org.honeyspam.alert.Announcer;
import org.honeyspam.config.Alerts;
import org.honeyspam.config.Alerts.Rule;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.IpText;
import org.honeyspam.intel.News;
import org.honeyspam.intel.Views;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks out for what the operator wants to be told of. Up to which message it looked is kept, once
 * what was seen was told: an end in between tells it twice rather than never.
 */
final class AlertWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofMillis(500);

    /** Older news is none. */
    private static final Duration NEWS_MAX = Duration.ofDays(1);

    private final DataFolder data;
    private final Journal journal;
    private final Clock clock;
    private final Announcer announcer;
    private final DiskWatch disk;
    private final AlertMark file;
    private final Consumer<Recorded> probes;
    private final Thread thread =
            Thread.ofPlatform().name("alert-watch").daemon().unstarted(this::run);
    private volatile Configuration configuration;
    private volatile Set<String> ours = Set.of();
    private volatile @Nullable String trouble;
    private @Nullable Views views;
    private Instant again = Instant.MIN;
    private News.Mark mark;
    private News.Mark kept;

    private AlertWatch(Configuration configuration, Journal journal, Sizes sizes, Clock clock) {
        this.configuration = configuration;
        this.data = new DataFolder(configuration.node().dataFolder());
        this.journal = journal;
        this.clock = clock;
        String node = configuration.node().name();
        this.announcer = Announcer.start(configuration.alerts(), node, journal, clock);
        this.disk = new DiskWatch(sizes);
        this.file = new AlertMark(data.alertMark());
        this.mark = file.read(clock.instant(), NEWS_MAX);
        this.kept = News.Mark.of(Instant.MIN);
        this.probes = new ProbeWatch(() -> ours, announcer)::look;
    }

    static AlertWatch start(
            Configuration configuration, Journal journal, Sizes sizes, Clock clock) {
        var watch = new AlertWatch(configuration, journal, sizes, clock);
        journal.watch(watch.probes);
        watch.thread.start();
        return watch;
    }

    /** From now on with that configuration; what is still to be told is told. */
    void follow(Configuration next) {
        configuration = next;
        announcer.follow(next.alerts());
    }

    void raise(Alert alert) {
        announcer.raise(alert);
    }

    /** Why somebody is not told what he should be; null if all goes well. */
    @Nullable String trouble() {
        String known = trouble;
        return known == null ? announcer.trouble() : known;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            LOG.debug("Alerts are watched for no longer");
        } finally {
            closeViews();
        }
    }

    private void look() throws InterruptedException {
        Instant now = clock.instant();
        Alerts settings = configuration.alerts();
        if (settings.tells(Rule.DISK)) {
            Alert alert = disk.look(settings.diskUsedPercentMax(), now);
            if (alert != null) {
                announcer.raise(alert);
            }
        }
        if (now.isBefore(again)) {
            return;
        }
        String failure;
        try {
            ours = ours();
            lookAtMail(settings, now);
            keep();
            trouble = null;
            return;
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw new InterruptedException("a stop in the middle of a read");
        } catch (IOException | SQLException e) {
            failure = String.valueOf(e.getMessage());
            LOG.warn("What is worth an alert is not known for now", e);
        } catch (RuntimeException e) {
            failure = "a fault of the program: " + e;
            LOG.error("Alerts met a fault of the program", e);
        }
        trouble = "what came is not known: " + failure;
        again = now.plus(AFTER_TROUBLE);
        closeViews();
    }

    /** The addresses of this machine: what it does itself is no news. */
    private Set<String> ours() throws IOException {
        return Blacklists.ours(configuration).map(IpText::of).collect(Collectors.toSet());
    }

    private void lookAtMail(Alerts settings, Instant now) throws IOException, SQLException {
        Views open = views;
        boolean first = open == null;
        if (open == null) {
            open = Views.open(data.views(configuration.views()), data.journal());
            views = open;
        }
        News news = open.news(ours);
        News.Mark end = news.end(mark);
        if (first || end.number() < mark.number()) { // They may have been made anew.
            mark = news.known(mark);
            end = news.end(mark);
        }
        if (end.number() <= mark.number()) {
            return;
        }
        if (settings.tells(Rule.HARVEST_MAILED)) {
            news.harvests(mark, end, now.minus(NEWS_MAX))
                    .forEach(one -> announcer.raise(AlertText.of(one)));
        }
        if (settings.tells(Rule.CAMPAIGN)) {
            news.grown(mark, end, settings.campaignSizeMin())
                    .forEach(one -> announcer.raise(AlertText.of(one, now)));
        }
        mark = end;
    }

    /** Once all of it was told. What cannot be kept is known as long as the node runs. */
    private void keep() throws IOException {
        if (announcer.hasToldOf(Set.of(Rule.HARVEST_MAILED, Rule.CAMPAIGN)) && !mark.equals(kept)) {
            file.write(mark);
            kept = mark;
        }
    }

    private void closeViews() {
        Views open = views;
        views = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("The views did not close in order", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        journal.unwatch(probes);
        thread.interrupt();
        boolean ended = false;
        try {
            ended = thread.join(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        announcer.close();
        if (ended) {
            keep();
        }
    }
}
