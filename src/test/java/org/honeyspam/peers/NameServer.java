package org.honeyspam.peers;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.Program;

/** A dnsmasq on a port of loopback that knows a few names and asks nobody. */
final class NameServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;
    private final int port;

    private NameServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it with options that hold its names, such as {@code --mx-host=a.example,b.example,1}.
     */
    static NameServer start(Path folder, String... names) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = Files.createFile(folder.resolve("queries"));
        int port = freePort();
        List<String> words = new ArrayList<>();
        words.add(Program.path("dnsmasq", "dnsmasq-base").toString());
        words.addAll(
                List.of(
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--no-resolv",
                        "--no-hosts",
                        "--pid-file=",
                        "--user=root",
                        "--listen-address=127.0.0.1",
                        "--bind-interfaces",
                        "--port=" + port,
                        "--local=/example/",
                        "--log-queries",
                        "--log-facility=" + log));
        words.addAll(List.of(names));
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var server = new NameServer(process, log, port);
        server.awaitStart(folder);
        return server;
    }

    private void awaitStart(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains("started")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "dnsmasq did not start: " + Files.readString(folder.resolve("said")));
            }
            Thread.sleep(20);
        }
    }

    /** As the configuration of a node has it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** What it was asked, as {@code query[MX] box.example}. */
    List<String> questions() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" query["))
                .map(line -> line.replaceFirst(".* (query\\[\\w+\\] \\S+) from .*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Nobody may have it by UDP, nor by TCP: a name server answers by both. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        while (true) {
            try (var tcp = new ServerSocket(0, 1, loopback);
                    var udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
                return udp.getLocalPort();
            } catch (BindException e) {
                // Somebody has it by UDP: another one.
            }
        }
    }
}
