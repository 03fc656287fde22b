package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
final class BlacklistTest {
    private static final String IP = "192.0.2.7";
    private static final String OTHER = "192.0.2.8";
    private static final String BAIT = "maria@one.example";
    private static final Duration HALF_LIFE = Duration.ofDays(7);
    private static final Duration EXPIRY = Duration.ofDays(30);

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    private Diary diary;
    private Views views;

    @BeforeEach
    void open() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        views = Views.open(store.named(temp, "views.db"), temp.resolve("journal"));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    static Stream<Arguments> deeds() {
        JournalEvent toBait = Diary.message("q", Diary.toBait("x", BAIT));
        JournalEvent toTrap = Diary.message("q", Diary.to("trap@one.example"));
        return Stream.of(
                Arguments.of(Reason.TRESPASSED, "web", Diary.page("maze"), 1),
                Arguments.of(Reason.HARVESTED, "web", Diary.bait(BAIT), 3),
                Arguments.of(Reason.MAILED_BAIT, "mx", toBait, 25),
                Arguments.of(Reason.MAILED_TRAP, "mx", toTrap, 20),
                Arguments.of(Reason.RELAYED, "relay", toTrap, 10),
                Arguments.of(Reason.PROXIED, "proxy", Diary.proxied("relay"), 5),
                Arguments.of(Reason.USED_PROXY, "proxy", Diary.proxied("timed_out"), 2),
                Arguments.of(Reason.GUESSED, "mx", Diary.guess("RCPT TO:<x@y>", 550), 1),
                Arguments.of(Reason.TRIED_PASSWORDS, "relay", Diary.login("accepted"), 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void eachDeedWeighsWhatItsReasonSays(
            Reason reason, String service, JournalEvent event, int weight) throws Exception {
        Instant seen = diary.now();
        diary.note(Diary.peer(IP, service), event);
        views.catchUp();
        assertThat(list(seen, 0))
                .containsExactly(
                        new Listing(
                                IP,
                                Listing.By.DEEDS,
                                List.of(reason.kind),
                                weight,
                                seen.toString(),
                                seen.toString(),
                                seen.plus(EXPIRY).toString(),
                                Map.of(reason.label(), 1L),
                                null));
    }

    @Test
    void aHostIsListedOnlyWhenCallersOfSeveralNetworksNameIt() throws Exception {
        Instant seen = diary.now();
        for (String caller : List.of("198.51.100.1", "198.51.100.2", "203.0.113.1")) {
            diary.noteOften(Diary.peer(caller, "proxy"), Diary.named("192.0.2.99", 25), 10);
        }
        views.catchUp();
        assertThat(list(seen, 0)).extracting(Listing::source).doesNotContain("192.0.2.99");
        diary.note(Diary.peer("2001:db8::1", "proxy"), Diary.named("192.0.2.99", 25));
        views.catchUp();
        assertThat(list(seen, 0))
                .filteredOn(listing -> listing.source().equals("192.0.2.99"))
                .extracting(Listing::reasons, Listing::score)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Map.of("named_relay", 3L), 5));
        assertThat(views.traces().host("192.0.2.99"))
                .isNotNull()
                .extracting(host -> host.namedBy().size(), host -> host.actions().size())
                .containsExactly(3, 0);
    }

    @Test
    void aNameIsNoAddressThatCouldBeListed() throws Exception {
        Instant seen = diary.now();
        for (int i = 1; i <= 9; i++) {
            diary.note(Diary.peer("10.%d.0.1".formatted(i), "proxy"), Diary.named("a.example", 25));
        }
        views.catchUp();
        assertThat(list(seen, 0)).extracting(Listing::source).allMatch(ip -> ip.startsWith("10."));
    }

    @ParameterizedTest(name = "{0} times")
    @CsvSource({"1, 5", "2, 10", "4, 15", "8, 20", "1024, 55"})
    void aDeedWeighsMoreTheOftenerButNotAsOften(int times, int score) throws Exception {
        Instant seen = diary.now();
        diary.noteOften(Diary.peer(IP, "proxy"), Diary.proxied("relay"), times);
        views.catchUp();
        assertThat(list(seen, 0))
                .extracting(Listing::score, Listing::reasons)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                score, Map.of("proxied", (long) times)));
    }

    @Test
    void addressesTakenAreCountedEach() throws Exception {
        diary.note(Diary.peer(IP, "web"), Diary.bait("a@x", "b@x", "c@x"));
        diary.note(Diary.peer(IP, "web"), Diary.bait("d@x"));
        views.catchUp();
        assertThat(only(diary.now(), 0).reasons()).isEqualTo(Map.of("harvested", 4L));
    }

    @Test
    void whoTookAnAddressIsListedForTheMailThatComesToIt() throws Exception {
        diary.note(Diary.peer(IP, "web"), Diary.bait(BAIT));
        diary.note(
                Diary.peer(OTHER, "mx"),
                Diary.message("q", Diary.toBait("x", BAIT), Diary.to("trap@one.example")));
        views.catchUp();
        Map<String, Map<String, Long>> reasons = new java.util.HashMap<>();
        list(diary.now(), 0).forEach(listing -> reasons.put(listing.source(), listing.reasons()));
        assertThat(reasons)
                .isEqualTo(
                        Map.of(
                                IP, Map.of("harvested", 1L, "harvest_mailed", 1L),
                                OTHER, Map.of("mailed_bait", 1L)));
    }

    @Test
    void whoWritesToThePostmasterAloneHasDoneNothing() throws Exception {
        JournalEvent complaint =
                Diary.message("q", Diary.to("Postmaster@one.example"), Diary.to("postmaster"));
        JournalEvent spam =
                Diary.message("q", Diary.to("postmaster"), Diary.to("trap@one.example"));
        diary.note(Diary.peer(IP, "mx"), complaint).note(Diary.peer(OTHER, "mx"), spam);
        views.catchUp();
        assertThat(list(diary.now(), 0)).extracting(Listing::source).containsExactly(OTHER);
    }

    /** Anybody can have his own questions come from the address of another. */
    @Test
    void aQuestionToTheNameServerProvesNothing() throws Exception {
        Peer peer = Diary.peer(IP, "dns");
        diary.noteOften(peer, Diary.asked("udp", "answered"), 100);
        diary.noteOften(peer, Diary.asked("udp", "limited"), 100);
        diary.note(peer, Diary.asked("tcp", "answered"));
        diary.note(peer, new JournalEvent.OddInput("dns_malformed", "x"));
        diary.note(peer, new JournalEvent.OddInput("dns_no_query", "x"));
        views.catchUp();
        assertThat(list(diary.now(), 0)).isEmpty();
        assertThat(views.changedSince(0)).isEmpty();
    }

    @Test
    void reasonsAddUpAndTheHighestScoreComesFirst() throws Exception {
        Peer web = Diary.peer(IP, "web");
        diary.note(web, Diary.page("maze")).note(web, Diary.bait(BAIT));
        diary.note(Diary.peer(OTHER, "mx"), Diary.message("q", Diary.to("trap@one.example")));
        diary.note(Diary.peer("192.0.2.6", "web"), Diary.page("maze"))
                .note(web, Diary.page("home"));
        views.catchUp();
        assertThat(list(diary.now(), 0))
                .extracting(Listing::source, Listing::score)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(OTHER, 20),
                        org.assertj.core.groups.Tuple.tuple(IP, 4),
                        org.assertj.core.groups.Tuple.tuple("192.0.2.6", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "robots", "missing", "error"})
    void onlyTheMazeIsForbidden(String page) throws Exception {
        diary.note(Diary.peer(IP, "web"), Diary.page(page));
        views.catchUp();
        assertThat(list(diary.now(), 0)).isEmpty();
    }

    @Test
    void whatIsNoGuessIsNotCountedAsOne() throws Exception {
        Peer peer = Diary.peer(IP, "mx");
        diary.note(peer, Diary.guess("RCPT TO:<x@one.example>", 250));
        diary.note(peer, Diary.guess("VRFY x", 550));
        diary.note(peer, Diary.guess("RCPT TO:<x@one.example>", 452));
        views.catchUp();
        assertThat(list(diary.now(), 0)).isEmpty();
    }

    @Test
    void aScoreHalvesWithEveryHalfLife() throws Exception {
        Instant seen = diary.now();
        diary.note(Diary.peer(IP, "mx"), Diary.message("q", Diary.to("trap@one.example")));
        views.catchUp();
        assertThat(only(seen, 0).score()).isEqualTo(20);
        assertThat(only(seen.plus(HALF_LIFE), 0).score()).isEqualTo(10);
        assertThat(only(seen.plus(HALF_LIFE.multipliedBy(2)), 0).score()).isEqualTo(5);
        assertThat(only(seen.minus(HALF_LIFE), 0).score()).isEqualTo(20);
    }

    @Test
    void aNewDeedMakesTheOldOnesCountAgain() throws Exception {
        Peer peer = Diary.peer(IP, "proxy");
        diary.note(peer, Diary.proxied("relay"));
        Instant again = diary.now();
        diary.note(peer, Diary.proxied("relay"));
        views.catchUp();
        Listing listing = only(again, 0);
        assertThat(listing.firstSeen()).isEqualTo(Diary.START.toString());
        assertThat(listing.lastSeen()).isEqualTo(again.toString());
        assertThat(listing.score()).isEqualTo(10);
    }

    @Test
    void aListingEndsWhenNothingWasSeenForTheTimeOfExpiry() throws Exception {
        Instant seen = diary.now();
        diary.note(Diary.peer(IP, "mx"), Diary.message("q", Diary.to("trap@one.example")));
        views.catchUp();
        assertThat(list(seen.plus(EXPIRY).minusMillis(1), 0)).hasSize(1);
        assertThat(list(seen.plus(EXPIRY), 0)).isEmpty();
    }

    @Test
    void onlyWhoHasTheScoreIsListed() throws Exception {
        Instant seen = diary.now();
        diary.note(Diary.peer(IP, "mx"), Diary.message("q", Diary.to("trap@one.example")));
        views.catchUp();
        assertThat(list(seen, 20)).hasSize(1);
        assertThat(list(seen, 21)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,    192.0.2.7/32",
        "192.0.2.7,    192.0.0.0/16",
        "192.0.2.7,    0.0.0.0/0",
        "2001:db8::25, 2001:db8::25/128",
        "2001:db8::25, 2001:db8::/32"
    })
    void anAllowedNetworkIsNeverListed(String ip, String network) throws Exception {
        diary.noteOften(
                Diary.peer(ip, "mx"), Diary.message("q", Diary.to("trap@one.example")), 100);
        diary.note(Diary.peer("198.18.0.1", "web"), Diary.page("maze"));
        views.catchUp();
        var allowing = settings(List.of("10.0.0.0/8", network), 0);
        assertThat(new Blacklist(allowing, new Exempt(), List.of()).list(views, diary.now()))
                .extracting(Listing::source)
                .doesNotContain(ip)
                .hasSize(network.equals("0.0.0.0/0") ? 0 : 1);
    }

    @Test
    void aNewcomerFindsNobodyListed() throws Exception {
        assertThat(list(Diary.START, 0)).isEmpty();
    }

    private Listing only(Instant now, int scoreMin) throws SQLException {
        List<Listing> listings = list(now, scoreMin);
        assertThat(listings).hasSize(1);
        return listings.getFirst();
    }

    private List<Listing> list(Instant now, int scoreMin) throws SQLException {
        var settings = settings(List.of(), scoreMin);
        return new Blacklist(settings, new Exempt(), List.of()).list(views, now);
    }

    /** As the configuration has them, but that it is the score alone by which one is listed. */
    private static Configuration.Blacklist settings(List<String> allow, int scoreMin) {
        Configuration.Blacklist usual = ExampleConfiguration.blacklist();
        Map<String, Integer> thresholds = new java.util.HashMap<>(usual.thresholds());
        thresholds.replaceAll((kind, threshold) -> Math.max(1, scoreMin));
        return new Configuration.Blacklist(
                allow, scoreMin, 3, HALF_LIFE, EXPIRY, 4, usual.weights(), thresholds);
    }
}
