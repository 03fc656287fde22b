package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.ProbeMode;
import org.honeyspam.dialogue.Content;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalEvent.Recipient;
import org.honeyspam.mail.MessageStore;
import org.honeyspam.probe.Probe.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a journal is found to be a probe. */
final class FinderTest {
    private static final String TEXT = "Subject: test 198.51.100.1\r\n\r\nx\r\n";

    private final Path folder;
    private final Journal journal;
    private final MessageStore mail;
    private ProbeStore store;
    private Instant time = TestProbes.NOW;
    private int messages;

    FinderTest(@TempDir Path folder) throws IOException, SQLException {
        this.folder = folder;
        this.journal =
                Journal.open(
                        folder.resolve("journal"),
                        "n1",
                        1,
                        new Configuration.Journal(1_000, 1 << 20, 1 << 30, Duration.ofDays(36_500)),
                        new ChainKey(new byte[32]));
        this.mail =
                MessageStore.open(
                        folder.resolve("mail"),
                        new Configuration.Mail(1 << 20, 1 << 30, Duration.ofDays(36_500), 0),
                        1 << 20);
        this.store = ProbeStore.open(folder.resolve("probe.db"));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        store.close();
        mail.close();
        journal.close();
    }

    private Finder finder(Configuration.Probe settings) {
        var own = new Destinations.Own(Set.of("one.example"), ip -> false);
        var place =
                new ProbeRelease.Place(
                        folder.resolve("probe.db"),
                        folder.resolve("journal"),
                        folder.resolve("mail"),
                        own.domains(),
                        own.addresses(),
                        (ip, port) -> "mail.one.example");
        return new Finder(
                store, settings, new Destinations(settings, own), place, new Credentials());
    }

    private List<Probe> found() throws IOException, SQLException {
        return found(TestProbes.settings());
    }

    private List<Probe> found(Configuration.Probe settings) throws IOException, SQLException {
        finder(settings).catchUp(time);
        return store.list().reversed();
    }

    private static Peer peer(String ip) {
        return new Peer(
                "n1-1-" + ip,
                "relay",
                new Endpoint(TestProbes.ip(ip), 4_000),
                new Endpoint(TestProbes.ip("198.51.100.1"), 25),
                List.of(),
                null);
    }

    private void note(Peer peer, JournalEvent event) {
        var written = new CompletableFuture<Boolean>();
        assertThat(journal.commit(new Entry(time, peer, event), written::complete)).isTrue();
        assertThat(written.join()).isTrue();
    }

    private void mails(Peer peer, String text, String... recipients) {
        var stored = new CompletableFuture<@Nullable Content>();
        var draft = mail.draft();
        draft.add(text.getBytes(ISO_8859_1));
        mail.put(draft, stored::complete);
        Content content = stored.join();
        if (content == null) {
            throw new AssertionError("the store is full");
        }
        List<Recipient> to =
                List.of(recipients).stream().map(address -> new Recipient(address, null)).toList();
        note(peer, taken("q" + messages++, content, to));
    }

    private static JournalEvent taken(String queueId, Content content, List<Recipient> to) {
        return new JournalEvent.MessageTaken(
                queueId,
                "pc7.example",
                "tester@far.example",
                to,
                content.sha256(),
                content.sizeBytes(),
                "Received: x",
                null,
                "test");
    }

    @Test
    void theFirstMessageOfANetworkIsFoundOnce() throws IOException, SQLException {
        mails(peer("192.0.2.7"), TEXT, "b@box.example");
        mails(peer("192.0.2.7"), TEXT, "b@box.example");
        mails(peer("192.0.2.99"), TEXT, "c@box.example");
        mails(peer("192.0.3.1"), TEXT, "d@box.example");
        assertThat(found())
                .extracting(probe -> probe.message().recipient())
                .containsExactly("b@box.example", "d@box.example");
        assertThat(found()).hasSize(2);
        Probe first = found().getFirst();
        assertThat(first.progress().state()).isEqualTo(State.RELEASED);
        assertThat(first.signs()).containsExactly("first", "names_address");
        assertThat(first.message().host()).isEqualTo("mail.one.example");
        store.close();
        store = ProbeStore.open(folder.resolve("probe.db"));
        mails(peer("192.0.2.7"), TEXT, "e@box.example");
        assertThat(found()).as("after a restart").hasSize(2);
    }

