package org.honeyspam.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.SegmentFolder;
import org.honeyspam.journal.SegmentFolder.Own;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The watch follows another configuration without false news, and says what it does not see. */
@Timeout(60)
final class FileWatchTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private Path a = Path.of("");
    private final Told told = new Told();

    /** What was told. */
    private static final class Told implements FileWatch.Listener {
        final List<String> files = new CopyOnWriteArrayList<>();
        final AtomicLong unwatched = new AtomicLong();

        @Override
        public void changed(Changes changes) {
            changes.told().stream()
                    .map(one -> one.path().getFileName() + " " + one.kind().label())
                    .forEach(files::add);
            unwatched.addAndGet(changes.unwatched());
        }

        @Override
        public void changedMeanwhile(
                Changes changes, @Nullable String since, @Nullable String why) {
            changed(changes);
        }
    }

    @BeforeEach
    void begin() throws IOException {
        KeyRing.create(folder.resolve("secret.key"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("kept"));
        a = Files.createDirectories(folder.resolve("a"));
        Files.writeString(a.resolve("one"), "1");
        Files.writeString(a.resolve("two"), "2");
    }

    /** Written elsewhere, so that it is no change itself. */
    private Configuration watching(String paths) throws IOException {
        String text =
                """
                [node]
                name = "n1"
                data = "data"
                key_file = "secret.key"
                [[listener]]
                service = "mx"
                addresses = ["127.0.0.1"]
                port = 0
                host = "mx.one.example"
                [[site]]
                host = "www.one.example"
                domain = "one.example"
                title = "One"
                [watch]
                paths = [%s]
                """
                        .formatted(paths);
        Path file = folder.resolve("honeyspam.toml");
        Files.writeString(file, text);
        var checked = ConfigurationFile.read(file);
        Files.delete(file);
        assertThat(checked.mistakes()).isEmpty();
        return requireNonNull(checked.configuration());
    }

    private FileWatch start(Configuration configuration) {
        return start(configuration, () -> new Own(0, 0, 0));
    }

    private FileWatch start(Configuration configuration, Supplier<Own> journal) {
        var deeds = new Places.Deeds(journal, () -> new Own(0, 0, 0));
        var setting =
                new FileWatch.Setting(
                        folder.resolve("kept/watch"), // Where it is no file that is counted.
                        null,
                        false,
                        deeds,
                        new ChainKey(new byte[32]));
        FileWatch watch = FileWatch.start(configuration, setting, told, Clock.systemUTC());
        until(() -> watch.summary().files() > 0);
        return watch;
    }

    private void until(BooleanSupplier question) {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within %s; %s", WITHIN, told.files).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void follow(FileWatch watch, Configuration next, int more) {
        int files = watch.summary().files() + more;
        watch.follow(next);
        until(() -> watch.summary().files() == files);
    }

    private void isTold(String... all) {
        until(() -> told.files.size() >= all.length);
        assertThat(told.files).containsExactlyInAnyOrder(all);
    }

    @Test
    void whatIsNamedLaterIsTakenAsItIsAndWatchedFromThenOn() throws IOException {
        Configuration both = watching("\"a/one\", \"a/two\"");
        try (FileWatch watch = start(watching("\"a/one\""))) {
            Files.writeString(a.resolve("one"), "another"); // At the very time of the reload.
            follow(watch, both, 1);
            isTold("one changed");
            Files.writeString(a.resolve("two"), "another");
            isTold("one changed", "two changed");
        }
    }

    @Test
    void whatIsNamedAgainIsTakenAsItIs() throws IOException {
        Configuration one = watching("\"a/one\"");
        Configuration both = watching("\"a/one\", \"a/two\"");
        try (FileWatch watch = start(both)) {
            follow(watch, one, -1);
            Files.writeString(a.resolve("two"), "another");
            follow(watch, both, 1);
            Files.writeString(a.resolve("one"), "another");
            isTold("one changed");
        }
    }

    @Test
    void ofAFolderThatIsNamedLaterAllBelowIsTakenAsItIs() throws IOException {
        Files.writeString(Files.createDirectories(a.resolve("b/c")).resolve("deep"), "3");
        Configuration all = watching("\"a\"");
        try (FileWatch watch = start(watching("\"a/one\""))) {
            follow(watch, all, 4); // two, b, c and deep.
            Files.writeString(a.resolve("b/c/deep"), "another");
            isTold("deep changed");
        }
    }

    @Test
    void foldersThatAreTooManyAreCountedAndTold() throws IOException {
        for (int i = 0; i < 600; i++) {
            Files.createDirectory(a.resolve("f" + i));
        }
        try (FileWatch watch = start(watching("\"a\""))) {
            until(() -> told.unwatched.get() > 0);
            assertThat(told.unwatched.get()).isBetween(101L, 120L); // The node has some of its own.
            Files.createDirectory(a.resolve("more"));
            isTold("more new");
            assertThat(told.unwatched.get()).isBetween(102L, 121L); // Those of before only once.
            assertThat(watch.trouble()).isNull();
        }
    }

    @Test
    void whatTheFullCheckCannotReadIsTroubleUntilItCan() throws IOException {
        Configuration configuration = watching("\"a/one\"");
        try (FileWatch watch = start(configuration)) {
            Files.delete(a.resolve("one"));
            Files.createSymbolicLink(a.resolve("one"), Path.of("/proc/self/mem"));
            watch.follow(configuration); // All is read then, before a change has settled.
            until(() -> watch.trouble() != null);
            assertThat(watch.trouble()).contains("one cannot be read");
            Files.delete(a.resolve("one"));
            Files.writeString(a.resolve("one"), "1");
            watch.follow(configuration);
            until(() -> watch.trouble() == null);
        }
    }

    /** They are many at once, but no news. */
    @Test
    void ofAFolderWithVeryManyFilesNoneIsNewAtTheFirstStart() throws Exception {
        for (int i = 0; i < 5_100; i++) {
            Files.createFile(a.resolve("f" + i));
        }
        try (FileWatch watch = start(watching("\"a\""))) {
            until(() -> watch.summary().files() > 5_100);
            Files.writeString(a.resolve("one"), "another");
            isTold("one changed");
        }
    }

    @Test
    void whatIsNamedAndNotThereIsToldOnceAndThatItCameAsWell() throws Exception {
        String paths = "\"a/one\", \"a/file\", \"a/far/off/folder\"";
        Configuration more = watching(paths + ", \"a/two\"");
        Path far = a.resolve("far/off/folder");
        try (FileWatch watch = start(watching(paths))) {
            isTold("file missing", "folder missing");
            assertThat(watch.summary().missing()).containsExactly(a.resolve("file"), far);
            follow(watch, more, 1);
            Files.writeString(a.resolve("file"), "1");
            Path tool = Files.createDirectories(far.resolve("b")).resolve("tool");
            Files.writeString(tool, "1");
            isTold("file missing", "folder missing", "file new", "folder new", "b new", "tool new");
            until(() -> watch.summary().missing().isEmpty());
            Files.writeString(tool, "another");
            until(() -> told.files.contains("tool changed"));
            assertThat(watch.trouble()).isNull();
        }
    }

    @Test
    void aFolderThatWentWhileTheNodeDidNotRunIsMissed() throws Exception {
        Path below = Files.createDirectories(a.resolve("b"));
        Files.writeString(below.resolve("deep"), "3");
        Configuration configuration = watching("\"a/b\"");
        start(configuration).close();
        Files.delete(below.resolve("deep"));
        Files.delete(below);
        start(configuration).close();
        isTold("deep deleted", "b missing");
    }

    @Test
    void whatRetentionTakesIsNoNewsAndWhatAStrangerTakesIs() throws Exception {
        Path journal = folder.resolve("data/journal");
        try (var segments = new SegmentFolder(journal, ".jsonl")) {
            segments.lock();
            for (int i = 1; i <= 5; i++) {
                segments.create(i).close();
                Files.writeString(segments.file(i), "x".repeat(100));
                Files.writeString(journal.resolve("000000000" + i + ".chain"), "x");
            }
            try (FileWatch watch = start(watching("\"a/one\""), () -> segments.own(100))) {
                int files = watch.summary().files();
                assertThat(segments.retire(300, Duration.ofDays(1), Instant.now()))
                        .containsExactly(1L, 2L);
                Files.delete(journal.resolve("0000000001.chain"));
                Files.delete(journal.resolve("0000000002.chain"));
                Files.writeString(a.resolve("one"), "another");
                isTold("one changed");
                assertThat(watch.summary().recordHurt()).isFalse();
                Files.delete(segments.file(3));
                isTold("one changed", "0000000003.jsonl deleted");
                assertThat(watch.summary().recordHurt()).isTrue();
                assertThat(watch.summary().files()).isEqualTo(files - 5);
            }
        }
    }

    /** The kernel then tells of nothing but that; the whole machine is changed for a moment. */
    @Test
    void whatHappensWhileTheQueueOfTheKernelIsFullIsFoundAllTheSame() throws Exception {
        Path size = Path.of("/proc/sys/fs/inotify/max_queued_events");
        assumeThat("true".equals(System.getenv("CI"))).as("%s is set in CI only", size).isTrue();
        Path other = Files.createDirectories(folder.resolve("other"));
        Path still = Files.createDirectories(folder.resolve("still"));
        String usual;
        try (var reader = Files.newBufferedReader(size)) {
            usual = reader.readLine(); // Files.readString gets one digit of it.
        }
        KernelEvents kernel;
        Files.writeString(size, "16"); // A queue keeps the size that it was made with.
        try {
            kernel = new KernelEvents();
        } finally {
            Files.writeString(size, usual);
        }
        try (kernel) {
            for (Path one : List.of(a, other, still)) {
                kernel.register(new WatchedFolder(one, "", Map.of(), Rule.FIXED, false, null));
            }
            assertThat(kernel.unheard()).isEmpty();
            Set<Path> heard = new HashSet<>();
            until(
                    () -> {
                        touch(a.resolve("one"), other.resolve("one"));
                        kernel.drain(heard);
                        return heard.contains(still); // In which nothing happened.
                    });
            assertThat(heard).containsExactlyInAnyOrder(a, other, still);
        }
    }

    private static void touch(Path... files) {
        try {
            for (int i = 0; i < 500; i++) {
                for (Path file : files) {
                    Files.writeString(file, "" + i);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
