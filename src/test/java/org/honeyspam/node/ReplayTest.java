package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.honeyspam.node.TestConfiguration.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.Views;
import org.honeyspam.journal.JournalEvent;
import org.honeyspam.journal.JournalReader;
import org.honeyspam.journal.Recorded;
import org.honeyspam.journal.Replayed;
import org.honeyspam.mail.MessageReader;
import org.honeyspam.replay.Gate;
import org.honeyspam.replay.Outcome;
import org.honeyspam.replay.Replay;
import org.honeyspam.replay.Taker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals of others, and of before, into the record of a node that runs or does not. */
@Timeout(120)
final class ReplayTest {
    @TempDir private Path folder;
    private Path other;
    private OtherNode there;
    private Configuration configuration;

    @BeforeEach
    void makeBoth() throws Exception {
        other = folder.resolve("other");
        configuration =
                new TestConfiguration(folder)
                        .write(
                                listener("mx", 0, "mx.one.example", "")
                                        + "[probe]\nmode = \"first\"\n");
        there = new OtherNode(other);
        there.record("other", OtherNode.THEN.getEpochSecond(), there.events());
    }

    private Path segment() {
        return other.resolve("journal").resolve("0000000001.jsonl");
    }

    private Outcome replay(Path file, boolean own) throws IOException {
        try (ReplayLink link = ReplayLink.open(configuration, own)) {
            return replay(file, link.gate(), link);
        }
    }

    private Outcome replay(Path file, Gate gate, @Nullable Taker taker) throws IOException {
        var mailbox = new Replay.Mailbox(null, List.of());
        return new Replay(settings(), mailbox, gate, Instant.now())
                .of(file, taker, (what, bytes) -> (count, left) -> {});
    }

    private Replay.Settings settings() {
        DataFolder data = data();
        return new Replay.Settings(
                data.journal(),
                data.mail(),
                configuration.journal(),
                configuration.mail(),
                configuration.smtp().messageBytesMax());
    }

    private DataFolder data() {
        return new DataFolder(configuration.node().dataFolder());
    }

    private List<Recorded> here() throws IOException {
        List<Recorded> events = new ArrayList<>();
        try (var reader = new JournalReader(data().journal(), JournalReader.Position.START)) {
            for (Recorded one = reader.next(); one != null; one = reader.next()) {
                events.add(one);
            }
        }
        return events;
    }

    private List<Recorded> replayed() throws IOException {
        return here().stream().filter(one -> one.replayed() != null).toList();
    }

    private static List<String> ids(List<Recorded> events) {
        return events.stream().map(Recorded::id).toList();
    }

    private Node start() throws StartException {
        return Node.start(configuration, Clock.systemUTC(), "test");
    }

    @ParameterizedTest(name = "a node runs: {0}")
    @ValueSource(booleans = {true, false})
    void aJournalOfAnotherNodeIsTakenOnceWithItsTexts(boolean running) throws Exception {
        Node node = running ? start() : null;
        try {
            Outcome first = replay(other, false);
            assertThat(first.taken()).isEqualTo(OtherNode.EVENTS);
            assertThat(first.texts()).isEqualTo(1);
            assertThat(first.refused() + first.here() + first.torn()).isZero();
            Outcome second = replay(other, false);
            assertThat(second.taken() + second.texts()).isZero();
            assertThat(second.here()).isEqualTo(OtherNode.EVENTS);
        } finally {
            if (node != null) {
                node.close();
            }
        }
        assertThat(ids(replayed())).hasSize(OtherNode.EVENTS).doesNotHaveDuplicates();
        assertThat(replayed()).allMatch(one -> one.replayed() == Replayed.JOURNAL);
        assertThat(replayed()).allMatch(one -> one.node().equals("other"));
        var taken = (JournalEvent.MessageTaken) replayed().get(3).event();
        assertThat(new MessageReader(data().mail()).read(taken.sha256())).isEqualTo(OtherNode.TEXT);
    }

