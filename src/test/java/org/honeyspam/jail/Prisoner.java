package org.honeyspam.jail;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.node.Confinement;
import org.honeyspam.node.Node;

/**
 * A node, started as {@code run} does it, that is then as hostile as whoever has taken it over:
 * says of each thing that it tries whether it was done. Its arguments are the configuration, a
 * folder that anybody may write to, another process, and ports that somebody listens at.
 */
final class Prisoner {
    /** File in the data folder with what it says: {@code exec=done: 0}, line by line. */
    static final String SAID = "said";

    private static final int PTRACE_SEIZE = 0x4206;
    private static final int PTRACE_INTERRUPT = 0x4207;
    private static final int PTRACE_DETACH = 17;
    private static final Duration DETACH_PATIENCE = Duration.ofSeconds(5);

    private final Path outside;
    private final long other;
    private final int[] ports;

    private Prisoner(Path outside, long other, int... ports) {
        this.outside = outside;
        this.other = other;
        this.ports = ports;
    }

    public static void main(String[] arguments) throws Exception {
        var prisoner =
                new Prisoner(
                        Path.of(arguments[1]),
                        Long.parseLong(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]));
        Configuration configuration = ConfigurationFile.read(Path.of(arguments[0])).configuration();
        if (configuration == null) {
            throw new AssertionError("the configuration is wrong");
        }
        // There before anything is given up, as the threads are that Java has for itself.
        var orders = new LinkedBlockingQueue<Callable<String>>();
        var answers = new LinkedBlockingQueue<String>();
        Thread.ofPlatform().daemon().start(() -> obey(orders, answers));
        Confinement confinement = Confinement.begin(configuration);
        try (Node node = Node.start(configuration, Clock.systemUTC(), "test")) {
            confinement.close(node, Set.of());
            List<String> said = new ArrayList<>(List.of("works=" + prisoner.works(node)));
            for (var attempt : prisoner.attempts().entrySet()) {
                said.add(attempt.getKey() + "=" + attempt(attempt.getValue()));
                orders.add(attempt.getValue());
                said.add("early_" + attempt.getKey() + "=" + answers.take());
            }
            Files.write(node.data().root().resolve(SAID), said);
        }
        Runtime.getRuntime().halt(0); // Some threads of a node last as long as the process.
    }

    private static void obey(
            LinkedBlockingQueue<Callable<String>> orders, LinkedBlockingQueue<String> answers) {
        try {
            while (true) {
                answers.add(attempt(orders.take()));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String attempt(Callable<String> what) {
        try {
            return what.call();
        } catch (Exception e) {
            return "refused: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private Map<String, Callable<String>> attempts() {
        var all = new LinkedHashMap<String, Callable<String>>();
        all.put("exec", () -> "done: " + new ProcessBuilder("/bin/true").start().waitFor());
        all.put("exec_itself", Prisoner::exec);
        all.put("ptrace", this::trace);
        all.put("signal", () -> said(Kernel.call(Syscall.KILL, other, 0)));
        all.put("write", () -> "done: " + Files.writeString(outside.resolve("written"), "x"));
        all.put("folder", () -> "done: " + Files.createTempDirectory(outside, "x"));
        all.put("read", () -> "done: " + Files.readString(outside.resolve("secret")));
        all.put("list", Prisoner::list);
        all.put("connect", () -> connect(ports[0]));
        all.put("connect_other", () -> connect(ports[1]));
        all.put("connect_udp", this::connectByDatagrams);
        return all;
    }

    /** What a node does all the time. */
    private String works(Node node) throws IOException {
        Path data = node.data().root();
        Path file = Files.writeString(data.resolve("try"), "x");
        Files.move(file, data.resolve("tried"));
        Files.delete(data.resolve("tried"));
        Files.delete(Files.createTempFile("try", null));
        Files.readAllBytes(node.configuration().file());
        boolean taken = node.reload().taken();
        return taken && node.bound().size() > 1 ? "done" : "refused: the reload";
    }

    private static String list() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/"))) {
            return "done: " + files.count();
        }
    }

    private static String connect(int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return "done: " + socket.isConnected();
        }
    }

    private String connectByDatagrams() throws IOException {
        try (var channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports[0]));
            return "done: " + channel.write(ByteBuffer.wrap(new byte[] {1}));
        }
    }

    /** It is let go, for the other thread is to try as well. */
    private String trace() throws InterruptedException {
        long seized = Kernel.call(Syscall.PTRACE, PTRACE_SEIZE, other, 0, 0);
        Kernel.call(Syscall.PTRACE, PTRACE_INTERRUPT, other, 0, 0);
        long end = System.nanoTime() + DETACH_PATIENCE.toNanos();
        long detached;
        do {
            Thread.sleep(1);
            detached = Kernel.call(Syscall.PTRACE, PTRACE_DETACH, other, 0, 0);
        } while (seized == 0 && detached != 0 && System.nanoTime() < end);
        return said(seized);
    }

    /** Who may start programs is told that there is no such one. */
    private static String exec() {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom("/no/such/program").address();
            long result = Kernel.call(Syscall.EXECVE, name, 0, 0);
            return result == -Kernel.ENOENT ? "done: looked for" : said(result);
        }
    }

    private static String said(long result) {
        return result < 0 ? "refused: " + Kernel.error((int) -result) : "done: " + result;
    }
}
