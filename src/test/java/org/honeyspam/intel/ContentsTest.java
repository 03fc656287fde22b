package org.honeyspam.intel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.intel.CampaignBook.Choice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What messages say becomes rows, and they become campaigns. */
@ParameterizedClass
@EnumSource
final class ContentsTest {
    private static final Choice ALL = new Choice(null, null, null, false, 100);

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    private Diary diary;
    private Letters letters;
    private Views views;

    @BeforeEach
    void open() throws IOException, SQLException {
        diary = new Diary(temp.resolve("journal"));
        letters = new Letters(diary);
        views = views("views.db");
    }

    @AfterEach
    void close() throws IOException, SQLException {
        views.close();
        diary.close();
    }

    private Views views(String name) throws IOException, SQLException {
        return Views.open(store.named(temp, name), temp.resolve("journal"));
    }

    private void pills() {
        diary.note(Diary.peer("192.0.2.7", "web"), Diary.bait("a@one.example", "b@one.example"));
        String link = " http://shop.pills.example/buy?id=";
        letters.toBait(
                "198.51.100.1", "a@one.example", Letters.mail("Pills 1", Letters.PILLS + link + 1));
        letters.toBait(
                "198.51.100.2", "b@one.example", Letters.mail("Pills 2", Letters.PILLS + link + 2));
        letters.toBait(
                "198.51.100.2", "b@one.example", Letters.mail("Pills 2", Letters.PILLS + link + 2));
        letters.toBait("203.0.113.3", "x@one.example", Letters.mail("Help", Letters.WIDOW));
    }

    @Test
    void messagesThatAreAlikeAreOneCampaign() throws IOException, SQLException {
        pills();
        letters.catchUp(views);
        List<Trace.Campaign> campaigns = views.campaigns().list(ALL);
        assertThat(campaigns).extracting(Trace.Campaign::messages).containsExactly(1L, 3L);
        Trace.Campaign pills = campaigns.getLast();
        assertThat(pills.first()).isEqualTo(Diary.START.plusSeconds(60).toString());
        assertThat(pills.last()).isEqualTo(Diary.START.plusSeconds(180).toString());
        assertThat(pills.senders()).isEqualTo(2);
        assertThat(pills.visits()).isEqualTo(1);
        assertThat(pills.subject()).isEqualTo("Pills 1");
        assertThat(pills.languages()).contains("en");
        Trace.Campaign whole = requireNonNull(views.traces().campaign(pills.id()));
        Trace.CampaignDetails details = requireNonNull(whole.details());
        assertThat(details.subjects()).containsExactly("Pills 1", "Pills 2");
        assertThat(details.senders())
                .extracting(sender -> sender.ip() + " " + sender.messages())
                .containsExactly("198.51.100.2 2", "198.51.100.1 1");
        assertThat(details.visits()).containsExactly("v1");
        assertThat(details.domains()).containsExactly("pills.example");
        assertThat(details.links()).hasSize(2);
        assertThat(views.traces().message("q3").getFirst().campaign()).isEqualTo(pills.id());
    }

    @Test
    void campaignsAreFoundBySenderDomainAndTime() throws IOException, SQLException {
        pills();
        letters.catchUp(views);
        String pills = views.campaigns().list(ALL).getLast().id();
        assertThat(views.campaigns().list(new Choice(null, "198.51.100.1", null, false, 9)))
                .extracting(Trace.Campaign::id)
                .containsExactly(pills);
        assertThat(views.campaigns().list(new Choice(null, null, "pills.example", false, 9)))
                .extracting(Trace.Campaign::id)
                .containsExactly(pills);
        var late = new Choice(Diary.START.plusSeconds(200), null, null, false, 9);
        assertThat(views.campaigns().list(late))
                .extracting(Trace.Campaign::id)
                .doesNotContain(pills)
                .hasSize(1);
        var largest = new Choice(null, null, null, true, 1);
        assertThat(views.campaigns().list(largest))
                .extracting(Trace.Campaign::id)
                .containsExactly(pills);
        assertThat(views.traces().campaign("' or 1=1")).isNull();
    }

    @Test
    void whatIsAttachedAndWhomToAnswerIsKept() throws IOException, SQLException {
        String text =
                """
                From: a@b.example
                Subject: Invoice
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/plain

                Pay to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa or call +49 30 901820.
                --x
                Content-Type: application/pdf; name="bill.pdf"
                Content-Disposition: attachment; filename="bill.pdf"
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAAN
                --x--
                """;
        letters.toBait("198.51.100.1", "a@one.example", text.replace("\n", "\r\n"));
        letters.catchUp(views);
        String id = views.campaigns().list(ALL).getFirst().id();
        var details = requireNonNull(requireNonNull(views.traces().campaign(id)).details());
        assertThat(details.attachments())
                .singleElement()
                .satisfies(attached -> assertThat(attached.name()).isEqualTo("bill.pdf"))
                .satisfies(attached -> assertThat(attached.type()).isEqualTo("image/png"))
                .satisfies(attached -> assertThat(attached.sizeBytes()).isEqualTo(12));
        assertThat(details.contacts())
                .containsEntry("bitcoin", List.of("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"))
                .containsEntry("phone", List.of("+4930901820"));
    }

