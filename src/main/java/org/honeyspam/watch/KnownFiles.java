package org.honeyspam.watch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How all watched files were when they were last looked at. For one thread. */
final class KnownFiles {
    /** More are not watched; how many those are is told. */
    static final int FILES_MAX = 20_000;

    private final Map<Path, Map<String, FileState>> folders = new LinkedHashMap<>();
    private int count;
    private boolean touched;

    Map<String, FileState> of(Path folder) {
        return folders.getOrDefault(folder, Map.of());
    }

    @Nullable FileState get(Path folder, String name) {
        return of(folder).get(name);
    }

    boolean hasRoom() {
        return count < FILES_MAX;
    }

    int count() {
        return count;
    }

    void put(Path folder, String name, FileState state) {
        FileState before =
                folders.computeIfAbsent(folder, none -> new HashMap<>()).put(name, state);
        count += before == null ? 1 : 0;
        touched |= !state.equals(before);
    }

    void remove(Path folder, String name) {
        Map<String, FileState> there = folders.get(folder);
        if (there != null && there.remove(name) != null) {
            count--;
            touched = true;
        }
    }

    /** Forgets a folder that is watched no longer. */
    void forget(Path folder) {
        Map<String, FileState> there = folders.remove(folder);
        count -= there == null ? 0 : there.size();
        touched = true;
    }

    /** All of them by path. */
    Map<String, FileState> all() {
        Map<String, FileState> all = new HashMap<>();
        folders.forEach(
                (folder, files) ->
                        files.forEach(
                                (name, state) -> all.put(folder.resolve(name).toString(), state)));
        return all;
    }

    /** Takes what was kept of a folder. */
    void take(Path folder, Map<String, FileState> kept) {
        kept.forEach((name, state) -> put(folder, name, state));
    }

    /** Whether anything changed since it was last kept. */
    boolean isTouched() {
        return touched;
    }

    /** It is kept as it is now. */
    void kept() {
        touched = false;
    }
}
