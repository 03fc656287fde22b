package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.config.Network;
import org.honeyspam.intel.Roster.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a list shows a page at a time is the whole, each once and in order, in both stores. */
@ParameterizedClass
@EnumSource
final class PagesTest {
    private static final List<String> HOSTS =
            List.of(
                    "192.0.2.7",
                    "192.0.2.70",
                    "198.51.100.9",
                    "2001:db8::1",
                    "2001:db8:0:1:5:6:7:8",
                    "2001:db8:1::7");

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls open before every test.
    private Diary diary;

    @SuppressWarnings("NullAway.Init")
    private Letters letters;

    @SuppressWarnings("NullAway.Init")
    private Views views;

    @BeforeEach
    void open() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        letters = new Letters(diary);
        views = Views.open(store.named(temp, "views"), temp.resolve("journal"));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    private List<String> roster(Order order, String within, int pageSize) throws SQLException {
        List<String> seen = new ArrayList<>();
        Roster.Place after = null;
        do {
            Network network = within.isEmpty() ? null : Network.of(within);
            var choice = new Roster.Choice(Part.HARVESTER, order, network, null, after, pageSize);
            Roster.Page page = views.roster().page(choice);
            assertThat(page.hosts()).hasSizeLessThanOrEqualTo(pageSize);
            page.hosts().forEach(host -> seen.add(host.ip()));
            after = page.next();
        } while (after != null);
        return seen;
    }

    @Test
    void everyHostIsOnOnePageOfTheRoster() throws IOException, SQLException {
        for (String host : HOSTS) {
            diary.note(Diary.peer(host, "web"), Diary.page("maze"));
        }
        diary.noteOften(Diary.peer(HOSTS.get(2), "web"), Diary.page("maze"), 5);
        views.catchUp();
        for (int size = 1; size <= HOSTS.size() + 1; size++) {
            List<String> byTime = roster(Order.LAST, "", size);
            assertThat(byTime).doesNotHaveDuplicates().hasSameElementsAs(HOSTS);
            assertThat(byTime).startsWith(HOSTS.get(2), HOSTS.get(5), HOSTS.get(4));
            // But for one, all did the same: they are told apart by their addresses.
            List<String> byCount = roster(Order.COUNT, "", size);
            assertThat(byCount).startsWith(HOSTS.get(2)).hasSameElementsAs(HOSTS);
            assertThat(byCount.subList(1, HOSTS.size())).isSorted();
        }
        assertThat(roster(Order.LAST, "192.0.2.0/24", 1))
                .containsExactly("192.0.2.70", "192.0.2.7");
        assertThat(roster(Order.LAST, "2001:db8::/32", 9)).hasSize(3);
    }

    @Test
    void theHostsOfANetworkAreFoundHoweverTheyAreWritten() throws IOException, SQLException {
        for (String host : HOSTS) {
            diary.note(Diary.peer(host, "web"), Diary.page("maze"));
        }
        views.catchUp();
        assertThat(hosts("192.0.2.0/26")).containsExactly("192.0.2.7");
        assertThat(hosts("192.0.2.7/32")).containsExactly("192.0.2.7");
        assertThat(hosts("192.0.0.0/14")).containsExactly("192.0.2.7", "192.0.2.70");
        assertThat(hosts("2001:db8:0:1::/64")).containsExactly("2001:db8:0:1:5:6:7:8");
        assertThat(hosts("2001:db8::/47")).hasSize(3);
        assertThat(hosts("203.0.113.0/24")).isEmpty();
        for (String host : HOSTS) {
            Network around = Blacklist.around(java.net.InetAddress.ofLiteral(host));
            assertThat(views.deeds(around, 2)).extracting(Views.Deed::ip).contains(host);
        }
    }

    private List<String> hosts(String network) throws SQLException {
        return views.roster().of(Network.of(network).clean(), 10);
    }

    @Test
    void aTimelineGoesBackAPageAtATime() throws IOException, SQLException {
        for (int i = 0; i < 7; i++) {
            diary.note(Diary.peer(HOSTS.get(i % 2), "web"), Diary.page("maze"));
        }
        views.catchUp();
        Timeline timeline = views.timeline();
        List<Timeline.Event> all = timeline.before(Long.MAX_VALUE, null, 100);
        assertThat(all).hasSize(7).isSortedAccordingTo((a, b) -> b.time().compareTo(a.time()));
        assertThat(timeline.before(all.get(2).id(), null, 2)).isEqualTo(all.subList(3, 5));
        assertThat(timeline.before(Long.MAX_VALUE, HOSTS.get(1), 9)).hasSize(3);
        long third = timeline.at(Diary.START.plusSeconds(61));
        assertThat(timeline.before(third, null, 9)).hasSize(2);
        assertThat(timeline.at(Diary.START)).isEqualTo(all.getLast().id());
        assertThat(timeline.at(diary.now())).isEqualTo(Long.MAX_VALUE);
        Timeline.Kinds kinds = timeline.kinds(HOSTS.get(0));
        assertThat(kinds.whole()).isTrue();
        assertThat(kinds.actions()).containsEntry("page_served", 4L);
    }

    @Test
    void mailIsPagedAndSearched() throws IOException, SQLException {
        letters.toBait("192.0.2.1", "ann@one.example", "save 100% at www.pills.example/a_b!");
        letters.toBait("192.0.2.2", "bob@one.example", Letters.WIDOW);
        letters.toBait("192.0.2.1", "ann@one.example", Letters.LOAN);
        views.catchUp();
        views.contents(letters).catchUp();
        assertThat(found(MailPages.Choice.ALL)).hasSize(3);
        assertThat(found(words("100%"))).hasSize(1);
        assertThat(found(words("1_0%"))).isEmpty();
        assertThat(found(words("a_b!"))).hasSize(1);
        assertThat(found(words("WIDOW"))).hasSize(1);
        assertThat(found(words("the"))).hasSize(2);
        assertThat(
                        found(
                                new MailPages.Choice(
                                        null,
                                        null,
                                        "ANN@one.example",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null)))
                .hasSize(2);
        assertThat(
                        found(
                                new MailPages.Choice(
                                        null, "192.0.2.2", null, null, null, null, null, null)))
                .hasSize(1);
        assertThat(found(new MailPages.Choice("relay", null, null, null, null, null, null, null)))
                .isEmpty();
        assertThat(found(new MailPages.Choice(null, null, null, null, "bUy", null, null, null)))
                .hasSize(3);
    }

    private static MailPages.Choice words(String words) {
        return new MailPages.Choice(null, null, null, null, null, words, null, null);
    }

    /** All of it, a message a page. */
    private List<Long> found(MailPages.Choice choice) throws SQLException {
        List<Long> ids = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            MailPages.Page page = views.mailPages().before(before, choice, 1);
            page.lines().forEach(line -> ids.add(line.id()));
            before = page.next();
        }
        return ids;
    }

    /** A store of before gets the same rows that one made anew has. */
    @Test
    void whatIsCountedIsWhatAnOverviewSays() throws IOException, SQLException {
        diary.note(Diary.peer("192.0.2.1", "web"), Diary.bait("a@one.example", "b@one.example"));
        letters.toBait("192.0.2.9", "a@one.example", Letters.PILLS);
        views.catchUp();
        assertThat(views.overview().given(Diary.START)).isEqualTo(2);
        assertThat(views.overview().hosts(Part.SENDER, Diary.START)).isEqualTo(1);
        assertThat(views.overview().hosts(Part.HARVESTER, Diary.START)).isEqualTo(1);
        assertThat(views.overview().hosts(Part.SENDER, diary.now())).isZero();
    }
}
