package org.honeyspam.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Peers that send what no program of theirs should. While they do, an honest sender is served all
 * the time; in the end the log is clean, the memory where it was, and no descriptor is left open.
 */
@Tag("alone")
@Timeout(120)
final class HostileIT {
    private static final int HEAP_MIB = 64;
    private static final int ROUNDS = 4;
    private static final int ATTACKERS_PER_PORT = 3;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final Duration HONEST_MAX = Duration.ofSeconds(3);
    private static final long GROWTH_KIB_MAX = 48 * 1024;

    private final Ledger ledger = new Ledger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Installation installation;
    private final RunningNode node;

    HostileIT(@TempDir Path folder) throws IOException, InterruptedException {
        installation =
                Installation.init(folder.resolve("node"))
                        .set("smtp", "data_timeout", "\"5s\"")
                        .set("web", "request_timeout", "\"3s\"")
                        .set("proxy", "request_timeout", "\"3s\"");
        node = installation.start(List.of("-Xmx" + HEAP_MIB + "m", "-XX:MaxDirectMemorySize=32m"));
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void longLines() throws Exception {
        byte[] line = new byte[1 << 20];
        Arrays.fill(line, (byte) 'A');
        attack(service -> speak(service, line, "\r\n".getBytes(ISO_8859_1)));
    }

    @Test
    void aMessageOfOneLongLine() throws Exception {
        byte[] line = new byte[1 << 20];
        Arrays.fill(line, (byte) 'A');
        byte[] start =
                "HELO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"
                        .getBytes(ISO_8859_1);
        attack(service -> speak(service, start, line, "\r\n.\r\n".getBytes(ISO_8859_1)));
    }

    @Test
    void nulBytes() throws Exception {
        attack(service -> speak(service, new byte[100_000], "\r\n\r\n".getBytes(ISO_8859_1)));
    }

    @Test
    void tenThousandCommandsInOnePacket() throws Exception {
        byte[] commands = "RSET\r\n".repeat(10_000).getBytes(ISO_8859_1);
        attack(service -> speak(service, commands));
        byte[] requests = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(10_000).getBytes(ISO_8859_1);
        attack(service -> speak(service, requests));
    }

    @Test
    void noise() throws Exception {
        var dice = new SplittableRandom(7);
        attack(
                service -> {
                    byte[] noise = new byte[200_000];
                    synchronized (dice) {
                        dice.nextBytes(noise);
                    }
                    speak(service, noise);
                });
    }

    @Test
    void halfClosedConnections() throws Exception {
        attack(
                service -> {
                    try (Socket socket = connect(service)) {
                        socket.getOutputStream().write("HELP\r\n\r\n".getBytes(ISO_8859_1));
                        socket.shutdownOutput();
                        assertThat(drain(socket)).as("an answer from " + service).isPositive();
                    }
                });
    }

    @Test
    void oneByteASecond() throws Exception {
        byte[] slow = "HELP ME PLEASE".getBytes(ISO_8859_1);
        attack(
                service -> {
                    try (Socket socket = connect(service)) {
                        for (int i = 0; i < 5; i++) {
                            socket.getOutputStream().write(slow[i]);
                            Thread.sleep(1_000);
                        }
                        socket.shutdownOutput();
                        drain(socket);
                    } catch (IOException closed) {
                        assertThat(service)
                                .as("who lets nobody take his time")
                                .isIn(Service.WEB, Service.PROXY);
                    }
                });
    }

    @Test
    void peersThatNeverRead() throws Exception {
        byte[] commands = "HELP\r\n".repeat(50_000).getBytes(ISO_8859_1);
        attack(
                service -> {
                    try (Socket socket = connect(service)) {
                        Thread.startVirtualThread(() -> write(socket, commands));
                        Thread.sleep(3_000);
                    }
                });
    }

    @Test
    void peersThatVanish() throws Exception {
        attack(
                service -> {
                    for (int i = 0; i < 100; i++) {
                        try (Socket socket = connect(service)) {
                            socket.setSoLinger(true, 0); // Closing resets.
                            socket.getOutputStream().write("EHLO a\r\nMAIL".getBytes(ISO_8859_1));
                        }
                    }
                });
    }

    /** What one hostile peer does to a service. */
    @FunctionalInterface
    private interface Attack {
        void on(Service service) throws Exception;
    }

    /** Some rounds on every port, with an honest sender beside. */
    private void attack(Attack attack) throws Exception {
        over.set(false);
        sendOne(0);
        int descriptors = descriptors();
        long residentKib = 0;
        Duration longest;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Duration> honest = threads.submit(this::sendHonestly);
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    attackOnce(attack, threads);
                    residentKib = round == 0 ? residentKib() : residentKib; // The first warms up.
                }
            } finally {
                over.set(true);
            }
            longest = honest.get();
        }
        assertThat(longest).as("longest wait of the honest").isLessThan(HONEST_MAX);
        assertThat(residentKib() - residentKib).as("KiB more").isLessThan(GROWTH_KIB_MAX);
        assertAllLeave(descriptors);
        assertThat(node.isAlive()).isTrue();
        assertThat(node.log()).doesNotContain("Exception", "ERROR", "Error");
        ledger.compare(installation.data());
    }

    private void attackOnce(Attack attack, ExecutorService threads) throws Exception {
        List<Future<?>> attacks = new ArrayList<>();
        for (Service service : node.services()) {
            for (int i = 0; i < ATTACKERS_PER_PORT; i++) {
                attacks.add(
                        threads.submit(
                                () -> {
                                    attack.on(service);
                                    return null;
                                }));
            }
        }
        for (Future<?> each : attacks) {
            each.get();
        }
    }

    /** One message after the other, each over its own connection; the longest time it took. */
    private Duration sendHonestly() throws Exception {
        long longestNanos = 0;
        for (int i = 0; !over.get(); i++) {
            long start = System.nanoTime();
            sendOne(i);
            longestNanos = Math.max(longestNanos, System.nanoTime() - start);
            Thread.sleep(50);
        }
        return Duration.ofNanos(longestNanos);
    }

    private void sendOne(int seed) throws IOException {
        try (var sender = new Sender(node.port(Service.RELAY), ledger, seed)) {
            String id = "honest%d.%d@sender.example".formatted(ledger.size(), seed);
            assertThat(sender.send(id)).startsWith("250");
        }
    }

    private void speak(Service service, byte[]... pieces) throws IOException {
        try (Socket socket = connect(service)) {
            Thread.startVirtualThread(
                    () -> {
                        for (byte[] piece : pieces) {
                            write(socket, piece);
                        }
                    });
            drain(socket);
        }
    }

    private Socket connect(Service service) throws IOException {
        var socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), node.port(service)));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The other side may close before all is written: that is an answer, too. */
    private static void write(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    /** Reads until the other side ends or falls silent; the number of bytes. */
    private static long drain(Socket socket) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[65_536];
        try {
            for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
                bytes += n;
            }
        } catch (SocketTimeoutException | java.net.SocketException ended) {
            assertThat(ended).isNotNull();
        }
        return bytes;
    }

    private long residentKib() throws IOException {
        Path status = Path.of("/proc", String.valueOf(node.pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private int descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(node.pid()), "fd"))) {
            return (int) files.count();
        }
    }

    /** Connections that linger are given their time; a few files may have been opened meanwhile. */
    private void assertAllLeave(int before) throws IOException, InterruptedException {
        int open = descriptors();
        for (int i = 0; i < 100 && open > before; i++) {
            Thread.sleep(100);
            open = descriptors();
        }
        assertThat(open).as("open descriptors").isLessThanOrEqualTo(before + 3);
    }
}
