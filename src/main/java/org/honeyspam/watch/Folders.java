package org.honeyspam.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that are watched: those of the configuration and what is found below them, and in
 * which of them something may have happened. For one thread.
 */
final class Folders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    /** More are not looked into; how many those are is told. */
    private static final int FOLDERS_MAX = 500;

    private final KnownFiles known;
    private final Look look;
    private final KernelEvents kernel = new KernelEvents();
    private final Map<Path, WatchedFolder> folders = new LinkedHashMap<>();
    private final Map<Path, WatchedFolder> deeper = new LinkedHashMap<>();
    private final Set<Path> dirty = new LinkedHashSet<>();
    private final Set<Path> tooMany = new HashSet<>();
    private Map<Path, Map<String, FileState>> kept = Map.of();
    private volatile @Nullable String trouble;

    Folders(KnownFiles known) {
        this.known = known;
        this.look = new Look(known, this::deeper);
    }

    /**
     * Looks for the first time at these and all below them.
     *
     * @param before how their files were, as it was kept
     */
    void begin(
            Collection<WatchedFolder> places,
            Map<Path, Map<String, FileState>> before,
            Look.Mode mode,
            Changes changes) {
        kept = before;
        places.forEach(this::deeper);
        lookDeeper(mode, changes);
        kept = Map.of();
    }

    /** From now on these are watched and no others; what is new is taken as it is. */
    void follow(Collection<WatchedFolder> places, Changes changes) {
        for (Path path : new ArrayList<>(folders.keySet())) {
            boolean stays =
                    places.stream()
                            .anyMatch(
                                    one ->
                                            one.path().equals(path)
                                                    || one.deep() && path.startsWith(one.path()));
            if (!stays) {
                folders.remove(path);
                known.forget(path);
                kernel.forget(path);
            }
        }
        for (WatchedFolder folder : places) {
            WatchedFolder before = folders.replace(folder.path(), folder);
            if (before == null) {
                deeper(folder);
            } else if (!before.equals(folder)) {
                adopt(before, folder, changes);
            }
        }
        lookDeeper(Look.Mode.FIRST, changes); // Nobody knew before how they should be.
    }

    private void adopt(WatchedFolder before, WatchedFolder folder, Changes changes) {
        try {
            look.adopt(before, folder, changes);
        } catch (IOException e) { // It is trouble when the folder is looked at.
            dirty.add(folder.path());
            LOG.debug("{} cannot be looked at", folder.path(), e);
        }
    }

    private void lookDeeper(Look.Mode mode, Changes changes) {
        while (!deeper.isEmpty()) {
            lookAt(register(changes), mode, changes);
        }
    }

    /** Those that were found since, now watched as well; those that are too many are counted. */
    private List<Path> register(Changes changes) {
        List<Path> paths = new ArrayList<>();
        for (WatchedFolder folder : deeper.values()) {
            if (folders.containsKey(folder.path())) {
                continue;
            }
            if (folders.size() >= FOLDERS_MAX) {
                if (tooMany.add(folder.path())) {
                    changes.addUnwatched(1);
                }
            } else {
                tooMany.remove(folder.path());
                folders.put(folder.path(), folder);
                known.take(folder.path(), kept.getOrDefault(folder.path(), Map.of()));
                kernel.register(folder);
                paths.add(folder.path());
            }
        }
        deeper.clear();
        return paths;
    }

    private void deeper(WatchedFolder folder) {
        deeper.put(folder.path(), folder);
    }

    /** Learns what the kernel has to tell. */
    void listen() {
        kernel.drain(dirty);
    }

    /** All of them are looked at the next time. */
    void expectAnything() {
        dirty.addAll(folders.keySet());
        tooMany.removeIf(Files::notExists);
    }

    /** Looks at those in which something may have happened. */
    void look(Changes changes) {
        dirty.addAll(kernel.unheard());
        lookAt(new ArrayList<>(dirty), Look.Mode.RUNNING, changes);
        lookAt(register(changes), Look.Mode.RUNNING, changes);
    }

    /** Looks at those of the record. */
    void lookAtRecord(Changes changes) {
        List<Path> record =
                folders.values().stream()
                        .filter(folder -> folder.segments() != null)
                        .map(WatchedFolder::path)
                        .toList();
        lookAt(record, Look.Mode.RUNNING, changes);
    }

    private void lookAt(List<Path> which, Look.Mode mode, Changes changes) {
        String failure = null;
        for (Path path : which) {
            dirty.remove(path);
            WatchedFolder folder = folders.get(path);
            try {
                if (folder != null && look.at(folder, mode, changes)) {
                    dirty.add(path);
                }
            } catch (IOException | RuntimeException e) {
                // A fault of ours must not end the watch any more than one of the disk.
                failure = "%s cannot be looked at: %s".formatted(path, e);
                dirty.add(path);
                LOG.debug("{} cannot be looked at", path, e);
            }
        }
        if (!which.isEmpty()) {
            trouble = failure;
        }
    }

    Collection<WatchedFolder> all() {
        return Collections.unmodifiableCollection(folders.values());
    }

    /** Which of them could not be looked at; null if all could. */
    @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void close() throws IOException {
        kernel.close();
    }
}
