package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.one;
import static org.honeyspam.config.Schema.time;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;

/** The keys of the watch over the node's files. */
final class WatchTable {
    private static final long GIB = 1L << 30;

    private WatchTable() {}

    static Table table() {
        return one(
                "watch",
                "Who changes program, configuration or record is found within seconds.",
                key("enabled", Kind.truth(), true, "Whether the node's files are watched."),
                key(
                        "paths",
                        Kind.listOf(Kind.path()),
                        List.of(),
                        "Further files, and folders with all below them."),
                time(
                        "full_check",
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        "1h",
                        "Time between two looks at every byte."),
                key(
                        "full_check_rate",
                        Kind.size(64 * 1024, GIB),
                        "16MiB",
                        "Bytes that are read for it in a second."));
    }

    static Watch of(Read watch, Path file) {
        return new Watch(
                (Boolean) watch.value("enabled"),
                watch.texts("paths").stream()
                        .map(path -> file.resolveSibling(path).normalize())
                        .toList(),
                (Duration) watch.value("full_check"),
                watch.number("full_check_rate"));
    }
}