    @Test
    void whatWouldBeTakenIsToldAndNothingIsChanged() throws Exception {
        Gate gate = ReplayLink.gate(configuration, false, Instant.now());
        Outcome outcome = replay(other, gate, null);
        assertThat(outcome.taken()).isEqualTo(OtherNode.EVENTS);
        assertThat(outcome.texts()).isEqualTo(1);
        assertThat(outcome.dryRun()).isTrue();
        assertThat(data().root()).doesNotExist();
    }

    @Test
    void tracesOfBothNodesStandSideBySide() throws Exception {
        replay(other, false);
        try (Views views = Views.open(data().views(configuration.views()), data().journal())) {
            views.catchUp();
            assertThat(views.traces().visit("v1")).as("a visit of this node").isNull();
            var visit = Objects.requireNonNull(views.traces().visit("v1@other"));
            assertThat(visit.ip()).isEqualTo("192.0.2.1");
            var address = Objects.requireNonNull(views.traces().address(OtherNode.BAIT));
            assertThat(address.toString()).contains("192.0.2.2");
            assertThat(views.logins()).as("whom the other let in").isEmpty();
            assertThat(views.confirmedCrawlers()).as("of another's DNS").isEmpty();
            assertThat(views.arrivals(Instant.now()).last()).as("at its addresses").isEmpty();
        }
    }

    @Test
    void aProbeOfAnothersRelayIsNotSent() throws Exception {
        replay(other, false);
        try (Node node = start()) {
            node.replays();
            Thread.sleep(1_500);
        }
        assertThat(here()).noneMatch(one -> one.event() instanceof JournalEvent.ProbeEvent);
    }

    /** Of this node: an id that it gave, could give, or will give. */
    @ParameterizedTest
    @CsvSource({
        "honeyspam, 1000000000, false, 0, whose journal does not have it",
        "honeyspam, 1000000000, true, 7, ''",
        "honeyspam, 99999999999, false, 0, when this node did not write it",
        "honeyspam, 99999999999, true, 0, when this node did not write it"
    })
    void nobodyElseRecordsForThisNode(String name, long boot, boolean own, int taken, String why)
            throws Exception {
        Path forged = folder.resolve("forged");
        Files.move(other, forged);
        there.record(name, boot, there.events());
        Outcome outcome = replay(other, own);
        assertThat(outcome.taken()).isEqualTo(taken);
        assertThat(outcome.refused()).isEqualTo(OtherNode.EVENTS - taken);
        assertThat(outcome.complaints().toString()).contains(why);
        assertThat(replayed()).allMatch(one -> one.replayed() == Replayed.OWN_JOURNAL);
    }

    @Test
    void theNextBootIsItsOwnWhateverWasTakenIn() throws Exception {
        try (Node node = start()) {
            assertThat(node.replays().home().node()).isEqualTo("honeyspam");
        }
        there.record("other2", 99_999_999_999L, there.events());
        replay(other, false);
        long before = Instant.now().getEpochSecond();
        try (Node node = start()) {
            assertThat(node.replays().home().boot()).isBetween(before - 5, before + 60);
        }
        assertThat(ids(here())).doesNotHaveDuplicates();
    }

    @Test
    void aTornEndIsToldAndAddedLater() throws Exception {
        byte[] whole = Files.readAllBytes(segment());
        Files.write(segment(), java.util.Arrays.copyOf(whole, whole.length - 20));
        Outcome torn = replay(segment(), false);
        assertThat(torn.taken()).isEqualTo(OtherNode.EVENTS - 1);
        assertThat(torn.torn()).isEqualTo(1);
        assertThat(torn.refused()).isZero();
        assertThat(torn.complaints().getFirst().toString())
                .isEqualTo(segment() + ":7: it ends in the middle of a line");
        Files.write(segment(), whole);
        assertThat(replay(segment(), false).taken()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@timestamp\":\"2026|@timestamp\":\"2126|its time cannot be",
                "source.ip\":\"192.0.2.1\"|source.ip\":\"www.example\"|does not say who did it",
                "source.ip\":\"192.0.2.1\",|x\":1,|does not say who did it",
                "honeyspam.message.sha256\":\"|honeyspam.message.sha256\":\"../|what it never does",
                "honeyspam.visit.id|honeyspam.visit.it|it lacks a field",
                "event.id\":\"other-|event.id\":\"another-|not one of its node's",
                "smtp_auth|smtp_quantum|this version does not know",
                "node_started\"|node_started|is no event of a journal"
            })
    void aLineThatNoNodeWroteIsRefusedWithItsPlace(String right, String wrong, String why)
            throws Exception {
        String whole = Files.readString(segment());
        assertThat(whole).contains(right);
        Files.writeString(segment(), whole.replace(right, wrong));
        Outcome outcome = replay(segment(), false);
        assertThat(outcome.refused()).isPositive();
        assertThat(outcome.taken()).isEqualTo(OtherNode.EVENTS - outcome.refused());
        assertThat(outcome.complaints())
                .allMatch(complaint -> complaint.line() > 0)
                .anyMatch(complaint -> complaint.why().contains(why));
    }

