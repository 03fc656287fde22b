package org.honeyspam.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.honeyspam.process.Program;

/** A web server of an operator's own, on a port of loopback, with a snippet in it. */
final class FrontServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path RESOURCES = Path.of("src/test/resources/peers/entry");

    private final Process process;
    private final int port;

    /** Debian's, each with its configuration beside the tests. */
    enum Product {
        NGINX("nginx", "nginx-light"),
        APACHE("apache2", "apache2"),
        CADDY("caddy", "caddy");

        private final String program;
        private final String debianPackage;

        Product(String program, String debianPackage) {
            this.program = program;
            this.debianPackage = debianPackage;
        }
    }

    private FrontServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static FrontServer start(Product product, Path folder, String snippet)
            throws IOException, InterruptedException {
        Path program = Program.path(product.program, product.debianPackage);
        int port = freePort();
        Path configuration = folder.resolve("conf");
        String text =
                Files.readString(RESOURCES.resolve(product.program))
                        .replace("@port@", Integer.toString(port))
                        .replace("@folder@", folder.toString())
                        .replace("@snippet@", snippet);
        Files.writeString(configuration, text);
        Path documents = Files.createDirectories(folder.resolve("documents"));
        Files.writeString(documents.resolve("index.html"), "our own");
        letThrough(documents);
        List<String> command =
                switch (product) {
                    case NGINX -> List.of("-e", folder + "/log", "-c", configuration.toString());
                    case APACHE -> List.of("-f", configuration.toString(), "-DFOREGROUND");
                    case CADDY ->
                            List.of(
                                    "run",
                                    "--adapter",
                                    "caddyfile",
                                    "--config",
                                    configuration.toString());
                };
        var words = new java.util.ArrayList<>(List.of(program.toString()));
        words.addAll(command);
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        builder.environment().remove("XDG_DATA_HOME");
        Path said = folder.resolve("said");
        var server = new FrontServer(builder.redirectOutput(said.toFile()).start(), port);
        server.awaitPort(said);
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Its own users have to get at its folder, which is in one that is the test's alone. */
    private static void letThrough(Path folder) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path at = folder; at != null && !at.equals(temporary); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private void awaitPort(Path said) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError("no web server: " + Files.readString(said));
            }
            Thread.sleep(50);
        }
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

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
