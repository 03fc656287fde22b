package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.honeyspam.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The views forget what they must, and know whether they are of a shape that is known. */
@ParameterizedClass
@EnumSource
final class RetentionTest {
    private static final long ANY_SIZE = Long.MAX_VALUE;
    private static final Duration ANY_AGE = Duration.ofDays(36_500);

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    @Test
    void whatIsTooOldIsForgottenEverywhere() throws Exception {
        try (Diary diary = new Diary(temp.resolve("journal"));
                Views views = views()) {
            tell(diary, "192.0.2.1");
            var cut = diary.now();
            tell(diary, "192.0.2.2");
            views.catchUp();
            Duration age = Duration.ofHours(2);
            assertThat(views.retire(settings(ANY_SIZE, age), cut.plus(age))).isEqualTo(9);
            assertThat(views.traces().host("192.0.2.1")).isNull();
            assertThat(views.traces().host("192.0.2.2")).isNotNull();
            assertThat(views.traces().message("q192.0.2.1")).isEmpty();
            assertThat(views.traces().message("q192.0.2.2")).hasSize(1);
            assertThat(views.traces().address("a192.0.2.1@x")).isNull();
            assertThat(views.traces().address("a192.0.2.2@x")).isNotNull();
            assertThat(views.deeds(3)).extracting(Views.Deed::ip).containsOnly("192.0.2.2");
            assertThat(views.retire(settings(ANY_SIZE, age), cut.plus(age))).isZero();
        }
    }

    @Test
    void theOldestGoesWhileAllIsTooMuch() throws Exception {
        try (Diary diary = new Diary(temp.resolve("journal"));
                Views views = views()) {
            for (int i = 0; i < 60; i++) {
                diary.noteOften(Diary.peer("192.0.2." + i, "mx"), Diary.guess("NOOP", 250), 200);
            }
            views.catchUp();
            long before = views.sizeBytes();
            long most = before - before / 20;
            assertThat(views.retire(settings(most, ANY_AGE), diary.now())).isPositive();
            assertThat(views.sizeBytes()).isLessThanOrEqualTo(most);
            assertThat(views.traces().host("192.0.2.0")).isNull();
            assertThat(views.traces().host("192.0.2.59")).isNotNull();
        }
    }

    @Test
    void whatWasReplayedDoesNotKeepTheRest() throws Exception {
        try (Diary diary = new Diary(temp.resolve("journal"));
                Views views = views()) {
            for (int i = 0; i < 60; i++) {
                boolean old = i >= 2 && i < 40;
                diary.back(old ? 1_000 + i : 0);
                diary.noteOften(Diary.peer("192.0.2." + i, "mx"), Diary.guess("NOOP", 250), 200);
                diary.back(old ? -1_000 - i : 0);
            }
            views.catchUp();
            long before = views.sizeBytes();
            long most = before - before / 20;
            assertThat(views.retire(settings(most, ANY_AGE), diary.now())).isPositive();
            assertThat(views.sizeBytes()).isLessThanOrEqualTo(most);
            assertThat(views.traces().host("192.0.2.59")).isNotNull();
        }
    }

    @Test
    void viewsOfANewerProgramAreLeftAloneUntilTheyAreMadeAnew() throws Exception {
        views().close();
        try (var database = new Database(store.named(temp, "views"))) {
            database.update("insert into migration values (?, ?)", Migrations.ALL.size() + 1, 0);
        }
        assertThatThrownBy(this::views)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("newer program")
                .hasMessageContaining("honeyspam rebuild");
        Views.anew(store.named(temp, "views"), temp.resolve("journal")).close();
        views().close();
    }

    @Test
    void viewsOfBeforeTheirShapesWereCountedAreMadeAnew() throws Exception {
        try (var database = new Database(store.named(temp, "views"))) {
            database.execute("create table deed (ip text)");
            database.execute("create table bookmark (segment integer)");
        }
        try (Views views = views()) {
            assertThat(views.catchUp()).isZero();
            assertThat(views.deeds(3)).isEmpty();
        }
    }

    private static void tell(Diary diary, String ip) {
        diary.note(Diary.peer(ip, "web"), Diary.page("maze"))
                .note(Diary.peer(ip, "web"), Diary.bait("a" + ip + "@x"))
                .note(Diary.peer(ip, "relay"), Diary.message("q" + ip, Diary.to("x@y")));
    }

    private static Configuration.Views settings(long bytes, Duration age) {
        return new Configuration.Views("", "", null, bytes, age);
    }

    private Views views() throws IOException, SQLException {
        return Views.open(store.named(temp, "views"), temp.resolve("journal"));
    }
}
