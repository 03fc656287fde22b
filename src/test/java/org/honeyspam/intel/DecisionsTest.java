package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is listed beside those who earned it: neighbours, by hand; and who never is, and why. */
final class DecisionsTest {
    private static final JournalEvent SPAM = Diary.message("q", Diary.to("trap@one.example"));

    @TempDir private Path temp = Path.of("");

    private Diary diary;
    private Views views;
    private Blocks blocks;

    @BeforeEach
    void open() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        views = Views.open(TestStore.SQLITE.named(temp, "views.db"), temp.resolve("journal"));
        blocks = new Blocks(temp.resolve("blocks.jsonl"));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.%d", "2001:db8:1:2::%d"})
    void aNetworkIsListedWhenSoManyOfItsAddressesAre(String addresses) throws Exception {
        spamFrom(addresses, 3);
        assertThat(list()).hasSize(3).allMatch(Listing::isAddress);
        spamFrom(addresses, 4);
        List<Listing> all = list();
        assertThat(all).hasSize(5);
        Listing network = all.stream().filter(l -> !l.isAddress()).findFirst().orElseThrow();
        assertThat(network.by()).isEqualTo(Listing.By.NEIGHBOURS);
        assertThat(network.kinds()).containsExactly(SourceKind.SPAM_SENDER);
        assertThat(network.reasons()).containsEntry("listed_addresses", 4L);
        assertThat(network.covers(InetAddress.ofLiteral(addresses.formatted(99)))).isTrue();
    }

    @Test
    void aNetworkWithOneOfOursInItIsNotListedForTheOthers() throws Exception {
        spamFrom("203.0.113.%d", 8);
        InetAddress ours = InetAddress.ofLiteral("203.0.113.200");
        assertThat(list(new Exempt().with(ours, "ours"))).hasSize(8).allMatch(Listing::isAddress);
    }

    @Test
    void whoIsExemptIsNotListedAndTheReasonIsTold() throws Exception {
        spamFrom("203.0.113.%d", 1);
        var exempt = new Exempt().with(InetAddress.ofLiteral("203.0.113.1"), "a resolver");
        assertThat(list(exempt)).isEmpty();
        Explanation why = blacklist(exempt).explain("203.0.113.1", views, diary.now());
        assertThat(why.exempt()).isEqualTo("a resolver");
        assertThat(why.listings()).isEmpty();
        assertThat(why.score()).isEqualTo(20);
    }

    @Test
    void whatIsDecidedByHandHoldsForAsLongAsItShould() throws Exception {
        Instant now = diary.now();
        decide(Blocks.Action.ADD, "198.51.100.0/24", now.plusSeconds(60));
        assertThat(list()).extracting(Listing::source, Listing::note).hasSize(1);
        assertThat(list().getFirst().source()).isEqualTo("198.51.100.0/24");
        assertThat(list().getFirst().note()).isEqualTo("because");
        assertThat(blocks.current(now.plusSeconds(60))).isEmpty();
        decide(Blocks.Action.REMOVE, "198.51.100.0/24", null);
        assertThat(list()).isEmpty();
        assertThat(blocks.all()).hasSize(2);
    }

    @Test
    void whoIsAllowedByHandIsNeverListed() throws Exception {
        spamFrom("203.0.113.%d", 2);
        decide(Blocks.Action.ALLOW, "203.0.113.1/32", null);
        assertThat(list()).extracting(Listing::source).containsExactly("203.0.113.2");
        assertThat(blacklist(new Exempt()).explain("203.0.113.1", views, diary.now()).exempt())
                .isEqualTo("allowed by hand: because");
    }

    @Test
    void oneListedByHandAndForItsDeedsStandsOnce() throws Exception {
        spamFrom("203.0.113.%d", 1);
        decide(Blocks.Action.ADD, "203.0.113.1/32", null);
        assertThat(list()).hasSize(1);
        assertThat(list().getFirst().note()).isEqualTo("because");
        assertThat(list().getFirst().expires()).isNull();
        assertThat(list().getFirst().reasons()).containsEntry("mailed_trap", 1L);
    }

    @Test
    void theEvidenceAddsUpToTheScore() throws Exception {
        spamFrom("203.0.113.%d", 1);
        diary.note(Diary.peer("203.0.113.1", "web"), Diary.page("maze"));
        views.catchUp();
        Explanation why = blacklist(new Exempt()).explain("203.0.113.1", views, diary.now());
        assertThat(why.evidence())
                .extracting(Explanation.Evidence::reason)
                .containsExactly("trespassed", "mailed_trap");
        assertThat(why.score()).isEqualTo(21);
        assertThat(why.kinds()).contains(new Explanation.KindScore("spam_sender", 20.0, 10));
        assertThat(why.listings().getFirst().kinds()).containsExactly(SourceKind.SPAM_SENDER);
        assertThat(why.networkListed()).isEqualTo(1);
    }

    @Test
    void aTornLineOfTheFileLosesNoOther() throws Exception {
        decide(Blocks.Action.ADD, "198.51.100.1/32", null);
        Path file = temp.resolve("blocks.jsonl");
        Files.writeString(file, "{\"time\":\"20", StandardOpenOption.APPEND);
        decide(Blocks.Action.ADD, "198.51.100.2/32", null);
        assertThat(blocks.current(diary.now()))
                .extracting(Blocks.Decision::network)
                .containsExactly("198.51.100.1/32", "198.51.100.2/32");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aNetworkIsExemptIfAnyOfItIs() {
        var exempt = new Exempt().with(Network.of("10.0.0.0/8"), "private");
        assertThat(exempt.why(Network.of("10.1.0.0/16"))).isEqualTo("private");
        assertThat(exempt.why(Network.of("0.0.0.0/1"))).isEqualTo("private");
        assertThat(exempt.why(Network.of("11.0.0.0/8"))).isNull();
    }

    private void spamFrom(String addresses, int many) throws Exception {
        for (int i = 1; i <= many; i++) {
            diary.note(Diary.peer(addresses.formatted(i), "mx"), SPAM);
        }
        views.catchUp();
    }

    private void decide(
            Blocks.Action action, String network, @org.jspecify.annotations.Nullable Instant until)
            throws IOException {
        blocks.decide(
                new Blocks.Decision(
                        diary.now().toString(),
                        action,
                        network,
                        "because",
                        "root",
                        until == null ? null : until.toString()));
    }

    private List<Listing> list() throws Exception {
        return list(new Exempt());
    }

    private List<Listing> list(Exempt exempt) throws Exception {
        return blacklist(exempt).list(views, diary.now());
    }

    private Blacklist blacklist(Exempt exempt) throws IOException {
        Configuration.Blacklist usual = ExampleConfiguration.blacklist();
        var settings =
                new Configuration.Blacklist(
                        List.of(),
                        10,
                        3,
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        4,
                        usual.weights(),
                        usual.thresholds());
        return new Blacklist(settings, exempt, blocks.current(diary.now()));
    }
}
