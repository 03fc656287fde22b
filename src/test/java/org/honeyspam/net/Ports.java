package org.honeyspam.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Pace;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.disk.FaultyDisk;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalEvent.SessionRefused;
import org.honeyspam.journal.JournalEvent.SessionsRefused;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.mail.MessageStore;

/** Listeners on the loopback with a real journal and message store in a folder of the test. */
final class Ports implements AutoCloseable {
    static final Configuration.Limits LIMITS =
            new Configuration.Limits(
                    1_000, 1_000, 1_000, 9_999, 9_999, Duration.ofMinutes(5), 64 << 20);
    private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    final Path folder;
    final Journal journal;
    final Listeners listeners;
    final Certificates certificates;
    private final MessageStore mail;
    private final Runner runner;

    Ports(Path folder, Configuration.Limits limits, int queueEventsMax) throws IOException {
        this(folder, limits, queueEventsMax, HANDSHAKE_MAX);
    }

    private Ports(
            Path folder, Configuration.Limits limits, int queueEventsMax, Duration handshakeMax)
            throws IOException {
        this(folder, folder, limits, queueEventsMax, handshakeMax);
    }

    private Ports(
            Path folder,
            Path disk,
            Configuration.Limits limits,
            int queueEventsMax,
            Duration handshakeMax)
            throws IOException {
        this.folder = folder;
        Duration keep = Duration.ofDays(1);
        var record = new Configuration.Journal(queueEventsMax, 8 << 20, 1 << 30, keep);
        journal =
                Journal.open(
                        disk.resolve("journal"), "test", 1, record, new ChainKey(new byte[32]));
        var kept = new Configuration.Mail(8 << 20, 1 << 30, keep, 0);
        mail = MessageStore.open(disk.resolve("mail"), kept, limits.messageMemoryBytesMax());
        certificates = Certificates.open(folder.resolve("tls"), Map.of(), Instant.now());
        runner =
                new Runner(
                        journal,
                        mail,
                        Clock.systemUTC(),
                        new Admission(Bounds.of(limits, OpenFiles.plenty())),
                        certificates,
                        limits.sessionMax(),
                        Paces.of(List.of(), limits, ip -> false),
                        handshakeMax,
                        "test-1");
        listeners = new Listeners(runner);
    }

    /** Who was refused so far, those as well that are recorded as sums. */
    long refused() throws IOException {
        runner.refusals().sumUp();
        long sums =
                recorded(SessionsRefused.class).stream().mapToLong(SessionsRefused::count).sum();
        return recorded(SessionRefused.class).size() + sums;
    }

    static Ports in(Path folder) throws IOException {
        return new Ports(folder, LIMITS, 10_000);
    }

    /** With the record on a disk that can fail. */
    static Ports on(FaultyDisk disk, Path folder) throws IOException {
        return new Ports(folder, disk.folder(), LIMITS, 10_000, HANDSHAKE_MAX);
    }

    /** Where what comes before the first word may take that long. */
    static Ports in(Path folder, Duration handshakeMax) throws IOException {
        return new Ports(folder, LIMITS, 10_000, handshakeMax);
    }

    InetSocketAddress open(Supplier<Dialogue> dialogues) throws IOException {
        return open("127.0.0.1", dialogues);
    }

    InetSocketAddress open(String address, Supplier<Dialogue> dialogues) throws IOException {
        return open(address, new Reception("test", dialogues));
    }

    InetSocketAddress open(String address, Reception reception) throws IOException {
        var wanted = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
        return listeners.open(wanted, reception).address();
    }

    /** Keeps the journal's thread from writing anything more until the latch opens. */
    void holdJournal(CountDownLatch release) throws InterruptedException {
        var held = new CountDownLatch(1);
        var entry = new Entry(Instant.EPOCH, null, new JournalEvent.NodeStarted("held"));
        Runnable hold =
                () -> {
                    held.countDown();
                    Await.quietly(release);
                };
        while (!journal.offer(entry, hold)) {
            Thread.sleep(10); // It is still full of what was recorded before.
        }
        Await.opened("the journal's thread stands still", held);
    }

    /** What is on disk now. */
    List<Recorded> recorded() throws IOException {
        List<Recorded> all = new ArrayList<>();
        Path where = folder.resolve("journal");
        try (var reader = new JournalReader(where, JournalReader.Position.START)) {
            for (Recorded one = reader.next(); one != null; one = reader.next()) {
                all.add(one);
            }
        }
        return all;
    }

    <T extends JournalEvent> List<T> recorded(Class<T> type) throws IOException {
        return recorded().stream()
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** How many are inside. */
    int conversations() {
        return listeners.conversations();
    }

    /** How many are held without a channel. */
    long moored() {
        return runner.conversations().stream().filter(Conversation::isMoored).count();
    }

    /** How one who comes to the door of a reception is met. */
    Door door(Receptions receptions) {
        return new Door(runner, receptions, peer -> {});
    }

    Turnstile turnstile() {
        return new Turnstile(runner, door(Receptions.everywhere(new Reception("test", Talk::new))));
    }

    boolean accepts() {
        return System.nanoTime() - runner.acceptsFrom().get() >= 0;
    }

    /** A peer hears that his connection is closed before his place is free. */
    void awaitEmpty() throws Exception {
        Await.until("all have left", () -> listeners.conversations() == 0);
    }

    /** Who comes from now on is met so. */
    void paces(List<Pace> paces) {
        listeners.bound(LIMITS, paces);
    }

    /** All who come from now on share so many bytes a second, either way. */
    void bandwidth(long bytesPerSecond) {
        listeners.bound(
                new Configuration.Limits(
                        LIMITS.connectionsMax(),
                        LIMITS.connectionsPerSourceMax(),
                        LIMITS.connectionsPerNetworkMax(),
                        LIMITS.acceptsPerSecondMax(),
                        LIMITS.acceptsPerSecondPerNetworkMax(),
                        LIMITS.sessionMax(),
                        LIMITS.messageMemoryBytesMax(),
                        bytesPerSecond,
                        bytesPerSecond),
                List.of());
    }

    boolean stop() {
        return listeners.shutDown(STOP_PATIENCE);
    }

    @Override
    public void close() throws IOException {
        listeners.close();
        journal.close();
        mail.close();
    }
}
