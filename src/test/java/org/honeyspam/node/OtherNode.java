package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.mail.Draft;
import org.honeyspam.mail.MessageStore;
import org.jspecify.annotations.Nullable;

/** What another node has recorded in its data folder. */
record OtherNode(Path folder) {
    static final int EVENTS = 7;
    static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    static final byte[] TEXT = "Subject: 80% off\r\n\r\nBuy now.\r\n".getBytes(UTF_8);
    static final String BAIT = "anna.kowalska@other.example";
    private static final Configuration.Journal KEPT =
            new Configuration.Journal(1_024, 1 << 20, 1 << 30, Duration.ofDays(30));
    private static final Configuration.Mail MAIL_KEPT =
            new Configuration.Mail(1 << 20, 1 << 30, Duration.ofDays(30), 0);

    private static Peer peer(String service, String ip, int number) {
        var source = new Endpoint(InetAddress.ofLiteral(ip), 4_000);
        var local = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 25);
        return new Peer("other-1-" + number, service, source, local, List.of(), null);
    }

    /** A harvester, mail to what he took, a relay's probe, a user who got in. */
    List<Entry> events() throws Exception {
        List<Entry> events = new ArrayList<>();
        Peer harvester = peer("web", "192.0.2.1", 1);
        var bait =
                new JournalEvent.BaitServed(
                        "v1", "www.other.example", "/a", "Siphon", List.of(BAIT), null);
        events.add(new Entry(THEN, null, new JournalEvent.NodeStarted("1")));
        events.add(new Entry(THEN, harvester, new JournalEvent.SessionOpened()));
        events.add(new Entry(THEN, harvester, bait));
        Content text = store(TEXT);
        var to = List.of(new JournalEvent.Recipient(BAIT, BAIT));
        events.add(new Entry(THEN.plusSeconds(60), peer("mx", "192.0.2.2", 2), mail(text, to)));
        var out = List.of(new JournalEvent.Recipient("me@box.example", null));
        events.add(new Entry(THEN.plusSeconds(61), peer("relay", "192.0.2.3", 3), mail(text, out)));
        var login =
                new JournalEvent.SmtpAuth(
                        "PLAIN", List.of(), List.of(), "admin", "secret", null, "accepted");
        events.add(new Entry(THEN, peer("relay", "192.0.2.3", 3), login));
        var crawler =
                new JournalEvent.CrawlerSeen(
                        "www.other.example",
                        "Googlebot",
                        "google",
                        "search",
                        "confirmed",
                        "a.google.example",
                        "maze");
        events.add(new Entry(THEN, harvester, crawler));
        assertThat(events).hasSize(EVENTS);
        return events;
    }

    private static JournalEvent mail(Content text, List<JournalEvent.Recipient> to) {
        return new JournalEvent.MessageTaken(
                "q1", "helo", "a@b.example", to, text.sha256(), text.sizeBytes(), "", "m1", "80%");
    }

    private Content store(byte[] bytes) throws Exception {
        try (var store = MessageStore.open(folder.resolve("mail"), MAIL_KEPT, 1 << 20)) {
            var stored = new CompletableFuture<@Nullable Content>();
            Draft draft = store.draft();
            draft.add(bytes);
            store.put(draft, stored::complete);
            return Objects.requireNonNull(stored.get());
        }
    }

    void record(String node, long boot, List<Entry> events) throws IOException {
        try (Journal journal =
                Journal.open(
                        folder.resolve("journal"), node, boot, KEPT, new ChainKey(new byte[32]))) {
            events.forEach(event -> assertThat(journal.offer(event)).isTrue());
        }
    }

    /** Mail that cannot be packed. */
    void recordLongMessage(int bytes) throws Exception {
        byte[] text = new byte[bytes];
        new Random(7).nextBytes(text);
        var to = List.of(new JournalEvent.Recipient("x@y.example", null));
        var event = new Entry(THEN, peer("mx", "192.0.2.8", 8), mail(store(text), to));
        record("other", 5, List.of(event));
    }
}
