package org.honeyspam.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.honeyspam.journal.SegmentFolder.Own;
import org.honeyspam.watch.FileChange.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Looks at folders and compares them with what is known of them. What differs is told when it has
 * settled, and known from then on. For one thread.
 */
final class Look {
    /** A larger file is told without its hash: others would wait for it. The full check has it. */
    static final long HASH_BYTES_MAX = 1L << 30;

    /** What goes on changing is told after so long all the same. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** A beginning that only grows is read again at most for this part of the time. */
    private static final int REST_FACTOR = 20;

    private static final int NEW_AT_ONCE_MAX = 5_000;

    private final KnownFiles known;
    private final Consumer<WatchedFolder> found;
    private final Map<Path, Unsettled> unsettled = new HashMap<>();
    private final Map<Path, Long> restUntil = new HashMap<>();
    private final Map<Path, Long> unwatched = new HashMap<>();
    private Changes changes = new Changes(0);
    private Mode mode = Mode.RUNNING;
    private boolean again;
    private @Nullable IOException failure;

    /** When one looks. */
    enum Mode {
        /** All that is there is new to us and taken as it is. */
        FIRST,
        /** What differs from what was kept was done while the node did not run. */
        START,
        RUNNING
    }

    /** Something that differs, and since when; null if the file is gone. */
    private record Unsettled(long since, @Nullable FileState state) {}

    /**
     * @param found is told of folders in folders
     */
    Look(KnownFiles known, Consumer<WatchedFolder> found) {
        this.known = known;
        this.found = found;
    }

    private void begin(Mode when, Changes into) {
        changes = into;
        mode = when;
        again = false;
        failure = null;
    }

    private static Own own(WatchedFolder folder) {
        return folder.segments() == null ? new Own(0, 0, 0) : folder.segments().own().get();
    }

