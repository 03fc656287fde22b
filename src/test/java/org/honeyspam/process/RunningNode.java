package org.honeyspam.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A node in a process of its own; closing ends it, whatever the test did. */
public final class RunningNode implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    /** What {@code run} promises for a stop. */
    public static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Pattern LISTENER =
            Pattern.compile("(?m)^(web|mx|relay|proxy|dns) +(\\S+):(\\d+) ");

    private static final Pattern CONSOLE = Pattern.compile("(?m)^console +(\\S+)");

    private final Process process;
    private final Path out;
    private final Path err;
    private final Map<Listener, List<Integer>> ports = new LinkedHashMap<>();

    /** What a listener plays. */
    public enum Service {
        WEB,
        MX,
        RELAY,
        PROXY,
        DNS
    }

    /** A listener, with its address as it is printed. */
    private record Listener(Service service, String ip) {}

    private RunningNode(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * @param files what it says goes to the file of that name, with {@code .out} or {@code .err}
     */
    static RunningNode start(List<String> command, Path files)
            throws IOException, InterruptedException {
        Path out = files.resolveSibling(files.getFileName() + ".out");
        Path err = files.resolveSibling(files.getFileName() + ".err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        // Should the tests be cut short, nothing is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var node = new RunningNode(process, out, err);
        try {
            node.awaitPorts();
            return node;
        } catch (AssertionError | InterruptedException e) {
            node.close();
            throw e;
        }
    }

    private void awaitPorts() throws InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!out().contains("HoneySpam is up")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the node did not come up: " + out() + log());
            }
            Thread.sleep(POLL);
        }
        Matcher listener = LISTENER.matcher(out());
        while (listener.find()) {
            Service service = Service.valueOf(listener.group(1).toUpperCase(Locale.ROOT));
            var where = new Listener(service, listener.group(2));
            ports.computeIfAbsent(where, none -> new ArrayList<>())
                    .add(Integer.valueOf(listener.group(3)));
        }
    }

    /** Those that it has on 127.0.0.1. */
    public List<Service> services() {
        return Stream.of(Service.values()).filter(service -> !portsOf(service).isEmpty()).toList();
    }

    /** All its ports on 127.0.0.1, in the order of the configuration. */
    public List<Integer> portsOf(Service service) {
        return ports.getOrDefault(new Listener(service, "127.0.0.1"), List.of());
    }

    /** The first port on 127.0.0.1. */
    public int port(Service service) {
        return port(service, "127.0.0.1");
    }

    /** The port on an address, such as {@code [::1]}. */
    public int port(Service service, String ip) {
        List<Integer> all = ports.get(new Listener(service, ip));
        if (all == null) {
            throw new IllegalArgumentException("no %s on %s".formatted(service, ip));
        }
        return all.getFirst();
    }

    /** All that are open. */
    public Collection<Integer> ports() {
        return ports.values().stream().flatMap(List::stream).toList();
    }

    /** Where its console is, with what opens it. */
    public URI console() {
        Matcher console = CONSOLE.matcher(out());
        if (!console.find()) {
            throw new AssertionError("the node has no console: " + out());
        }
        return URI.create(console.group(1));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public String out() {
        return read(out);
    }

    /** What it has logged so far; standard error. */
    public String log() {
        return read(err);
    }

    /** Asks it to end (SIGTERM), waits as long as was promised, and gives the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the node did not end within " + STOP_PATIENCE);
        }
        if (process.exitValue() != 0) {
            System.getLogger("test").log(System.Logger.Level.ERROR, "the node said: {0}", log());
        }
        return process.exitValue();
    }

    /** Ends it at once (SIGKILL). */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
