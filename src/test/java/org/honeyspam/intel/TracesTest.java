package org.honeyspam.intel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
final class TracesTest {
    private static final int SHOWN_MAX = 100;

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

    @Test
    void anAddressLeadsToTheFormsItStoodIn() throws IOException, SQLException {
        diary.note(Diary.peer("192.0.2.1", "web"), Diary.bait(Story.TAKEN));
        diary.note(Diary.peer("192.0.2.9", "web"), Diary.form("contact", Story.TAKEN));
        views.catchUp();
        Trace.Address address = requireNonNull(views.traces().address(Story.TAKEN));
        assertThat(address.harvest().ip()).isEqualTo("192.0.2.1");
        assertThat(address.forms())
                .containsExactly(
                        new Trace.Form(
                                Diary.START.plusSeconds(60).toString(),
                                "n1-7-1",
                                "192.0.2.9",
                                "contact",
                                "www.one.example",
                                "/contact.html",
                                "f0"));
    }

    @Test
    void anAddressLeadsToItsVisitAndItsMail() throws IOException, SQLException {
        tell();
        Trace.Address address = requireNonNull(views.traces().address(Story.TAKEN));
        assertThat(address.secondsToFirstMail()).isEqualTo(240);
        Trace.Harvest harvest = address.harvest();
        assertThat(harvest)
                .isEqualTo(
                        new Trace.Harvest(
                                Story.TAKEN,
                                "v1",
                                Story.HARVESTER,
                                "2025-03-04T00:05:00Z",
                                "www.one.example",
                                "/list",
                                "Bot/1",
                                "table",
                                harvest.walk()));
        assertThat(address.mail())
                .singleElement()
                .satisfies(mail -> assertThat(mail.queueId()).isEqualTo("q1"))
                .satisfies(mail -> assertThat(mail.ip()).isEqualTo(Story.SENDER));
    }

    @Test
    void anAddressNobodyWroteToHasNoMail() throws IOException, SQLException {
        tell();
        Trace.Address address = requireNonNull(views.traces().address(Story.UNUSED));
        assertThat(address.harvest().ip()).isEqualTo(Story.HARVESTER);
        assertThat(address.mail()).isEmpty();
        assertThat(address.secondsToFirstMail()).isNull();
    }