    /** Takes as it is what of a folder its new rules watch and those before did not. */
    void adopt(WatchedFolder before, WatchedFolder folder, Changes into) throws IOException {
        begin(Mode.FIRST, into);
        for (String name : new ArrayList<>(known.of(folder.path()).keySet())) {
            if (folder.rule(name) == null) {
                known.remove(folder.path(), name);
            }
        }
        Own own = own(folder);
        for (String name : names(folder)) {
            Rule rule = folder.rule(name);
            if (rule != null) {
                var seen = new Seen(folder, name, rule, own);
                if (before.rule(name) == null) {
                    each(seen, () -> unknown(seen));
                } else if (!before.deep()) {
                    each(seen, () -> below(seen, seen.state()));
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Looks at a folder; whether it must be looked at again soon. */
    boolean at(WatchedFolder folder, Mode when, Changes into) throws IOException {
        begin(when, into);
        Set<String> names = names(folder);
        Own own = own(folder);
        unsettled.keySet().removeIf(path -> isOver(folder, path, names));
        for (String name : new ArrayList<>(known.of(folder.path()).keySet())) {
            Rule rule = folder.rule(name);
            FileState before = known.get(folder.path(), name);
            if (rule != null && before != null) {
                var seen = new Seen(folder, name, rule, own);
                each(seen, () -> known(seen, before, names));
            }
            names.remove(name);
        }
        for (String name : names) {
            Rule rule = folder.rule(name);
            if (rule != null) {
                var seen = new Seen(folder, name, rule, own);
                each(seen, () -> unknown(seen));
            }
        }
        if (failure != null) {
            throw failure;
        }
        return again;
    }

    private interface Step {
        void take() throws IOException;
    }

    /** One that cannot be read does not hide the others. */
    private void each(Seen seen, Step step) {
        try {
            step.take();
        } catch (IOException e) {
            failure = new IOException(seen.name() + ": " + e, e);
        }
    }

    /** Whether something came and went before it was told. */
    private boolean isOver(WatchedFolder folder, Path path, Set<String> names) {
        String name = String.valueOf(path.getFileName());
        return folder.path().equals(path.getParent())
                && !names.contains(name)
                && known.get(folder.path(), name) == null;
    }

    /** A file of a folder, with what holds of it. */
    private record Seen(WatchedFolder folder, String name, Rule rule, Own own) {
        Path path() {
            return folder.path().resolve(name);
        }

        long number() {
            return folder.number(name);
        }

        /** Whether it is the segment that is being written. */
        boolean isNewest() {
            return rule == Rule.SEGMENT && number() == own.newest();
        }

        /** Whether the node itself began it: its chain is there before it. */
        boolean isOwn() {
            long newest = own.newest() + (name.endsWith(".chain") ? 1 : 0);
            return rule == Rule.SEGMENT && number() > own.retired() && number() <= newest;
        }

        @Nullable FileState state() throws IOException {
            try {
                return FileState.of(path(), folder.named().containsKey(name));
            } catch (NoSuchFileException | NotDirectoryException e) {
                return null;
            }
        }
    }

    /** The names that are there: no more than are watched; the rest is counted. */
    private Set<String> names(WatchedFolder folder) throws IOException {
        Set<String> names = new TreeSet<>();
        Map<String, FileState> before = known.of(folder.path());
        long tooMany = 0;
        int fresh = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.path())) {
            for (Path one : all) {
                String name = String.valueOf(one.getFileName());
                boolean isNew = !before.containsKey(name) && folder.rule(name) != null;
                if (!isNew || (mode == Mode.FIRST || fresh < NEW_AT_ONCE_MAX) && known.hasRoom()) {
                    names.add(name);
                    fresh += isNew ? 1 : 0;
                } else if (known.hasRoom()) {
                    again = true;
                } else {
                    tooMany++;
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return names; // Each of its files is gone with it.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        long told = unwatched.getOrDefault(folder.path(), 0L);
        if (tooMany > told) {
            changes.addUnwatched(tooMany - told);
        }
        unwatched.put(folder.path(), tooMany);
        return names;
    }

    private void unknown(Seen seen) throws IOException {
        FileState now = seen.state();
        if (now == null || !known.hasRoom()) {
            return;
        }
        below(seen, now);
        boolean left = mode == Mode.START && seen.folder().isLeftByStart(seen.name());
        boolean named = seen.rule() == Rule.FREE || seen.rule() == Rule.GROWING; // Ours to begin.
        boolean ours = seen.isOwn() || left || named && !now.isExecutable();
        if (mode == Mode.FIRST || ours) {
            take(seen, read(seen, now));
        } else if (isSettled(seen, now)) {
            FileState read = read(seen, now);
            Kind kind = named ? Kind.EXECUTABLE : Kind.NEW;
            tell(seen, kind, null, read);
            take(seen, read);
        }
    }

    private void below(Seen seen, @Nullable FileState now) {
        if (now != null && now.type() == FileState.Type.FOLDER && seen.folder().deep()) {
            found.accept(seen.folder().below(seen.path()));
        }
    }

    private void known(Seen seen, FileState before, Set<String> names) throws IOException {
        FileState now = seen.state();
        below(seen, now);
        if (now == null) {
            gone(seen, before, names);
        } else if (!before.isSame(now)) {
            differs(seen, before, now);
        } else {
            unsettled.remove(seen.path());
        }
    }

    private void gone(Seen seen, FileState before, Set<String> names) {
        boolean lowest =
                seen.number() > 0
                        && names.stream()
                                .mapToLong(seen.folder()::number)
                                .filter(number -> number > 0)
                                .allMatch(number -> number > seen.number());
        // What is past what is kept may have gone at any time before; `verify` knows better.
        boolean ours = seen.number() <= seen.own().retired() || mode == Mode.START && lowest;
        if (seen.rule() == Rule.FREE || seen.rule() == Rule.SEGMENT && ours) {
            forget(seen);
        } else if (isSettled(seen, null)) {
            tell(seen, Kind.DELETED, before.sha256(), null);
            forget(seen);
        }
    }

    private void differs(Seen seen, FileState before, FileState now) throws IOException {
        if (seen.rule().grows() && now.type() == FileState.Type.FILE) {
            grown(seen, before, now);
            return;
        }
        boolean nothingToTell = seen.rule() == Rule.FREE && !becameProgram(before, now);
        if (nothingToTell) {
            take(seen, now);
            return;
        }
        if (!isSettled(seen, now)) {
            return;
        }
        FileState read = read(seen, now);
        boolean sameText = before.sha256() != null && before.sha256().equals(read.sha256());
        boolean unread = before.sha256() == null && before.size() == read.size();
        if (becameProgram(before, now)) {
            tell(seen, Kind.EXECUTABLE, before.sha256(), read);
        } else if (seen.rule() == Rule.FIXED && !sameText && !(unread && before.isLike(now))) {
            tell(seen, Kind.CHANGED, before.sha256(), read);
        } else if (!before.isLike(now)) {
            tell(seen, Kind.MODE, before.sha256(), read);
        }
        take(seen, read);
    }

    private static boolean becameProgram(FileState before, FileState now) {
        return now.isExecutable() && !before.isExecutable();
    }

    /** One that may only grow. */
    private void grown(Seen seen, FileState before, FileState now) throws IOException {
        Long rest = restUntil.get(seen.path());
        long begun = System.nanoTime();
        if (rest != null && begun - rest < 0) {
            again = true;
            return;
        }
        FileState after = now;
        try (var reading = new Reading(seen.path())) {
            String hash = before.sha256();
            boolean full = seen.rule() == Rule.SEGMENT && !seen.isNewest();
            boolean shorter =
                    now.size() < before.hashedBytes()
                            || hash == null && full && now.size() < before.size();
            boolean other =
                    hash == null
                            ? full && mode == Mode.RUNNING
                            : !hash.equals(reading.hash(before.hashedBytes()));
            if (hash != null || !full) {
                String whole = reading.hash(end(seen, before, now));
                after = now.read(reading.bytes(), whole);
            }
            if (shorter || other) {
                tell(seen, shorter ? Kind.SHORTENED : Kind.REWRITTEN, hash, after);
            } else if (becameProgram(before, now)) {
                tell(seen, Kind.EXECUTABLE, hash, after);
            } else if (!before.isLike(now)) {
                tell(seen, Kind.MODE, hash, after);
            }
        } catch (NoSuchFileException e) {
            again = true;
            return;
        }
        take(seen, after);
        restUntil.put(seen.path(), begun + (System.nanoTime() - begun) * REST_FACTOR);
    }

    /** Up to where it stays as it is: what is not durable yet may be taken back. */
    private static long end(Seen seen, FileState before, FileState now) {
        boolean written = seen.isNewest() && !seen.name().endsWith(".chain");
        return written
                ? Math.min(now.size(), Math.max(before.hashedBytes(), seen.own().durableBytes()))
                : now.size();
    }

    /** With its hash, unless that is left to the slow check. */
    private FileState read(Seen seen, FileState now) throws IOException {
        boolean content = seen.rule() == Rule.FIXED || seen.rule().grows();
        boolean late = mode != Mode.RUNNING && seen.rule() == Rule.SEGMENT && !seen.isNewest();
        if (now.type() != FileState.Type.FILE || !content || late || now.size() > HASH_BYTES_MAX) {
            return now;
        }
        long to = seen.isNewest() ? end(seen, now, now) : now.size();
        try (var reading = new Reading(seen.path())) {
            String hash = reading.hash(to);
            return now.read(reading.bytes(), hash);
        } catch (NoSuchFileException | AccessDeniedException e) {
            return now; // It is known without what is in it.
        }
    }

    /** Whether it is as it was when this was asked before, or has been for long enough. */
    private boolean isSettled(Seen seen, @Nullable FileState now) {
        if (mode != Mode.RUNNING) {
            return true;
        }
        long time = System.nanoTime();
        Unsettled before = unsettled.get(seen.path());
        boolean same =
                before != null
                        && (before.state() == null
                                ? now == null
                                : now != null && before.state().isSame(now));
        if (same || before != null && time - before.since() > SETTLED.toNanos()) {
            unsettled.remove(seen.path());
            return true;
        }
        unsettled.put(seen.path(), new Unsettled(before == null ? time : before.since(), now));
        again = true;
        return false;
    }

    private void tell(Seen seen, Kind kind, @Nullable String hash, @Nullable FileState now) {
        FileChange.After after = now == null ? null : FileChange.After.of(now);
        changes.add(new FileChange(seen.path(), seen.folder().part(), kind, hash, after));
    }

    private void take(Seen seen, FileState state) {
        known.put(seen.folder().path(), seen.name(), state);
    }

    private void forget(Seen seen) {
        known.remove(seen.folder().path(), seen.name());
        restUntil.remove(seen.path());
        unsettled.remove(seen.path());
    }
}
