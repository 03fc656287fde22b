package org.honeyspam.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of others in the foreground, which ends all its processes when it is asked to. */
public final class ForegroundServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;

    private ForegroundServer(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it listens; what it says goes into the file. */
    public static ForegroundServer start(ProcessBuilder builder, LoopbackPort port, Path said)
            throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        var server = new ForegroundServer(process);
        if (!port.opens(process, PATIENCE)) {
            server.close();
            throw new AssertionError(
                    "%s does not start: %s"
                            .formatted(builder.command().getFirst(), Files.readString(said)));
        }
        return server;
    }

    /** Its own users have to get at its folder, which is in one that is the test's alone. */
    public static void letThrough(Path folder) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path at = folder; at != null && !at.equals(temporary); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    /** When it is not heard of, hard. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
