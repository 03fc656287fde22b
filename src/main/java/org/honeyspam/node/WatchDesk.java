package org.honeyspam.node;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.honeyspam.alert.Alert;
import org.honeyspam.config.Configuration;
import org.honeyspam.content.SafeText;
import org.honeyspam.health.Status;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.watch.Changes;
import org.honeyspam.watch.FileChange;
import org.honeyspam.watch.FileWatch;
import org.honeyspam.watch.Places;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events and alerts of what the watch over the node's files finds. */
final class WatchDesk implements FileWatch.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(WatchDesk.class);
    private static final int TRIES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Journal journal;
    private final Clock clock;
    private final Consumer<Alert> alerts;

    WatchDesk(Journal journal, Clock clock, Consumer<Alert> alerts) {
        this.journal = journal;
        this.clock = clock;
        this.alerts = alerts;
    }

    static FileWatch start(
            Configuration configuration, MessageStore mail, WatchDesk desk, ChainKey key) {
        var setting =
                new FileWatch.Setting(
                        new DataFolder(configuration.node().dataFolder()).watch(),
                        program(),
                        desk.journal.ranBefore(),
                        new Places.Deeds(desk.journal::own, mail::own),
                        key);
        return FileWatch.start(configuration, setting, desk, desk.clock);
    }

    /** The jar that this runs from, or the folder of its classes. */
    static @Nullable Path program() {
        CodeSource source = Node.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            LOG.debug("Where the program lies is not known", e);
            return null;
        }
    }

    /** How the watch is, for the status. */
    static Status.Part part(FileWatch watch) {
        FileWatch.Summary now = watch.summary();
        String trouble = watch.trouble();
        if (trouble != null) {
            return new Status.Part("file_watch", false, trouble);
        }
        String changes =
                now.last() == null
                        ? "no change since the start"
                        : "%d changes since the start, the last %s: %s"
                                .formatted(
                                        now.changes(),
                                        now.recordHurt() ? "of the record" : "one",
                                        now.last());
        String note = "%d files; %s%s".formatted(now.files(), changes, missing(now.missing()));
        return new Status.Part("file_watch", !now.recordHurt(), note);
    }

    private static String missing(List<Path> paths) {
        if (paths.isEmpty()) {
            return "";
        }
        String more = paths.size() > 1 ? " and %d more".formatted(paths.size() - 1) : "";
        return "; not there: " + paths.getFirst() + more;
    }

    @Override
    public void changed(Changes changes) {
        changes.told().forEach(this::record);
        changes.told().forEach(one -> alerts.accept(AlertText.of(one, clock.instant())));
        if (changes.more() > 0) {
            record(sum(changes, "running", null, null));
            alerts.accept(AlertText.of(changes, clock.instant()));
        }
    }

    @Override
    public void changedMeanwhile(Changes changes, @Nullable String since, @Nullable String why) {
        record(sum(changes, "stopped", since, why));
        changes.told().forEach(this::record);
        alerts.accept(AlertText.of(changes, why, clock.instant()));
    }

    private static JournalEvent sum(
            Changes changes, String state, @Nullable String since, @Nullable String why) {
        List<String> counts =
                changes.counts().entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey().label())
                        .sorted()
                        .collect(Collectors.toCollection(ArrayList::new));
        if (changes.unwatched() > 0) {
            counts.add(changes.unwatched() + " too many to be watched");
        }
        return new JournalEvent.FilesChanged(state, changes.count(), counts, since, why);
    }

    private void record(FileChange change) {
        FileChange.After now = change.after();
        log(change);
        record(
                new JournalEvent.FileChanged(
                        change.path().toString(),
                        change.part(),
                        change.kind().label(),
                        change.hashBefore(),
                        now == null ? null : now.sha256(),
                        now == null ? null : now.size(),
                        now == null ? null : now.mode(),
                        now == null ? null : now.owner()));
    }

    /** The path as it is, so that one can copy it, but for what could deceive who reads it. */
    private static void log(FileChange change) {
        String path = SafeText.safe(change.path().toString());
        String kind = change.kind().label();
        if (change.kind() == FileChange.Kind.MISSING) {
            LOG.warn(
                    "{} is named in watch.paths and is not there; if it comes, that is told", path);
        } else if (change.isOfRecord()) {
            LOG.error("The record is not what it was: {} {} ({})", path, kind, change.part());
        } else {
            LOG.info("A file of the node's: {} {} ({})", path, kind, change.part());
        }
    }

    /** It is worth some waiting for a place. */
    private void record(JournalEvent event) {
        Instant now = clock.instant();
        try {
            for (int i = 0; i < TRIES; i++) {
                if (journal.commit(new Entry(now, null, event), WatchDesk::written)) {
                    return;
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.warn("The journal has no room to say that files changed");
    }

    private static void written(boolean done) {
        if (!done) {
            LOG.warn("The journal cannot be written, and lacks that files changed");
        }
    }
}
