package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.honeyspam.node.TestConfiguration.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.honeyspam.bait.Grant;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.intel.Views;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.journal.Entry;
import org.honeyspam.journal.Journal;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.Replayed;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.replay.Outcome;
import org.honeyspam.replay.Replay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that other servers received for this node's addresses, into its record. */
@Timeout(60)
final class MailReplayTest {
    private static final String HARVESTER = "192.0.2.1";
    private static final String SENDER = "192.0.2.7";

    @TempDir private Path folder;
    private Configuration configuration;
    private String bait = "";
    private String visit = "";

    /** A node that has given an address. */
    @BeforeEach
    void giveAnAddress() throws Exception {
        configuration =
                new TestConfiguration(folder).write(listener("mx", 0, "mx.one.example", ""));
        Grant grant;
        try (Node node = start()) {
            InetAddress ip = InetAddress.ofLiteral(HARVESTER);
            grant =
                    node.scene()
                            .bait()
                            .grant(
                                    ip,
                                    "x",
                                    "www.one.example",
                                    "/p",
                                    List.of("text"),
                                    Instant.now());
        }
        bait = grant.addresses().getFirst();
        visit = grant.visit();
        String name = configuration.node().name();
        try (Journal journal =
                Journal.open(
                        data().journal(),
                        name,
                        1,
                        configuration.journal(),
                        new ChainKey(new byte[32]))) {
            var event =
                    new JournalEvent.BaitServed(
                            visit, "www.one.example", "/p", "x", List.of(bait), null);
            var local = new Endpoint(InetAddress.ofLiteral("198.51.100.1"), 80);
            var source = new Endpoint(InetAddress.ofLiteral(HARVESTER), 4_000);
            var peer = new Peer("s", "web", source, local, List.of(), null);
            assertThat(journal.offer(new Entry(Instant.now(), peer, event))).isTrue();
        }
    }

    private Node start() throws StartException {
        return Node.start(configuration, Clock.systemUTC(), "test");
    }

    private DataFolder data() {
        return new DataFolder(configuration.node().dataFolder());
    }

    private Path mailbox() throws IOException {
        return mailbox("");
    }

    /** Two messages; the second quotes what looks like a third. */
    private Path mailbox(String more) throws IOException {
        String text =
                """
                From x@spam.example Fri Jan  2 03:04:05 2026
                Return-Path: <x@spam.example>
                X-Original-To: %1$s
                Received: from pc30 (unknown [%2$s]) by old.example (Postfix) id A1; Fri, 2 Jan 2026 03:04:05 +0000
                Subject: 80%% off
                Message-ID: <one@spam.example>

                Buy now.

                From y@spam.example Fri Jan  2 03:04:06 2026
                Return-Path: <y@spam.example>
                X-Original-To: trap@elsewhere.example
                Received: from pc31 ([%2$s]) by old.example (Postfix) id A2; Fri, 2 Jan 2026 03:04:06 +0000
                Subject: other

                >From now on.

                """
                        .formatted(bait, SENDER);
        return Files.writeString(folder.resolve("trap.mbox"), text + more, ISO_8859_1);
    }

    private Outcome replay(Path file, @Nullable Integer received) throws IOException {
        DataFolder data = data();
        var settings =
                new Replay.Settings(
                        data.journal(),
                        data.mail(),
                        configuration.journal(),
                        configuration.mail(),
                        configuration.smtp().messageBytesMax());
        try (ReplayLink link = ReplayLink.open(configuration, false)) {
            var mailbox = new Replay.Mailbox(received, List.of());
            return new Replay(settings, mailbox, link.gate(), Instant.now())
                    .of(file, link, (what, bytes) -> (count, left) -> {});
        }
    }

    private List<Recorded> replayed() throws IOException {
        List<Recorded> events = new ArrayList<>();
        try (var reader = new JournalReader(data().journal(), JournalReader.Position.START)) {
            for (Recorded one = reader.next(); one != null; one = reader.next()) {
                if (one.replayed() != null) {
                    events.add(one);
                }
            }
        }
        return events;
    }

