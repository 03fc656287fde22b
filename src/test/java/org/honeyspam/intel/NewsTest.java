package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is new is told once, in both stores. */
@ParameterizedClass
@EnumSource
final class NewsTest {
    private static final String HARVESTER = "192.0.2.7";
    private static final String BAIT = "a@one.example";
    private static final String OURS = "192.0.2.1";
    private static final News.Mark BEGIN = new News.Mark(0, "", Diary.START);

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls open before every test.
    private Diary diary;

    @SuppressWarnings("NullAway.Init")
    private Letters letters;

    @SuppressWarnings("NullAway.Init")
    private Views views;

    @SuppressWarnings("NullAway.Init")
    private News news;

    @SuppressWarnings("NullAway.Init")
    private News.Mark mark;

    @BeforeEach
    void open() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        letters = new Letters(diary);
        views = Views.open(store.named(temp, "views"), temp.resolve("journal"));
        diary.note(Diary.peer(HARVESTER, "web"), Diary.bait(BAIT, "b@one.example"));
        news = views.news(Set.of(OURS));
        mark = BEGIN;
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    private List<News.Harvest> harvests() throws IOException, SQLException {
        letters.catchUp(views);
        News.Mark end = news.end(mark);
        List<News.Harvest> harvests = news.harvests(mark, end, Diary.START);
        mark = end;
        return harvests;
    }

    private List<Long> grown(int sizeMin) throws IOException, SQLException {
        letters.catchUp(views);
        News.Mark end = news.end(mark);
        List<News.Grown> grown = news.grown(mark, end, sizeMin);
        mark = end;
        return grown.stream().map(News.Grown::size).toList();
    }

    private void send(String ip, String bait, String text) {
        letters.toBait(ip, bait, Letters.mail("Buy", text));
    }

    @Test
    void theFirstMailToAVisitIsTold() throws IOException, SQLException {
        assertThat(harvests()).isEmpty();
        send("198.51.100.1", BAIT, Letters.PILLS);
        send("198.51.100.2", BAIT, Letters.PILLS);
        assertThat(harvests())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.visit()).isEqualTo("v1");
                            assertThat(one.address()).isEqualTo(BAIT);
                            assertThat(one.harvester()).isEqualTo(HARVESTER);
                            assertThat(one.sender()).isEqualTo("198.51.100.1");
                        });
        send("198.51.100.3", "b@one.example", Letters.PILLS);
        assertThat(harvests()).as("another address of the same visit").isEmpty();
    }

    @Test
    void whatThisMachineSentIsNoNews() throws IOException, SQLException {
        for (int i = 0; i < 3; i++) {
            send(OURS, BAIT, Letters.PILLS);
        }
        assertThat(harvests()).isEmpty();
        mark = BEGIN;
        assertThat(grown(2)).isEmpty();
        send("198.51.100.1", BAIT, Letters.PILLS);
        mark = BEGIN;
        assertThat(grown(2)).as("of somebody else as well").containsExactly(4L);
    }

    @Test
    void aCampaignIsToldWhenItIsThatLarge() throws IOException, SQLException {
        send("198.51.100.1", BAIT, Letters.PILLS);
        send("198.51.100.2", BAIT, Letters.PILLS);
        assertThat(grown(3)).isEmpty();
        send("198.51.100.1", BAIT, Letters.WIDOW);
        send("198.51.100.3", BAIT, Letters.PILLS);
        assertThat(grown(3)).containsExactly(3L);
        send("198.51.100.4", BAIT, Letters.PILLS);
        assertThat(grown(3)).isEmpty();
    }

    @Test
    void whatIsReadAfterTheEndOfALookIsOfTheNextOne() throws IOException, SQLException {
        send("198.51.100.1", BAIT, Letters.PILLS);
        letters.catchUp(views);
        News.Mark end = news.end(mark);
        send("198.51.100.2", BAIT, Letters.PILLS);
        letters.catchUp(views);
        assertThat(news.grown(mark, end, 2)).isEmpty();
        assertThat(news.grown(end, news.end(end), 2)).hasSize(1);
    }

    @Test
    void manyVisitsOfOneMessageAreToldEach() throws IOException, SQLException {
        List<JournalEvent.Recipient> to = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            String bait = "c%d@one.example".formatted(i);
            diary.note(
                    Diary.peer(HARVESTER, "web"),
                    new JournalEvent.BaitServed(
                            "w" + i, "www.one.example", "/", "Bot/1", List.of(bait), null));
            to.add(Diary.toBait(bait, bait));
        }
        letters.send(
                Diary.peer("198.51.100.1", "mx"),
                "a@spam.example",
                Letters.mail("Buy", Letters.PILLS),
                to.toArray(JournalEvent.Recipient[]::new));
        assertThat(harvests()).hasSize(1_200);
    }

    @Test
    void oldMailThatIsTakenInLateIsNoNews() throws IOException, SQLException {
        send("198.51.100.1", BAIT, Letters.PILLS);
        letters.catchUp(views);
        News.Mark end = news.end(mark);
        assertThat(news.harvests(mark, end, Diary.START.plusSeconds(1_000_000))).isEmpty();
    }

    @Test
    void aMarkIsKnownAgainWhenTheViewsAreMadeAnew() throws IOException, SQLException {
        send("198.51.100.1", BAIT, Letters.PILLS);
        assertThat(harvests()).hasSize(1);
        // As it is kept over a restart: without the number.
        var kept = new News.Mark(-1, mark.event(), mark.time());
        assertThat(news.known(kept)).isEqualTo(mark);
        assertThat(news.end(news.known(kept))).isEqualTo(mark);
        var gone = new News.Mark(7_000, "forgotten", mark.time());
        assertThat(news.known(gone).number()).as("by its time").isEqualTo(mark.number());
        assertThat(news.known(News.Mark.of(Diary.START.minusSeconds(1))).number()).isZero();
    }
}