    @Test
    void whatCannotBeAProbeIsNone() throws IOException, SQLException {
        mails(peer("192.0.2.1"), TEXT, "a@box.example", "b@box.example");
        mails(peer("192.0.3.1"), TEXT + "x".repeat(40_000), "b@box.example");
        mails(peer("192.0.4.1"), TEXT, "b@[192.0.2.9]");
        var proxy = new Endpoint(TestProbes.ip("198.51.100.1"), 3128);
        var behind = peer("192.0.5.1").behind(new Hop("http-connect", proxy, "mx:25"), "relay");
        mails(behind, TEXT, "b@box.example");
        mails(peer("192.0.2.1"), TEXT, "only@box.example");
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsOldIsOnlyRemembered() throws IOException, SQLException {
        mails(peer("192.0.2.1"), TEXT, "b@box.example");
        time = time.plus(Duration.ofDays(2));
        mails(peer("192.0.2.1"), TEXT, "b@box.example");
        mails(peer("192.0.3.1"), TEXT, "b@box.example");
        assertThat(found())
                .extracting(probe -> probe.message().sourceIp())
                .containsExactly("192.0.3.1");
    }

    @Test
    void whoComesBackToABoxWithTheFormIsFoundFromAnywhere() throws IOException, SQLException {
        mails(peer("192.0.2.1"), TEXT, "b@box.example");
        Probe first = found().getFirst();
        store.recorded(first);
        store.claim(first, new Claims(TestProbes.settings()), time);
        mails(peer("192.0.2.1"), TEXT.replace("198.51.100.1", "203.0.113.77"), "B@box.example");
        mails(peer("192.0.2.1"), "Subject: Buy\r\n\r\nx\r\n", "b@box.example");
        mails(peer("192.0.2.1"), TEXT, "other@box.example");
        List<Probe> found = found();
        assertThat(found).hasSize(2);
        assertThat(found.getLast().signs()).containsExactly("known_box");
    }

    @Test
    void aMessageThatIsNotThereStopsNoOther() throws IOException, SQLException {
        List<Recipient> to = List.of(new Recipient("b@box.example", null));
        note(peer("192.0.2.1"), taken("gone", new Content("00".repeat(32), 30), to));
        mails(peer("192.0.3.1"), TEXT, "b@box.example");
        assertThat(found())
                .extracting(probe -> probe.message().sourceIp())
                .containsExactly("192.0.3.1");
    }

    @Test
    void whatIsForUsIsDropped() throws IOException, SQLException {
        mails(peer("192.0.2.1"), TEXT, "b@mx.one.example");
        assertThat(found())
                .singleElement()
                .satisfies(p -> assertThat(p.progress().reason()).isEqualTo("own_domain"));
    }

    @Test
    void inModeHoldItWaits() throws IOException, SQLException {
        mails(peer("192.0.2.1"), TEXT, "b@box.example");
        assertThat(found(TestProbes.settings(ProbeMode.HOLD, TestProbes.CAPS)))
                .extracting(probe -> probe.progress().state())
                .containsExactly(State.HELD);
    }

    @Test
    void whatASessionLoggedInWithIsKnownInItsMessage() throws IOException, SQLException {
        Peer peer = peer("192.0.2.1");
        note(
                peer,
                new JournalEvent.SmtpAuth(
                        "PLAIN", List.of(), List.of(), "admin", "S3cret!", null, "accepted"));
        mails(peer, "Subject: x\r\n\r\nadmin:S3cret!\r\n", "b@box.example");
        assertThat(found().getFirst().signs()).containsExactly("first", "names_credentials");
    }
}