    @Test
    void anAddressOfThisNodeWasGivenByNobodyElse() throws Exception {
        try (Node node = start()) {
            String ours = mint(node);
            Files.writeString(segment(), Files.readString(segment()).replace(OtherNode.BAIT, ours));
            Outcome outcome = replay(other, false);
            assertThat(outcome.refused()).isEqualTo(1);
            assertThat(outcome.complaints().toString()).contains("gave an address of this one");
        }
    }

    private static String mint(Node node) throws Exception {
        var grant =
                node.scene()
                        .bait()
                        .grant(
                                InetAddress.ofLiteral("192.0.2.9"),
                                "x",
                                "www.one.example",
                                "/p",
                                List.of("text"),
                                Instant.now());
        return grant.addresses().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"journal, journal.keep_size", "mail, mail.keep_size"})
    void whatWouldPushOutWhatIsHereIsNotTaken(String table, String key) throws Exception {
        configuration =
                new TestConfiguration(folder)
                        .write(
                                listener("mx", 0, "mx.one.example", "")
                                        + "[%s]\nkeep_size = \"4KiB\"\nsegment_size = \"4KiB\"\n"
                                                .formatted(table));
        if (table.equals("mail")) {
            there.recordLongMessage(8_192);
        } else {
            for (int i = 0; i < 4; i++) {
                there.record("other", OtherNode.THEN.getEpochSecond() + i, there.events());
            }
        }
        assertThatThrownBy(() -> replay(other, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key);
        assertThat(replayed()).isEmpty();
    }

    @Test
    void twoAtOnceAreOneTooMany() throws Exception {
        try (var first = ReplayLink.open(configuration, false)) {
            assertThat(first.gate()).isNotNull();
            assertThatThrownBy(() -> ReplayLink.open(configuration, false))
                    .hasMessageContaining("another replay");
        }
        replay(other, false);
    }

    @Test
    void whatIsNoJournalIsRefusedInWords() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "Dear diary\n");
        assertThatThrownBy(() -> replay(text, false))
                .hasMessageContaining("notes.txt:1: it is neither");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> replay(empty, false)).hasMessageContaining("without a journal");
        Path zip = Files.write(folder.resolve("backup.zip"), new byte[] {'P', 'K', 3, 4});
        assertThatThrownBy(() -> replay(zip, false)).hasMessageContaining("honeyspam restore");
    }

    @Test
    void manyEventsPassANodeWithASmallQueueInOrder() throws Exception {
        configuration =
                new TestConfiguration(folder)
                        .write(
                                listener("mx", 0, "mx.one.example", "")
                                        + "[journal]\nqueue_events_max = 64\n");
        StringBuilder many = new StringBuilder();
        String line = Files.readAllLines(segment()).get(1);
        for (int i = 1; i <= 600; i++) {
            many.append(line.replaceFirst("(other-\\d+)-2", "$1-" + i)).append('\n');
        }
        Files.writeString(segment(), many, StandardOpenOption.TRUNCATE_EXISTING);
        try (Node node = start()) {
            assertThat(node.status()).isNotNull();
            assertThat(replay(segment(), false).taken()).isEqualTo(600);
        }
        assertThat(ids(replayed())).hasSize(600);
        assertThat(new HashSet<>(ids(replayed()))).hasSize(600);
        assertThat(ids(replayed()).getLast()).endsWith("-600");
    }
}
