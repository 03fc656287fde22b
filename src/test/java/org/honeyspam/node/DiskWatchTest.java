package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.alert.Alert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is told of when it is full and when it no longer is, and not in between. */
final class DiskWatchTest {
    private static final long MB = 1_000_000;

    @TempDir private Path temp = Path.of("");

    @Test
    void itIsToldOnceEachTime() throws IOException {
        var data = new DataFolder(temp);
        Files.createDirectory(data.journal());
        Files.createDirectory(data.mail());
        List<@Nullable String> told = new ArrayList<>();
        try (Sizes sizes = Sizes.start(data)) {
            var disk = new DiskWatch(sizes);
            for (long used : new long[] {50, 89, 90, 99, 89, 88, 87, 89, 91}) {
                var measured = new Sizes.Measured(0, 0, (100 - used) * MB, 100 * MB);
                Alert alert = disk.look(90, measured, Instant.EPOCH);
                told.add(alert == null ? null : alert.text());
            }
        }
        assertThat(told)
                .containsExactly(
                        null,
                        null,
                        "90 % of the disk are used, 10 MB are free",
                        null,
                        null,
                        null,
                        "87 % of the disk are used, 13 MB are free: there is room again",
                        null,
                        "91 % of the disk are used, 9 MB are free");
    }
}
