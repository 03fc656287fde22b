package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.honeyspam.process.Program;

/**
 * Debian's Apache or nginx, set up as Debian does it, but for the port and the folder it serves.
 */
final class RealWeb implements Server {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SCRIPTS = Path.of("src/test/resources/truth/web");

    private final Process process;
    private final InetSocketAddress address;

    private RealWeb(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    static RealWeb apache(Path folder, Path documents) throws IOException, InterruptedException {
        Program.path("apache2", "apache2");
        return start("run-apache", folder, documents);
    }

    static RealWeb nginx(Path folder, Path documents) throws IOException, InterruptedException {
        Program.path("nginx", "nginx-light");
        return start("run-nginx", folder, documents);
    }

    private static RealWeb start(String script, Path folder, Path documents)
            throws IOException, InterruptedException {
        letThrough(folder);
        letThrough(documents);
        InetSocketAddress address = freePort();
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                SCRIPTS.resolve(script).toString(),
                                folder.toString(),
                                documents.toString(),
                                Integer.toString(address.getPort()))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var server = new RealWeb(process, address);
        server.awaitPort(script, log);
        return server;
    }

    private static InetSocketAddress freePort() throws IOException {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }

    private void awaitPort(String script, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError(script + " ends: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private boolean accepts() {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Its own users have to get at its folders, which are in one that is the test's alone. */
    private static void letThrough(Path folder) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path at = folder; at != null && !at.equals(temporary); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Both end all their processes when they are asked to; when they are not heard of, hard. */
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
