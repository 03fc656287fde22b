package org.honeyspam.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Looks at the sockets of a process again and again, and notes each that no peer on loopback opened
 * to one of its ports: UDP, connections outwards, peers from elsewhere. Linux only.
 */
public final class SocketWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);

    // Columns of /proc/net/tcp and its like, see proc_pid_net(5).
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private final Path process;
    private final Set<Integer> ports;
    private final Set<Integer> datagramPorts;
    private final Set<String> strangers = new ConcurrentSkipListSet<>();
    private final Thread thread = Thread.ofPlatform().name("socket-watch").unstarted(this::watch);
    private volatile boolean ending;
    private final AtomicLong looks = new AtomicLong();

    private SocketWatch(long pid, Collection<Integer> ports, Collection<Integer> datagramPorts) {
        this.datagramPorts = Set.copyOf(datagramPorts);
        this.process = Path.of("/proc", Long.toString(pid));
        this.ports = Set.copyOf(ports);
    }

    /** Watches from now on; the ports are those that peers may connect to. */
    public static SocketWatch start(long pid, Collection<Integer> ports) {
        return start(pid, ports, Set.of());
    }

    /**
     * Watches from now on.
     *
     * @param datagramPorts that may be open by UDP as well
     */
    public static SocketWatch start(
            long pid, Collection<Integer> ports, Collection<Integer> datagramPorts) {
        var watch = new SocketWatch(pid, ports, datagramPorts);
        watch.thread.start();
        return watch;
    }

    /** What was seen and should not be there, such as {@code udp 127.0.0.1:53 0.0.0.0:0}. */
    public Set<String> strangers() {
        return new TreeSet<>(strangers);
    }

    /** How often it has looked. */
    public long looks() {
        return looks.get();
    }

    @Override
    public void close() {
        ending = true;
        try {
            if (!thread.join(END_PATIENCE)) {
                throw new AssertionError("the watch does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!ending) {
                look();
                looks.incrementAndGet();
                Thread.sleep(PERIOD);
            }
        } catch (NoSuchFileException e) {
            // The process is gone.
        } catch (IOException | UncheckedIOException e) {
            if (Files.exists(process)) {
                strangers.add("could not look: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            // The table is that of the whole machine; the files of the process tell which are its.
            List<String> lines = Files.readAllLines(process.resolve("net").resolve(table));
            Set<String> own = inodes();
            for (String line : lines.subList(1, lines.size())) {
                String[] columns = line.strip().split("\\s+", -1);
                if (own.contains(columns[INODE])) {
                    judge(table, columns[LOCAL], columns[REMOTE]);
                }
            }
        }
    }

    private Set<String> inodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            for (Path file : files.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return inodes;
    }

    private void judge(String table, String local, String remote) throws UnknownHostException {
        InetAddress peer = ip(remote);
        Set<Integer> open = table.startsWith("tcp") ? ports : datagramPorts;
        boolean known = open.contains(port(local));
        boolean near = peer.isLoopbackAddress() || peer.isAnyLocalAddress();
        if (!known || !near) {
            strangers.add(
                    "%s %s:%d %s:%d"
                            .formatted(
                                    table.substring(0, 3),
                                    ip(local).getHostAddress(),
                                    port(local),
                                    peer.getHostAddress(),
                                    port(remote)));
        }
    }

    private static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1), 16);
    }

    /** Words of four bytes, each the wrong way round; a mapped address becomes one of IPv4. */
    private static InetAddress ip(String endpoint) throws UnknownHostException {
        byte[] shown = HexFormat.of().parseHex(endpoint.substring(0, endpoint.indexOf(':')));
        byte[] bytes = new byte[shown.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = shown[i - i % 4 + 3 - i % 4];
        }
        return InetAddress.getByAddress(bytes);
    }
}
