package org.honeyspam.truth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Journal;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.net.Certificates;
import org.honeyspam.net.Listeners;
import org.honeyspam.net.Paces;
import org.honeyspam.net.Reception;

/** Where a server of ours runs in this process, on loopback, with a record of its own. */
record Premises(Journal journal, MessageStore mail, Listeners listeners, InetSocketAddress address)
        implements Server {
    private static final int QUEUE_EVENTS_MAX = 100_000;
    private static final int SEGMENT_BYTES = 8 << 20;
    private static final Duration KEEP = Duration.ofDays(1);

    /**
     * Opens for visitors.
     *
     * @param messageMemoryBytes for all messages under way
     */
    static Premises open(Path folder, long messageMemoryBytes, Reception reception)
            throws IOException {
        var limits =
                new Configuration.Limits(
                        1_000,
                        1_000,
                        1_000,
                        99_999,
                        99_999,
                        Duration.ofMinutes(5),
                        messageMemoryBytes);
        var record = new Configuration.Journal(QUEUE_EVENTS_MAX, SEGMENT_BYTES, 1 << 30, KEEP);
        Journal journal =
                Journal.open(
                        folder.resolve("journal"), "test", 1, record, new ChainKey(new byte[32]));
        var kept = new Configuration.Mail(SEGMENT_BYTES, 1 << 30, KEEP, 0);
        MessageStore mail = MessageStore.open(folder.resolve("mail"), kept, messageMemoryBytes);
        var certificates = Certificates.open(folder.resolve("tls"), Map.of(), Instant.now());
        var listeners =
                new Listeners(
                        journal,
                        mail,
                        certificates,
                        Clock.systemUTC(),
                        limits,
                        Paces.of(List.of(), limits, ip -> false),
                        "test-1");
        var wanted = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        return new Premises(journal, mail, listeners, listeners.open(wanted, reception).address());
    }

    @Override
    public void close() throws IOException {
        listeners.close();
        journal.close();
        mail.close();
    }
}
