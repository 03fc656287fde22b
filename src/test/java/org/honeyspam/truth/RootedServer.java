package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Unpacked;

/**
 * A product unpacked from Debian's packages, as an open relay that queues all mail, in a root of
 * its own in a folder of the test.
 */
final class RootedServer implements MailServer {
    private static final Path SCRIPTS = Path.of("src/test/resources/truth");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final InetSocketAddress address;

    private RootedServer(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it by the script {@code run} of its folder. */
    static RootedServer start(String product, Path folder, Imitation.Face face)
            throws IOException, InterruptedException {
        Path unpacked = Unpacked.root(product);
        LoopbackPort port = LoopbackPort.free();
        Path log = folder.resolve("log");
        Path root = Files.createDirectories(folder.resolve("root"));
        List<String> command =
                List.of(
                        "unshare",
                        "--mount",
                        "--uts",
                        SCRIPTS.resolve(product).resolve("run").toString(),
                        unpacked.toString(),
                        root.toString(),
                        face.host(),
                        Integer.toString(port.number()),
                        Long.toString(face.messageBytesMax()),
                        Integer.toString(face.recipientsMax()),
                        face.secure() ? "secure" : "plain",
                        Long.toString(face.greetPause().toMillis()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var server = new RootedServer(process, port.address());
        if (!port.opens(process, PATIENCE)) {
            server.close();
            throw new AssertionError("it does not start: " + Files.readString(log));
        }
        return server;
    }

    @Override
    public InetSocketAddress smtp() {
        return address;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
