package org.honeyspam.intel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of the addresses, what senders are, and the runs that followed probes. */
@ParameterizedClass
@EnumSource
final class HarvestsTest {
    private static final String HARVESTER = "192.0.2.7";
    private static final String BAIT = "a@one.example";

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    private Diary diary;
    private Letters letters;
    private Views views;

    @BeforeEach
    void open() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        letters = new Letters(diary);
        views = Views.open(store.named(temp, "views.db"), temp.resolve("journal"));
        diary.note(Diary.peer(HARVESTER, "web"), Diary.bait(BAIT, "b@one.example"));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    private Trace.Outcome outcome() throws IOException, SQLException {
        letters.catchUp(views);
        return requireNonNull(views.traces().visit("v1")).outcome();
    }

    private static String mail(String body) {
        return Letters.mail("Buy", body);
    }

    @Test
    void whatNobodyWroteToWaits() throws IOException, SQLException {
        assertThat(outcome()).isEqualTo(new Trace.Outcome(2, 0, 0, null, null, 0, "waits"));
    }

    @Test
    void theTimeToTheFirstSpamIsTold() throws IOException, SQLException {
        letters.toBait("198.51.100.1", BAIT, mail(Letters.PILLS));
        letters.toBait("198.51.100.1", BAIT, mail(Letters.PILLS));
        String first = Diary.START.plusSeconds(60).toString();
        assertThat(outcome()).isEqualTo(new Trace.Outcome(2, 1, 2, first, 60L, 1, "passes_on"));
    }

    @Test
    void whoMailsWhatHeTookIsSeenByHisNetwork() throws IOException, SQLException {
        letters.toBait("192.0.2.200", BAIT, mail(Letters.PILLS));
        assertThat(outcome().harvester()).isEqualTo("mails");
    }

    @Test
    void oneCampaignFromManyNetworksIsOneSender() throws IOException, SQLException {
        for (int i = 1; i < 9; i++) {
            letters.toBait("203.0." + i + ".1", BAIT, mail(Letters.PILLS + " " + i));
        }
        assertThat(outcome().senders()).isEqualTo(1);
        assertThat(outcome().harvester()).isEqualTo("passes_on");
    }

    @Test
    void severalCampaignsFromOneNetworkAreOneSender() throws IOException, SQLException {
        for (String text : List.of(Letters.PILLS, Letters.WIDOW, Letters.LOAN)) {
            letters.toBait("203.0.113." + text.length() % 200, BAIT, mail(text));
        }
        assertThat(outcome().senders()).isEqualTo(1);
    }

    @Test
    void manyWhoHaveNothingToDoWithEachOtherBoughtIt() throws IOException, SQLException {
        letters.toBait("203.0.113.1", BAIT, mail(Letters.PILLS));
        letters.toBait("198.51.100.1", BAIT, mail(Letters.WIDOW));
        assertThat(outcome().harvester()).isEqualTo("passes_on");
        letters.toBait("2001:db8::1", "b@one.example", mail(Letters.LOAN));
        assertThat(outcome().senders()).isEqualTo(3);
        assertThat(outcome().harvester()).isEqualTo("sells");
        assertThat(requireNonNull(views.traces().host(HARVESTER)).visits())
                .singleElement()
                .satisfies(visit -> assertThat(visit.outcome().harvester()).isEqualTo("sells"));
    }

