package org.honeyspam.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The full check reads every file, or says of which one it cannot. */
final class FullCheckTest {
    /** A file whose first bytes nobody can read, not even root: an error of input and output. */
    private static final Path BROKEN = Path.of("/proc/self/mem");

    @TempDir private Path folder;
    private final KnownFiles known = new KnownFiles();
    private final FullCheck check = new FullCheck(known);

    private WatchedFolder watched(String... names) {
        Map<String, Rule> named = new HashMap<>();
        for (String name : names) {
            named.put(name, Rule.FIXED);
        }
        return new WatchedFolder(folder, "other", named, null, false, null);
    }

    private void know(String name) throws IOException {
        known.put(folder, name, FileState.of(folder.resolve(name), true));
    }

    private Changes all(WatchedFolder of) throws IOException {
        check.begin(List.of(of));
        var changes = new Changes(10);
        while (!check.isOver()) {
            check.read(1 << 20, changes);
        }
        return changes;
    }

    @Test
    void whatCannotBeReadIsTroubleUntilItCan() throws IOException {
        for (String name : List.of("a", "b")) {
            Files.writeString(folder.resolve(name), "text");
            know(name);
            Files.delete(folder.resolve(name));
            Files.createSymbolicLink(folder.resolve(name), BROKEN);
        }
        all(watched("a", "b"));
        assertThat(check.trouble()).contains("cannot be read", "Input/output", "1 more");
        Files.delete(folder.resolve("a"));
        Files.writeString(folder.resolve("a"), "text");
        all(watched("a", "b"));
        assertThat(check.trouble()).startsWith(folder.resolve("b").toString());
        Files.delete(folder.resolve("b"));
        all(watched("a", "b")); // It is gone, which others tell.
        assertThat(check.trouble()).isNull();
    }

    @Test
    void whatIsWatchedNoLongerIsNoTrouble() throws IOException {
        Files.writeString(folder.resolve("a"), "text");
        know("a");
        Files.delete(folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a"), BROKEN);
        all(watched("a"));
        assertThat(check.trouble()).isNotNull();
        all(watched("b"));
        assertThat(check.trouble()).isNull();
    }

    /** A look leaves that to the full check: others would wait for it. */
    @Test
    void aVeryLargeFileHasItsHashFromTheFullCheckOnly() throws IOException {
        try (var large = new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            large.setLength(Look.HASH_BYTES_MAX + 1);
        }
        WatchedFolder watched = watched("large");
        new Look(known, _ -> {}).at(watched, Look.Mode.FIRST, new Changes(10));
        assertThat(state().sha256()).isNull();
        assertThat(all(watched).isEmpty()).isTrue();
        assertThat(state().sha256()).hasSize(64);
        assertThat(state().hashedBytes()).isEqualTo(Look.HASH_BYTES_MAX + 1);
    }

    private FileState state() {
        return Objects.requireNonNull(known.get(folder, "large"));
    }
}
