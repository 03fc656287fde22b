package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
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
        mark = news.at(Diary.START.minusSeconds(1));
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    private List<News.Harvest> harvests() throws IOException, SQLException {
        letters.catchUp(views);
        long end = news.end();
        List<News.Harvest> harvests = news.harvests(mark, end);
        mark = new News.Mark(end, mark.time());
        return harvests;
    }

    private List<Long> grown(int sizeMin) throws IOException, SQLException {
        letters.catchUp(views);
        long end = news.end();
        List<News.Grown> grown = news.grown(mark, end, sizeMin);
        mark = new News.Mark(end, mark.time());
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
        mark = news.at(Diary.START.minusSeconds(1));
        assertThat(grown(2)).isEmpty();
        send("198.51.100.1", BAIT, Letters.PILLS);
        mark = news.at(Diary.START.minusSeconds(1));
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
    void whatCameBeforeTheMarkIsNoNewsWhateverItsNumber() throws IOException, SQLException {
        send("198.51.100.1", BAIT, Letters.PILLS);
        letters.catchUp(views);
        var late = new News.Mark(0, Diary.START.plusSeconds(1_000_000));
        assertThat(news.harvests(late, news.end())).isEmpty();
        assertThat(news.grown(late, news.end(), 1)).isEmpty();
        assertThat(news.at(Diary.START.plusSeconds(1_000_000)).message()).isEqualTo(news.end());
        assertThat(news.time(news.end())).isAfterOrEqualTo(Diary.START);
    }
}