    @Test
    void sendersAreToldByTheListsTheyWriteTo() throws IOException, SQLException {
        for (int i = 1; i <= 3; i++) {
            var other = Diary.peer("203.0." + i + ".1", "web");
            diary.note(
                    other,
                    new JournalEvent.BaitServed(
                            "w" + i,
                            "www.one.example",
                            "/list",
                            "Bot/1",
                            List.of("c" + i + "@one.example"),
                            null));
        }
        letters.toBait("192.0.2.8", BAIT, mail(Letters.PILLS));
        letters.toBait("198.51.100.1", BAIT, mail(Letters.PILLS));
        for (String bait : List.of(BAIT, "c1@one.example", "c2@one.example", "c3@one.example")) {
            letters.toBait("198.51.100.2", bait, mail(Letters.PILLS));
        }
        diary.note(Diary.peer("198.51.100.3", "mx"), Diary.guess("RCPT TO:<y@one.example>", 550));
        letters.catchUp(views);
        assertThat(classes("192.0.2.8")).containsExactly("own_harvest");
        assertThat(classes("198.51.100.1")).containsExactly("bought_list");
        assertThat(classes("198.51.100.2")).containsExactly("merged_lists");
        assertThat(classes("198.51.100.3")).containsExactly("guessed");
        assertThat(classes(HARVESTER)).isEmpty();
    }

    private List<String> classes(String ip) throws SQLException {
        return requireNonNull(views.traces().host(ip)).senderClasses();
    }

    private void relayed(String ip, String sender, String text, String recipient) {
        letters.send(Diary.peer(ip, "relay"), sender, text, Diary.to(recipient));
    }

    /** The message that was written last is found to be a probe. */
    private void found(String box) throws IOException, SQLException {
        views.catchUp();
        String event =
                requireNonNull(views.traces().host("203.0.113.9")).messages().getFirst().event();
        diary.note(
                null,
                new JournalEvent.ProbeFound(
                        1, event, box, 9, List.of("first"), "f", "released", null));
    }

    @Test
    void aRunFollowsTheProbeOfItsHostOrNetwork() throws IOException, SQLException {
        relayed("203.0.113.9", "t@box.example", mail("test 203.0.113.80"), "me@box.example");
        found("me@box.example");
        letters.catchUp(views);
        relayed("203.0.113.9", "x@y.example", mail(Letters.PILLS), "victim1@far.example");
        relayed("203.0.113.9", "x@y.example", mail(Letters.PILLS), "victim2@far.example");
        relayed("203.0.113.77", "x@y.example", mail(Letters.PILLS), "victim3@far.example");
        relayed("198.51.100.4", "x@y.example", mail(Letters.PILLS), "victim4@far.example");
        relayed("198.51.100.5", "q@z.example", mail(Letters.WIDOW), "victim5@far.example");
        relayed("203.0.113.9", "t@box.example", mail("test 203.0.113.81"), "ME@box.example");
        letters.catchUp(views);
        var host = requireNonNull(views.traces().host("203.0.113.9"));
        assertThat(host.runs())
                .extracting(run -> run.ip() + " " + run.tie() + " " + run.messages())
                .containsExactlyInAnyOrder("203.0.113.9 host 2", "203.0.113.77 network 1");
        assertThat(host.runs())
                .allSatisfy(run -> assertThat(run.triedBy()).isEqualTo("203.0.113.9"))
                .allSatisfy(run -> assertThat(run.box()).isEqualTo("me@box.example"))
                .allSatisfy(run -> assertThat(run.campaign()).isNotEmpty());
        assertThat(host.senderClasses()).contains("tester", "relay_user");
        assertThat(requireNonNull(views.traces().host("203.0.113.77")).runs()).hasSize(1);
        assertThat(requireNonNull(views.traces().host("198.51.100.4")).runs()).isEmpty();
    }

    @Test
    void aRunThroughAProxyFollowsTheTestOfIt() throws IOException, SQLException {
        diary.note(Diary.peer("203.0.113.9", "proxy"), Diary.judged());
        letters.send(
                Diary.throughTheProxy("203.0.113.9", "mx.far.example:25"),
                "x@y.example",
                mail(Letters.PILLS),
                Diary.to("v@far.example"));
        letters.catchUp(views);
        assertThat(requireNonNull(views.traces().host("203.0.113.9")).runs())
                .singleElement()
                .satisfies(run -> assertThat(run.kind()).isEqualTo("proxy"))
                .satisfies(run -> assertThat(run.tie()).isEqualTo("host"));
    }
}
