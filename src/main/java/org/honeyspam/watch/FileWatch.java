package org.honeyspam.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Watch;
import org.honeyspam.jail.Background;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.watch.FileChange.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the node's files on a thread of its own: the kernel (inotify) says in which folder
 * something happens, that folder is looked at, and now and then all is read again.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private static final int TOLD_AT_ONCE_MAX = 20;
    private static final int TOLD_A_MINUTE_MAX = 60;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration KEEP_EVERY = Duration.ofMinutes(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(1);
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final Clock clock;
    private final Setting setting;
    private final Listener listener;
    private final Manifest manifest;
    private final KnownFiles known = new KnownFiles();
    private final Folders folders = new Folders(known);
    private final FullCheck full = new FullCheck(known);
    private List<Path> missing = List.of();
    private final Thread thread = // It reads once more what is written, and may a little later.
            Thread.ofPlatform().name("file-watch").daemon().unstarted(Background.of(this::run));
    private volatile Configuration configuration;
    private volatile boolean followed;
    private volatile boolean closing;
    private volatile long turnAt = System.nanoTime();
    private volatile Summary summary = new Summary(0, 0, null, false, List.of());
    private long lookedAt = System.nanoTime();
    private long keptAt = System.nanoTime();
    private long fullAt = System.nanoTime();
    private long minuteAt = System.nanoTime();
    private int toldInMinute;
    private boolean begun;

    /**
     * Where the node is.
     *
     * @param manifest where to keep how the files are
     * @param program its jar; null if that is not known
     * @param ranBefore whether there should be what was kept of the files
     */
    public record Setting(
            Path manifest,
            @Nullable Path program,
            boolean ranBefore,
            Places.Deeds own,
            ChainKey key) {}

    /** Is told what was found, on the watch's thread. */
    public interface Listener {
        void changed(Changes changes);

        /**
         * What was done while the node did not run.
         *
         * @param since when it was last known how all was; null if that is not known any more
         * @param why it is not; null if it is known
         */
        void changedMeanwhile(Changes changes, @Nullable String since, @Nullable String why);
    }

    /**
     * How it stands.
     *
     * @param last change, of the record if there was one, in few words; null if there was none
     * @param recordHurt whether something was done to the record
     * @param missing what the configuration names and is not there
     */
    public record Summary(
            int files,
            long changes,
            @Nullable String last,
            boolean recordHurt,
            List<Path> missing) {}

    private FileWatch(
            Configuration configuration, Setting setting, Listener listener, Clock clock) {
        this.configuration = configuration;
        this.setting = setting;
        this.listener = listener;
        this.clock = clock;
        this.manifest = new Manifest(setting.manifest(), setting.key());
    }

    /** Begins to watch. */
    public static FileWatch start(
            Configuration configuration, Setting setting, Listener listener, Clock clock) {
        var watch = new FileWatch(configuration, setting, listener, clock);
        watch.thread.start();
        return watch;
    }

    /** From now on by that configuration. */
    public void follow(Configuration next) {
        configuration = next;
        followed = true;
    }

    /** Why it does not watch as it should; null if all goes well. */
    public @Nullable String trouble() {
        boolean stuck = System.nanoTime() - turnAt > STUCK.toNanos();
        boolean dead = !thread.isAlive() || stuck;
        if (dead && !closing) {
            return "it does not come round";
        }
        return Stream.of(folders.trouble(), manifest.trouble(), full.trouble())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public Summary summary() {
        return summary;
    }

    private void run() {
        try {
            first();
            while (!closing) {
                turnAt = System.nanoTime();
                turn();
            }
        } catch (InterruptedException e) {
            LOG.debug("Files are watched no longer"); // A stop.
        } finally {
            end();
        }
    }

    /** What is there, and how it differs from what was kept. */
    private void first() {
        String since = null;
        String why = null;
        Look.Mode mode = Look.Mode.FIRST;
        Map<Path, Map<String, FileState>> kept = Map.of();
        try {
            Manifest.Kept read = manifest.read();
            if (read != null) {
                since = read.time();
                mode = Look.Mode.START;
                kept = read.byFolder();
            } else if (setting.ranBefore()) {
                why = "what was known of them is gone";
            }
        } catch (IOException e) {
            why = e.getMessage();
        }
        var changes = new Changes(TOLD_AT_ONCE_MAX);
        folders.begin(places(), kept, mode, changes);
        sum(changes);
        if (!changes.isEmpty() || why != null) {
            listener.changedMeanwhile(changes, since, why);
        }
        tellMissing();
        keep();
        full.begin(folders.all());
        begun = true;
    }

    private void turn() throws InterruptedException {
        Thread.sleep(POLL); // Not at each event: the journal has thousands.
        folders.listen();
        if (followed) {
            followed = false;
            var changes = new Changes(room(System.nanoTime()));
            folders.follow(places(), changes);
            tell(changes);
            tellMissing();
            if (full.isOver()) {
                full.begin(folders.all());
            }
        }
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY.toNanos()) {
            lookedAt = now;
            var changes = new Changes(room(now));
            folders.look(changes);
            tell(changes);
            lookForMissing();
        }
        readOn(now);
        if (now - keptAt >= KEEP_EVERY.toNanos()) {
            keptAt = now;
            keep();
        }
    }

    /** How many changes are told each for itself now. */
    private int room(long now) {
        if (now - minuteAt > TimeUnit.MINUTES.toNanos(1)) {
            minuteAt = now;
            toldInMinute = 0;
        }
        return Math.clamp(TOLD_A_MINUTE_MAX - toldInMinute, 0, TOLD_AT_ONCE_MAX);
    }

    private void tell(Changes changes) {
        if (!changes.isEmpty()) {
            toldInMinute += changes.told().size();
            sum(changes);
            listener.changed(changes);
            keep();
        }
    }

    private void readOn(long now) {
        Watch settings = configuration.watch();
        if (full.isOver() && now - fullAt >= settings.fullCheckEvery().toNanos()) {
            folders.expectAnything();
            full.begin(folders.all());
        }
        if (full.isOver()) {
            return;
        }
        var changes = new Changes(room(now));
        try {
            full.read(settings.bytesPerSecondMax() * POLL.toMillis() / 1_000 + 1, changes);
        } catch (IOException e) {
            LOG.debug("A file did not close", e);
        }
        tell(changes);
        if (full.isOver()) {
            fullAt = now;
            sum(new Changes(0)); // For the number of files, of which some are told of to nobody.
        }
    }

    private void sum(Changes changes) {
        Summary before = summary;
        List<FileChange> ofRecord = changes.told().stream().filter(FileChange::isOfRecord).toList();
        List<FileChange> told = ofRecord.isEmpty() ? changes.told() : ofRecord;
        boolean worse = before.recordHurt() && ofRecord.isEmpty(); // What was done to the record.
        FileChange last = told.isEmpty() || worse ? null : told.getLast();
        summary =
                new Summary(
                        known.count(),
                        before.changes() + changes.count(),
                        last == null ? before.last() : last.path() + " " + last.kind().label(),
                        before.recordHurt() || !ofRecord.isEmpty(),
                        missing);
    }

    private List<WatchedFolder> places() {
        return Places.of(configuration, setting.program(), setting.own());
    }

    /** Tells once of each path that the configuration names and that is not there. */
    private void tellMissing() {
        List<Path> named = Places.missing(configuration.watch());
        var changes = new Changes(named.size());
        for (Path path : named) {
            if (!missing.contains(path)) {
                changes.add(new FileChange(path, Places.OTHER, Kind.MISSING, null, null));
            }
        }
        missing = named;
        sum(new Changes(0));
        if (!changes.isEmpty()) {
            listener.changed(changes);
        }
    }

    /** That it came is told as of any new file; if it goes again, that is as well. */
    private void lookForMissing() {
        List<Path> now = Places.missing(configuration.watch());
        if (!missing.equals(now)) {
            missing = now;
            sum(new Changes(0));
        }
    }

    private void keep() {
        manifest.keep(clock.instant().toString(), known);
    }

    private void end() {
        if (begun) { // What grew meanwhile is known at the next start, and what is not told is not.
            var changes = new Changes(TOLD_AT_ONCE_MAX);
            folders.lookAtRecord(changes);
            tell(changes);
            keep();
        }
        try {
            full.close();
            folders.close();
        } catch (IOException e) {
            LOG.debug("A file did not close", e);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(STOP_PATIENCE)) {
                LOG.warn("The watch over the files did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