    @ParameterizedTest(name = "a node runs: {0}")
    @ValueSource(booleans = {true, false})
    void aMailboxIsTakenOnceAndItsBaitLeadsToTheVisit(boolean running) throws Exception {
        Node node = running ? start() : null;
        try {
            assertThat(replay(mailbox(), null).taken()).isEqualTo(2);
            assertThat(replay(mailbox(), null).here()).isEqualTo(2);
        } finally {
            if (node != null) {
                node.close();
            }
        }
        assertThat(replayed()).hasSize(2).allMatch(one -> one.replayed() == Replayed.MAIL);
        assertThat(replayed()).allMatch(one -> SENDER.equals(one.sourceIp()));
        assertThat(replayed()).allMatch(one -> one.id().startsWith("honeyspam-"));
        assertThat(replayed()).extracting(Recorded::id).doesNotHaveDuplicates();
        var second = (JournalEvent.MessageTaken) replayed().getLast().event();
        assertThat(new MessageReader(data().mail()).read(second.sha256()))
                .isEqualTo("Subject: other\r\n\r\nFrom now on.\r\n".getBytes(ISO_8859_1));
        try (Views views = Views.open(data().views(configuration.views()), data().journal())) {
            views.catchUp();
            assertThat(views.traces().message("<one@spam.example>").toString())
                    .contains(bait, HARVESTER);
            assertThat(Objects.requireNonNull(views.traces().visit(visit)).ip())
                    .isEqualTo(HARVESTER);
        }
    }

    /** Headers can be forged: only where the operator says which are his own is it evidence. */
    @Test
    void mailIsEvidenceOnlyWhereTheOperatorSaysWhatHisServersWrote() throws Exception {
        replay(mailbox(), null);
        assertThat(deeds()).contains("harvested").doesNotContain("mailed");
        Files.move(data().root(), folder.resolve("before"));
        giveAnAddress();
        replay(mailbox(), 1);
        assertThat(replayed()).allMatch(one -> one.replayed() == Replayed.TRUSTED_MAIL);
        assertThat(deeds()).contains("mailed_bait", "mailed_trap", "harvest_mailed");
    }

    private String deeds() throws Exception {
        try (Views views = Views.open(data().views(configuration.views()), data().journal())) {
            views.catchUp();
            var text = new StringBuilder();
            for (String ip : List.of(HARVESTER, SENDER)) {
                Instant now = Instant.now();
                text.append(Blacklists.of(configuration, views, now).explain(ip, views, now));
            }
            return text.toString();
        }
    }

    @Test
    void aTornEndIsToldAndTakenWhenItIsWhole() throws Exception {
        String third =
                """
                From z@spam.example Fri Jan  2 03:04:07 2026
                Received: from pc32 ([192.0.2.8]) by old.example; Fri, 2 Jan 2026 03:04:07 +0000
                Subject: third

                Half of""";
        Outcome torn = replay(mailbox(third), null);
        assertThat(torn.taken()).isEqualTo(2);
        assertThat(torn.torn()).isEqualTo(1);
        assertThat(torn.complaints().getFirst().line()).isEqualTo(18);
        Outcome whole = replay(mailbox(third + " it\n\n"), null);
        assertThat(whole.taken()).isEqualTo(1);
        assertThat(whole.here()).isEqualTo(2);
    }

    @Test
    void aMaildirAndAFileOfOneMessageAreTakenAlike() throws Exception {
        String whole = Files.readString(mailbox(), ISO_8859_1);
        String first = whole.substring(whole.indexOf('\n') + 1, whole.indexOf("\nFrom y@"));
        Path seen = Files.createDirectories(folder.resolve("Maildir/cur")).resolve("1.x:2,S");
        Files.writeString(seen, first, ISO_8859_1);
        Files.createDirectories(folder.resolve("Maildir/new"));
        Outcome maildir = replay(folder.resolve("Maildir"), null);
        assertThat(maildir.kind()).isEqualTo("mail");
        assertThat(maildir.taken()).isEqualTo(1);
        assertThat(replay(seen, null).here()).isEqualTo(1);
        assertThat(replay(mailbox(), null).taken()).as("only the other").isEqualTo(1);
    }

    @Test
    void whatTellsTooLittleIsRefusedWithItsPlace() throws Exception {
        String local =
                """
                From root Fri Jan  2 03:04:07 2026
                Subject: cron

                Output

                """;
        Outcome outcome = replay(mailbox(local), null);
        assertThat(outcome.taken()).isEqualTo(2);
        assertThat(outcome.refused()).isEqualTo(1);
        assertThat(outcome.complaints().getFirst().toString())
                .startsWith(folder.resolve("trap.mbox") + ":18: of the 1 trace fields");
    }

    @Test
    void noFileMakesAnEventOfThisBootByCallingItMail() throws Exception {
        try (Node node = start()) {
            var home = node.replays().home();
            replay(mailbox(), null);
            String line = org.honeyspam.journal.Lines.text(replayed().getFirst());
            Path forged = folder.resolve("forged.jsonl");
            String placeholder = "%s-%d-0".formatted(home.node(), home.boot());
            Files.writeString(forged, line.replace(replayed().getFirst().id(), placeholder) + "\n");
            assertThat(replay(forged, null).refused()).isEqualTo(1);
        }
    }
}