    @Test
    void aTextIsReadOnceHoweverOftenItCame() throws IOException, SQLException {
        for (int i = 0; i < 120; i++) {
            letters.toBait("198.51.100.1", "a@one.example", Letters.mail("Pills", Letters.PILLS));
        }
        letters.catchUp(views);
        assertThat(letters.reads()).isEqualTo(1);
        assertThat(views.campaigns().list(ALL))
                .extracting(Trace.Campaign::messages)
                .containsExactly(120L);
        assertThat(views.contents(letters).left()).isZero();
        assertThat(views.contents(letters).catchUp()).isZero();
    }

    @Test
    void aTextThatIsNotKeptIsOfNoCampaign() throws IOException, SQLException {
        String text = Letters.mail("Pills", Letters.PILLS);
        var peer = Diary.peer("198.51.100.1", "mx");
        letters.forget(letters.send(peer, "a@b", text, Diary.to("x@one.example")));
        letters.catchUp(views);
        assertThat(views.campaigns().list(ALL)).isEmpty();
        assertThat(views.traces().message("q1").getFirst().campaign()).isNull();
        letters.send(peer, "a@b", text, Diary.to("x@one.example"));
        letters.catchUp(views);
        assertThat(views.campaigns().list(ALL))
                .extracting(Trace.Campaign::messages)
                .containsExactly(1L);
    }

    @Test
    void whoeverReadsAndWheneverItIsTheSame() throws IOException, SQLException {
        List<String> seen = new ArrayList<>();
        try (Views often = views("often.db")) {
            for (int i = 0; i < 30; i++) {
                String body =
                        (i % 3 == 0 ? Letters.PILLS : i % 3 == 1 ? Letters.WIDOW : Letters.LOAN);
                letters.toBait(
                        "198.51.100." + i, "a@one.example", Letters.mail("m" + i, body + " " + i));
                letters.catchUp(often);
            }
            letters.catchUp(views);
            for (Views one : List.of(often, views)) {
                seen.add(one.campaigns().list(ALL).toString());
            }
        }
        assertThat(seen.getFirst()).isEqualTo(seen.getLast());
        assertThat(views.campaigns().list(ALL))
                .extracting(Trace.Campaign::messages)
                .containsExactly(10L, 10L, 10L);
    }

    @Test
    void aReadThatFailsCountsNothing() throws IOException, SQLException {
        pills();
        views.catchUp();
        int[] left = {2};
        Contents contents =
                views.contents(
                        hash -> {
                            if (left[0]-- == 0) {
                                throw new IOException("no disk");
                            }
                            return letters.read(hash);
                        });
        assertThatThrownBy(contents::step).hasMessage("no disk");
        assertThat(views.campaigns().list(ALL)).isEmpty();
        assertThat(contents.catchUp()).isEqualTo(4);
        assertThat(views.campaigns().list(ALL))
                .extracting(Trace.Campaign::messages)
                .containsExactly(1L, 3L);
    }

    @Test
    void whateverAPeerWritesCanBeKept() throws IOException, SQLException {
        String odd = "\ud83d broken \0 pair";
        letters.toBait(
                "198.51.100.1",
                "a@one.example",
                "Subject: =?utf-16?B?2D0AIAAA?= x\r\nContent-Type: text/html\r\n\r\n<a href='http://x.example/"
                        + "&#xd83d;&#0;%00"
                        + "\ud83d\ude00".repeat(1_500)
                        + "'>"
                        + odd
                        + "</a>\r\n");
        letters.catchUp(views);
        assertThat(views.campaigns().list(ALL)).hasSize(1);
    }

    @Test
    void whatIsForgottenLeavesNothingBehind() throws IOException, SQLException {
        pills();
        letters.catchUp(views);
        var keepAll = new Configuration.Views("", "", null, Long.MAX_VALUE, Duration.ofHours(1));
        views.retire(keepAll, diary.now().plus(Duration.ofHours(2)));
        assertThat(views.campaigns().list(ALL)).isEmpty();
        for (String table : List.of("content", "link", "exemplar", "band", "visit_mail")) {
            try (var database = new Database(store.named(temp, "views.db"))) {
                assertThat(database.number("select count(*) from " + table)).as(table).isZero();
            }
        }
        letters.toBait("203.0.113.3", "x@one.example", Letters.mail("Help", Letters.WIDOW));
        letters.catchUp(views);
        assertThat(views.campaigns().list(ALL))
                .extracting(Trace.Campaign::messages)
                .containsExactly(1L);
    }

    @Test
    void aCampaignThatGoesOnKeepsItsSample() throws IOException, SQLException {
        pills();
        letters.catchUp(views);
        for (int i = 0; i < 90; i++) {
            diary.note(Diary.peer("192.0.2.9", "web"), Diary.page("home"));
        }
        letters.toBait("198.51.100.1", "a@one.example", Letters.mail("Pills 9", Letters.PILLS));
        letters.catchUp(views);
        var settings = new Configuration.Views("", "", null, Long.MAX_VALUE, Duration.ofHours(1));
        views.retire(settings, diary.now());
        assertThat(views.campaigns().list(ALL))
                .singleElement()
                .satisfies(pills -> assertThat(pills.subject()).isEqualTo("Pills 1"));
    }

    @Test
    void aSenderThatWasSeenInManyBatchesIsCountedOnce() throws IOException, SQLException {
        pills();
        letters.catchUp(views);
        pills();
        letters.catchUp(views);
        Trace.Campaign pills = views.campaigns().list(ALL).getLast();
        assertThat(Map.of("messages", pills.messages(), "senders", pills.senders()))
                .isEqualTo(Map.of("messages", 6L, "senders", 2L));
    }
}
