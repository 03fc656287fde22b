package org.honeyspam.watch;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.honeyspam.watch.FileChange.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all watched files again, a little at a time: what no event told of is found by it, as a
 * write through a mapping, or to the disk below. For one thread.
 */
final class FullCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FullCheck.class);

    private final KnownFiles known;
    private final Deque<Todo> todo = new ArrayDeque<>();
    private @Nullable Todo current;
    private @Nullable Reading reading;
    private final Map<Path, String> unread = new LinkedHashMap<>();
    private volatile @Nullable String trouble;

    private record Todo(WatchedFolder folder, String name, Rule rule, FileState state) {
        Path path() {
            return folder.path().resolve(name);
        }

        /** Up to where it is to be what it was; of one that was never read all of it. */
        long end() {
            return state.sha256() == null ? state.size() : state.hashedBytes();
        }
    }

    FullCheck(KnownFiles known) {
        this.known = known;
    }

    /** Begins with all that is known now. */
    void begin(Collection<WatchedFolder> folders) {
        Set<Path> paths = new HashSet<>();
        for (WatchedFolder folder : folders) {
            for (Map.Entry<String, FileState> file : known.of(folder.path()).entrySet()) {
                Rule rule = folder.rule(file.getKey());
                if (rule != null
                        && (rule == Rule.FIXED || rule.grows())
                        && file.getValue().type() == FileState.Type.FILE) {
                    var one = new Todo(folder, file.getKey(), rule, file.getValue());
                    todo.add(one);
                    paths.add(one.path());
                }
            }
        }
        unread.keySet().retainAll(paths);
        say();
    }

    /** What it could not read the last time that it tried; null if nothing. */
    @Nullable String trouble() {
        return trouble;
    }

    private void say() {
        String first = null;
        for (Map.Entry<Path, String> one : unread.entrySet()) {
            first = "%s cannot be read: %s".formatted(one.getKey(), one.getValue());
            break;
        }
        int more = unread.size() - 1;
        trouble = more > 0 ? "%s; nor can %d more".formatted(first, more) : first;
    }

    boolean isOver() {
        return current == null && todo.isEmpty();
    }

    /** Reads on, so many bytes at most; returns how many it were. */
    long read(long bytesMax, Changes into) throws IOException {
        long left = bytesMax;
        while (left > 0 && !isOver()) {
            Todo file = current == null ? todo.poll() : current;
            if (file == null) {
                break;
            }
            current = file;
            left -= read(file, left, into);
        }
        return bytesMax - left;
    }

    private long read(Todo file, long bytesMax, Changes into) throws IOException {
        try {
            Reading open = reading;
            if (open == null) {
                open = new Reading(file.path());
                reading = open;
            }
            long before = open.bytes();
            boolean more = open.read(file.end(), bytesMax) && open.bytes() < file.end();
            long bytes = open.bytes() - before;
            if (!more) {
                compare(file, open, into);
                end(file, null);
            }
            return Math.max(1, bytes);
        } catch (NoSuchFileException e) {
            end(file, null);
            return 1; // It is gone, which is told when its folder is looked at.
        } catch (IOException e) {
            end(file, e);
            return 1;
        }
    }

    /** It is over with a file; why if it could not be read. */
    private void end(Todo file, @Nullable IOException why) throws IOException {
        if (why == null) {
            unread.remove(file.path());
        } else {
            LOG.debug("{} cannot be read", file.path(), why);
            unread.put(file.path(), why.toString());
        }
        say();
        close();
    }

    /** If it is still what is known of it; else somebody looked at it meanwhile. */
    private void compare(Todo file, Reading read, Changes into) throws IOException {
        FileState before = file.state();
        boolean followed = file.folder().named().containsKey(file.name());
        FileState now = FileState.of(file.path(), followed);
        boolean fixed = file.rule() == Rule.FIXED;
        boolean stale = !before.equals(known.get(file.folder().path(), file.name()));
        if (stale || fixed && !before.isSame(now)) {
            return;
        }
        String hash = read.hash();
        FileState after = before.read(read.bytes(), hash);
        if (before.sha256() != null && !before.sha256().equals(hash)) {
            Kind kind = fixed ? Kind.CHANGED : Kind.REWRITTEN;
            into.add(
                    new FileChange(
                            file.path(),
                            file.folder().part(),
                            kind,
                            before.sha256(),
                            FileChange.After.of(after)));
        }
        known.put(file.folder().path(), file.name(), after);
    }

    @Override
    public void close() throws IOException {
        Reading open = reading;
        reading = null;
        current = null;
        if (open != null) {
            open.close();
        }
    }
}