    @Test
    void aMessageIsToldWhole() throws IOException, SQLException {
        tell();
        var harvest = requireNonNull(views.traces().address(Story.TAKEN)).harvest();
        assertThat(views.traces().message("q1"))
                .containsExactly(
                        new Trace.Message(
                                "n1-7-10",
                                "2025-03-04T00:09:00Z",
                                "mx",
                                "n1-7-1",
                                Story.SENDER,
                                40_000,
                                List.of(),
                                "mail.example",
                                "a@spam.example",
                                "q1",
                                "<q1@spam.example>",
                                "Buy",
                                "hash-q1",
                                24,
                                "Received: from mail.example",
                                null,
                                List.of(
                                        new Trace.To("MARIA.K1984@one.example", harvest),
                                        new Trace.To("trap@one.example", null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1-7-10", "q1", "hash-q1", "q1@spam.example", "<q1@spam.example>"})
    void aMessageIsFoundByEachOfItsIds(String id) throws IOException, SQLException {
        tell();
        assertThat(views.traces().message(id))
                .extracting(Trace.Message::queueId)
                .containsExactly("q1");
    }

    @Test
    void aMessageIdWithoutBracketsIsFoundToo() throws IOException, SQLException {
        diary.note(Diary.peer(Story.SENDER, "mx"), taken("h", "bare@spam.example"));
        views.catchUp();
        assertThat(views.traces().message("bare@spam.example")).hasSize(1);
        assertThat(views.traces().message("<bare@spam.example>")).hasSize(1);
    }

    @Test
    void aMessageThroughTheProxyShowsTheWayItCame() throws IOException, SQLException {
        tell();
        Trace.Message message = views.traces().message("q2").getFirst();
        assertThat(message.service()).isEqualTo("relay");
        assertThat(message.chain()).containsExactly("http-connect 198.51.100.1:3128 mx.example:25");
        assertThat(message.recipients()).containsExactly(new Trace.To("victim@far.example", null));
    }

    /** A CONNECT target may hold what a terminal takes for a new line. */
    @ParameterizedTest
    @ValueSource(strings = {"mx\r.example:25", "mx\u0085.example:25", "mx\f.example:25"})
    void aHopIsOneHopWhateverItsTarget(String target) throws IOException, SQLException {
        diary.note(Diary.throughTheProxy(Story.RELAYER, target), taken("h", "m"));
        views.catchUp();
        assertThat(views.traces().message("q").getFirst().chain())
                .containsExactly("http-connect 198.51.100.1:3128 " + target);
    }

    @Test
    void aHostIsToldWithAllItDid() throws IOException, SQLException {
        tell();
        Trace.Host host = requireNonNull(views.traces().host(Story.HARVESTER));
        assertThat(host.ip()).isEqualTo(Story.HARVESTER);
        assertThat(host.first()).isEqualTo("2025-03-04T00:01:00Z");
        assertThat(host.last()).isEqualTo("2025-03-04T00:06:00Z");
        assertThat(host.actions())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "session_opened", 1L,
                                "page_served", 2L,
                                "visit_opened", 1L,
                                "bait_served", 1L,
                                "session_closed", 1L));
        assertThat(host.actions().keySet().iterator().next()).isEqualTo("page_served");
        assertThat(host.addressesTaken()).isEqualTo(2);
        assertThat(host.messages()).isEmpty();
        assertThat(host.newest())
                .extracting(Trace.Deed::action)
                .containsExactly(
                        "session_closed",
                        "bait_served",
                        "visit_opened",
                        "page_served",
                        "page_served",
                        "session_opened");
    }

    @Test
    void aHostOfTheNewProtocolIsToldWithItsMail() throws IOException, SQLException {
        tell();
        Trace.Host host = requireNonNull(views.traces().host(Story.SENDER));
        assertThat(host.messages()).extracting(Trace.Message::queueId).containsExactly("q1");
        assertThat(host.addressesTaken()).isZero();
        assertThat(host.newest())
                .extracting(Trace.Deed::action, Trace.Deed::service)
                .contains(org.assertj.core.groups.Tuple.tuple("message_taken", "mx"));
    }

    @Test
    void whatIsUnknownLeavesNoTrace() throws IOException, SQLException {
        assertNothingIsKnown();
        tell();
        assertNothingIsKnown();
    }

    private void assertNothingIsKnown() throws SQLException {
        assertThat(views.traces().address("nobody@one.example")).isNull();
        assertThat(views.traces().address("trap@one.example")).isNull();
        assertThat(views.traces().address("")).isNull();
        assertThat(views.traces().message("q3")).isEmpty();
        assertThat(views.traces().message("")).isEmpty();
        assertThat(views.traces().message("' or 1=1 --")).isEmpty();
        assertThat(views.traces().host("192.0.2.8")).isNull();
    }

    @Test
    void everyByteOfAPeerComesBack() throws IOException, SQLException {
        byte[] all = new byte[256];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        String text = new String(all, ISO_8859_1);
        diary.note(Diary.peer(Story.SENDER, "mx"), taken(text, text));
        views.catchUp();
        Trace.Message message = views.traces().message("q").getFirst();
        // PostgreSQL's texts hold no zero byte.
        boolean whole = store == TestStore.SQLITE;
        assertThat(message.helo()).isEqualTo(whole ? text : text.replace('\0', '\u2400'));
        assertThat(views.traces().message(text)).containsExactly(message);
    }

    /**
     * PostgreSQL's indices have no row of more than 2,704 bytes, and random bytes do not shrink.
     */
    @Test
    void whateverLengthAPeerGivesHisNamesIsTakenIn() throws IOException, SQLException {
        var dice = new java.util.Random(5);
        var noise = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            noise.append((char) (0x80 + dice.nextInt(0x80)));
        }
        String longest = noise.toString();
        String agent = longest.substring(0, 2_048);
        Peer peer = Diary.peer(Story.HARVESTER, "web");
        diary.note(peer, page("GET", agent, "maze"));
        diary.note(
                Diary.peer(Story.SENDER, "mx"),
                new JournalEvent.SmtpAuth(
                        "PLAIN", List.of(), List.of(), longest, "x", null, "accepted"));
        diary.note(Diary.peer(Story.SENDER, "mx"), taken(longest, longest));
        String event = "n1-7-4";
        diary.note(
                null,
                new JournalEvent.ProbeFound(
                        1, event, longest, 9, List.of("first"), "f", "released", null));
        views.catchUp();
        assertThat(requireNonNull(views.traces().host(Story.HARVESTER)).walks()).hasSize(1);
        assertThat(views.traces().message(longest)).hasSize(1);
    }

    @Test
    void theNewestAreShownAndNotTooMany() throws IOException, SQLException {
        Peer peer = Diary.peer(Story.SENDER, "mx");
        for (int i = 1; i <= SHOWN_MAX + 5; i++) {
            diary.note(peer, Diary.message("q" + i, Diary.toBait("x", Story.TAKEN)));
        }
        diary.note(Diary.peer(Story.HARVESTER, "web"), Diary.bait(Story.TAKEN));
        views.catchUp();
        Trace.Host host = requireNonNull(views.traces().host(Story.SENDER));
        assertThat(host.messages()).hasSize(SHOWN_MAX);
        assertThat(host.messages().getFirst().queueId()).isEqualTo("q" + (SHOWN_MAX + 5));
        assertThat(host.newest()).hasSize(SHOWN_MAX);
        assertThat(host.actions()).containsExactly(Map.entry("message_taken", SHOWN_MAX + 5L));
        Trace.Address address = requireNonNull(views.traces().address(Story.TAKEN));
        assertThat(address.mail()).hasSize(SHOWN_MAX);
        assertThat(address.mail().getLast().queueId()).isEqualTo("q6");
    }

    @Test
    void aMessageToTheSameAddressTwiceIsOneMessage() throws IOException, SQLException {
        diary.note(Diary.peer(Story.HARVESTER, "web"), Diary.bait(Story.TAKEN));
        diary.note(
                Diary.peer(Story.SENDER, "mx"),
                Diary.message(
                        "q1", Diary.toBait("a", Story.TAKEN), Diary.toBait("b", Story.TAKEN)));
        views.catchUp();
        assertThat(requireNonNull(views.traces().address(Story.TAKEN)).mail()).hasSize(1);
        assertThat(Duration.between(Diary.START, diary.now())).isEqualTo(Duration.ofMinutes(2));
    }

    private static JournalEvent taken(String helo, String messageId) {
        return new JournalEvent.MessageTaken(
                "q", helo, "", List.of(), "0", 1, "Received:", messageId, null);
    }

    private void tell() throws IOException, SQLException {
        Story.scenes().forEach(scene -> scene.play(diary));
        views.catchUp();
    }

    private static final String GOOGLE = "Googlebot/2.1";

    private static JournalEvent page(String method, String agent, String kind) {
        return new JournalEvent.PageServed(
                method, "www.one.example", "/p", "1.1", "", agent, 200, 10, kind);
    }

    private static JournalEvent seen(String standing, @Nullable String host) {
        return new JournalEvent.CrawlerSeen(
                "www.one.example", GOOGLE, "Googlebot", "search", standing, host, "pass");
    }

    @Test
    void whatACrawlerReadAndEnteredIsToldWhateverTheOrder() throws IOException, SQLException {
        var peer = Diary.peer("192.0.2.66", "web");
        diary.note(peer, page("HEAD", GOOGLE, "robots")); // Is not reading it.
        diary.note(peer, seen("asked", null));
        diary.note(peer, page("GET", GOOGLE, "maze"));
        diary.note(peer, page("GET", GOOGLE, "robots"));
        diary.note(peer, seen("denied", "host.cheap.example"));
        diary.note(peer, page("GET", GOOGLE, "maze"));
        diary.note(peer, page("GET", "Other/1", "robots"));
        diary.note(peer, page("GET", "Other/1", "robots"));
        views.catchUp();
        List<Trace.Walk> walks = requireNonNull(views.traces().host("192.0.2.66")).walks();
        assertThat(walks)
                .containsExactly(
                        new Trace.Walk(
                                "www.one.example",
                                "Other/1",
                                null,
                                null,
                                null,
                                null,
                                "2025-03-04T00:06:00Z",
                                null,
                                "2025-03-04T00:07:00Z",
                                2,
                                0),
                        new Trace.Walk(
                                "www.one.example",
                                GOOGLE,
                                "Googlebot",
                                "search",
                                "denied",
                                "host.cheap.example",
                                "2025-03-04T00:03:00Z",
                                "2025-03-04T00:02:00Z",
                                "2025-03-04T00:05:00Z",
                                4,
                                2));
        views.close();
        views = Views.anew(store.named(temp, "views.db"), temp.resolve("journal"));
        views.catchUp();
        assertThat(requireNonNull(views.traces().host("192.0.2.66")).walks()).isEqualTo(walks);
    }

    @Test
    void anAddressLeadsToTheObedienceOfWhoTookIt() throws IOException, SQLException {
        tell();
        Trace.Walk walk = requireNonNull(views.traces().address(Story.TAKEN)).harvest().walk();
        assertThat(requireNonNull(walk).enteredMaze()).isEqualTo("2025-03-04T00:03:00Z");
        assertThat(walk.readRobots()).isNull();
        assertThat(walk.pages()).isEqualTo(2);
        assertThat(views.traces().host("192.0.2.99")).isNull();
    }
}
