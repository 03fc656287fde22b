package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
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
 * Looks out for what the operator wants to be told of. Up to where it looked is kept, once all that
 * was seen was told: an end in between tells it twice rather than never.
 */
final class Alarms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    /** Older news is none. */
    private static final Duration NEWS_MAX = Duration.ofDays(1);

    private final Alerts settings;
    private final Configuration configuration;
    private final DataFolder data;
    private final Journal journal;
    private final Clock clock;
    private final Announcer announcer;
    private final DiskAlarm disk;
    private final Set<String> ours;
    private final Consumer<Recorded> probes;
    private final Set<String> campaigns = new HashSet<>();
    private final Thread thread = Thread.ofPlatform().name("alarms").daemon().unstarted(this::run);
    private volatile @Nullable String trouble;
    private volatile Instant seen = Instant.MIN;
    private volatile Instant kept = Instant.MIN;

    private Alarms(Configuration configuration, Journal journal, Sizes sizes, Clock clock) {
        this.configuration = configuration;
        this.settings = configuration.alerts();
        this.data = new DataFolder(configuration.node().dataFolder());
        this.journal = journal;
        this.clock = clock;
        this.ours = ours();
        this.announcer = Announcer.start(settings, configuration.node().name(), journal, clock);
        this.disk = new DiskAlarm(settings.diskUsedPercentMax(), sizes);
        this.probes = new ProbeAlarm(ours, announcer)::look;
    }

    static Alarms start(Configuration configuration, Journal journal, Sizes sizes, Clock clock) {
        var alarms = new Alarms(configuration, journal, sizes, clock);
        if (alarms.settings.tells(Rule.PROBE)) {
            journal.watch(alarms.probes);
        }
        alarms.thread.start();
        return alarms;
    }

    /** The addresses of this machine: what it does itself is no news. */
    private static Set<String> ours() {
        Set<String> ours = new HashSet<>(Set.of("127.0.0.1", "::1"));
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(ip -> ours.add(IpText.of(ip)));
        } catch (SocketException e) {
            LOG.warn("The addresses of this machine are not known: its own mail may be told", e);
        }
        return ours;
    }

    Alerts settings() {
        return settings;
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
        while (true) {
            try {
                look();
                return;
            } catch (InterruptedException | ClosedByInterruptException | InterruptedIOException e) {
                return; // A stop, also in the middle of a read.
            } catch (IOException | SQLException e) {
                trouble = "what came cannot be read: " + e.getMessage();
                LOG.warn("What is worth an alert cannot be read", e);
            } catch (RuntimeException e) {
                trouble = "a fault of the program: " + e;
                LOG.error("Alerts met a fault of the program", e);
            }
            try {
                Thread.sleep(AFTER_TROUBLE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() throws IOException, SQLException, InterruptedException {
        try (Views views = Views.open(data.views(configuration.views()), data.journal())) {
            News news = views.news(ours);
            News.Mark mark = news.at(begin());
            while (true) {
                mark = look(news, mark);
                if (settings.tells(Rule.DISK)) {
                    Alert alert = disk.look(clock.instant());
                    if (alert != null) {
                        announcer.raise(alert);
                    }
                }
                seen = mark.time();
                keepSeen();
                trouble = null;
                Thread.sleep(EVERY);
            }
        }
    }

    private News.Mark look(News news, News.Mark mark) throws SQLException {
        long end = news.end();
        if (end < mark.message()) {
            return new News.Mark(end, mark.time()); // The views are made anew.
        }
        if (end == mark.message()) {
            return mark;
        }
        if (settings.tells(Rule.HARVEST_MAILED)) {
            news.harvests(mark, end).forEach(one -> announcer.raise(AlertText.of(one)));
        }
        if (settings.tells(Rule.CAMPAIGN)) {
            Instant now = clock.instant();
            news.grown(mark, end, settings.campaignSizeMin()).stream()
                    .filter(one -> campaigns.add(one.campaign()))
                    .forEach(one -> announcer.raise(AlertText.of(one, now)));
        }
        Instant time = news.time(end);
        // Those are in the order in which they were written, which is nearly that of time.
        if (time == null || time.isBefore(mark.time())) {
            return new News.Mark(end, mark.time());
        }
        return new News.Mark(end, time);
    }

    /** From where on it is news. */
    private Instant begin() throws IOException {
        Instant now = clock.instant();
        Path file = data.alertMark();
        if (!Files.exists(file)) {
            keep(now);
            return now;
        }
        try {
            kept = Instant.parse(Files.readString(file).strip());
        } catch (DateTimeException e) {
            LOG.warn("{} holds no time; what is new begins now", file);
            keep(now);
        }
        Instant oldest = now.minus(NEWS_MAX);
        return kept.isBefore(oldest) ? oldest : kept;
    }

    /** Once all of it was told. */
    private void keepSeen() throws IOException {
        if (announcer.isIdle() && seen.isAfter(kept)) {
            keep(seen);
        }
    }

    private void keep(Instant time) throws IOException {
        Path part = data.alertMark().resolveSibling("alerts.part");
        Files.writeString(part, time + "\n", UTF_8);
        Files.move(part, data.alertMark(), StandardCopyOption.ATOMIC_MOVE);
        kept = time;
    }

    @Override
    public void close() throws IOException {
        journal.unwatch(probes);
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        announcer.close();
        keepSeen();
    }
}
