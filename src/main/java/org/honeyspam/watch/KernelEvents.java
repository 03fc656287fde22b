package org.honeyspam.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In which folders something happens, as the kernel tells it (inotify), modes and owners too. */
final class KernelEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelEvents.class);

    private final Map<WatchKey, Path> keys = new HashMap<>();
    private final Set<Path> unheard = new LinkedHashSet<>();
    private final Set<Path> busy = new LinkedHashSet<>();
    private final @Nullable WatchService service;

    KernelEvents() {
        WatchService made = null;
        try {
            made = FileSystems.getDefault().newWatchService();
        } catch (IOException e) { // Too many of this user's.
            LOG.warn("The kernel tells of no file, they are looked at again and again", e);
        }
        service = made;
    }

    /** Has it tell of a folder; where the node itself writes all the time, nothing is asked. */
    void register(WatchedFolder folder) {
        if (folder.isBusy()) {
            busy.add(folder.path());
        } else {
            register(folder.path());
        }
    }

    private void register(Path folder) {
        unheard.add(folder);
        if (service == null || !Files.isDirectory(folder)) {
            return;
        }
        try {
            WatchKey key =
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
            keys.put(key, folder);
            unheard.remove(folder);
        } catch (IOException e) { // Too many of this user's, or it may not be read.
            LOG.debug("The kernel tells nothing of {}: {}", folder, e.getMessage());
        }
    }

    /** No longer. */
    void forget(Path folder) {
        unheard.remove(folder);
        busy.remove(folder);
        keys.entrySet()
                .removeIf(
                        one -> {
                            boolean it = one.getValue().equals(folder);
                            if (it) {
                                one.getKey().cancel();
                            }
                            return it;
                        });
    }

    /** Adds the folders in which something happened since this was asked before. */
    void drain(Set<Path> into) {
        WatchKey key = service == null ? null : service.poll();
        while (service != null && key != null) {
            key.pollEvents(); // Whatever it was, also if it was too much: the folder tells.
            Path folder = keys.get(key);
            if (folder != null) {
                into.add(folder);
            }
            if (!key.reset() && folder != null) {
                keys.remove(key);
                unheard.add(folder); // It went, and may come again.
            }
            key = service.poll();
        }
    }

    /** The folders of which it has told nothing until now; that is tried again. */
    Set<Path> unheard() {
        Set<Path> all = new LinkedHashSet<>(unheard);
        all.forEach(this::register);
        all.addAll(busy);
        return all;
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }
}
