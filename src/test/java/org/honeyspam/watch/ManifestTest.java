package org.honeyspam.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.honeyspam.journal.ChainKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the files over a stop is as they are, or that it is not is told. */
final class ManifestTest {
    private static final String TIME = "2026-11-27T07:00:00Z";

    @TempDir private Path folder;
    private final KnownFiles known = new KnownFiles();
    private Path file = Path.of("");
    private Manifest manifest = new Manifest(file, new ChainKey(new byte[32]));

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("watch");
        manifest = new Manifest(file, new ChainKey(new byte[32]));
        Path one = Files.writeString(folder.resolve("one"), "1");
        known.put(folder, "one", FileState.of(one, false));
    }

    @Test
    void whatCouldNotBeKeptStaysTroubleUntilItIs() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("watch.part/full"));
        for (int i = 0; i < 3; i++) {
            manifest.keep(TIME, known);
            assertThat(manifest.trouble()).contains("cannot be kept");
            assertThat(manifest.read()).isNull();
        }
        Files.delete(inTheWay);
        manifest.keep(TIME, known);
        assertThat(manifest.trouble()).isNull();
        assertThat(manifest.read()).isEqualTo(new Manifest.Kept(TIME, known.all()));
    }

    @Test
    void whatIsAsItWasKeptIsNotWrittenAgain() throws IOException {
        manifest.keep(TIME, known);
        Files.delete(file);
        manifest.keep(TIME, known);
        assertThat(file).doesNotExist();
        known.remove(folder, "one");
        manifest.keep(TIME, known);
        assertThat(file).exists();
    }

    @Test
    void whatSomebodyElseWroteIsRefused() throws IOException {
        manifest.keep(TIME, known);
        Files.writeString(file, Files.readString(file).replace("one", "two"));
        assertThatThrownBy(manifest::read).hasMessageContaining("not as the node wrote it");
    }
}
