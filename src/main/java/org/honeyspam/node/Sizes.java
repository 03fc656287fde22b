package org.honeyspam.node;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what the data folder holds, on a thread of its own: a disk may be slow. */
final class Sizes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sizes.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final DataFolder data;
    private final Thread thread = Thread.ofPlatform().name("sizes").daemon().unstarted(this::run);
    private volatile Measured last;

    /** Bytes of files, and of the disk that they are on. */
    record Measured(long journal, long mail, long diskFree, long disk) {}

    private Sizes(DataFolder data) throws IOException {
        this.data = data;
        this.last = measure();
    }

    static Sizes start(DataFolder data) throws IOException {
        var sizes = new Sizes(data);
        sizes.thread.start();
        return sizes;
    }

    Measured last() {
        return last;
    }

    private void run() {
        boolean failing = false;
        while (true) {
            try {
                Thread.sleep(EVERY);
                last = measure();
                failing = false;
            } catch (InterruptedException e) {
                return; // The end of the node.
            } catch (IOException e) {
                if (!failing) {
                    LOG.warn("The data folder cannot be measured: {}", e.toString());
                }
                failing = true;
            }
        }
    }

    private Measured measure() throws IOException {
        FileStore disk = Files.getFileStore(data.root());
        return new Measured(
                bytes(data.journal()),
                bytes(data.mail()),
                disk.getUsableSpace(),
                disk.getTotalSpace());
    }

    private static long bytes(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += file.toFile().length(); // 0 if it is past what is kept, and just went.
        }
        return bytes;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
