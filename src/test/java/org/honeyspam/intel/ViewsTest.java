package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@EnumSource
final class ViewsTest {
    private static final int BATCH_EVENTS_MAX = 10_000;
    private static final List<String> TABLES =
            List.of(
                    "bookmark",
                    "event",
                    "address",
                    "message",
                    "recipient",
                    "deed",
                    "naming",
                    "walk",
                    "form",
                    "login",
                    "activity",
                    "source_hour",
                    "source_day",
                    "trial",
                    "arrival");

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    @Test
    void catchingUpAtAnyEventGivesTheSame() throws Exception {
        List<Story.Scene> scenes = Story.scenes();
        List<Views> stopped = new ArrayList<>();
        try (Diary diary = diary()) {
            for (int i = 0; i <= scenes.size(); i++) {
                Views some = views("views-" + i);
                assertThat(some.catchUp()).isEqualTo(i);
                stopped.add(some);
                if (i < scenes.size()) {
                    scenes.get(i).play(diary);
                }
            }
        }
        for (int i = 0; i <= scenes.size(); i++) {
            assertThat(stopped.get(i).catchUp()).isEqualTo(scenes.size() - i);
            stopped.get(i).close();
            assertThat(dump("views-" + i)).as("stopped at %d", i).isEqualTo(dump("views-0"));
        }
        assertThat(dump("views-0").get("event")).hasSize(scenes.size() - 2);
        assertThat(dump("views-0").get("message")).hasSize(2);
    }

    @Test
    void catchingUpByTheEventGivesTheSame() throws Exception {
        try (Diary diary = diary();
                Views often = views("often")) {
            for (Story.Scene scene : Story.scenes()) {
                scene.play(diary);
                assertThat(often.catchUp()).isEqualTo(1);
                assertThat(often.catchUp()).isZero();
            }
        }
        try (Views once = views("once")) {
            once.catchUp();
        }
        assertThat(dump("often")).isEqualTo(dump("once"));
    }

    @Test
    void whatIsMadeAgainIsTheSame() throws Exception {
        try (Diary diary = diary();
                Views views = views("views")) {
            for (Story.Scene scene : Story.scenes()) {
                scene.play(diary);
                views.catchUp();
            }
        }
        var before = dump("views");
        try (Views views = Views.anew(store.named(temp, "views"), temp.resolve("journal"))) {
            assertThat(views.deeds(3)).isEmpty();
            assertThat(views.traces().host(Story.HARVESTER)).isNull();
            assertThat(views.catchUp()).isEqualTo(Story.scenes().size());
        }
        assertThat(dump("views")).isEqualTo(before);
    }

    @Test
    void severalWhoCatchUpAtOnceCountNothingTwice() throws Exception {
        int rounds = 20;
        int events = 0;
        try (Diary diary = diary();
                Views first = views("views");
                Views second = views("views");
                var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < rounds; i++) {
                Story.scenes().forEach(scene -> scene.play(diary));
                List<Callable<Long>> both = List.of(first::catchUp, second::catchUp);
                for (Future<Long> taken : threads.invokeAll(both)) {
                    events += taken.get(30, TimeUnit.SECONDS).intValue();
                }
            }
        }
        assertThat(events).isEqualTo(rounds * Story.scenes().size());
        try (Views once = views("once")) {
            once.catchUp();
        }
        assertThat(dump("views")).isEqualTo(dump("once"));
    }

    @Test
    void aSecondNewcomerMakesNoHarm() throws Exception {
        try (Diary diary = diary();
                var threads = Executors.newFixedThreadPool(4)) {
            diary.note(Diary.peer(Story.HARVESTER, "web"), Diary.page("maze"));
            for (int round = 0; round < 5; round++) {
                String name = "views" + round;
                Callable<Long> newcomer =
                        () -> {
                            try (Views views = views(name)) {
                                return views.catchUp();
                            }
                        };
                long taken = 0;
                for (Future<Long> one : threads.invokeAll(Collections.nCopies(4, newcomer))) {
                    taken += one.get(30, TimeUnit.SECONDS);
                }
                assertThat(taken).isEqualTo(1);
            }
        }
    }

    @Test
    void moreThanABatchIsTakenInWithWordOfIt() throws Exception {
        int events = 2 * BATCH_EVENTS_MAX + 5;
        try (Diary diary = diary();
                Views views = views("views")) {
            int half = events / 2;
            diary.noteOften(Diary.peer(Story.GUESSER, "mx"), Diary.guess("NOOP", 250), half);
            diary.noteOften(
                    Diary.peer(Story.GUESSER, "mx"), Diary.guess("NOOP", 250), events - half);
            List<Long> said = new ArrayList<>();
            assertThat(views.catchUp(said::add)).isEqualTo(events);
            assertThat(said)
                    .containsExactly((long) BATCH_EVENTS_MAX, 2L * BATCH_EVENTS_MAX, (long) events);
        }
        assertThat(dump("views").get("event")).hasSize(events);
    }

    @Test
    void whatTheNodeItselfDidIsNobodysDeed() throws Exception {
        try (Diary diary = diary();
                Views views = views("views")) {
            diary.note(null, new JournalEvent.NodeStarted("1"));
            assertThat(views.catchUp()).isEqualTo(1);
        }
        assertThat(dump("views").get("event")).isEmpty();
    }

    @Test
    void viewsOfNoJournalAreEmpty() throws Exception {
        try (Views views = views("views")) {
            assertThat(views.catchUp()).isZero();
            assertThat(views.deeds(3)).isEmpty();
        }
    }

    @Test
    void aRuinedFileIsMadeAnew() throws Exception {
        try (Diary diary = diary()) {
            diary.note(Diary.peer(Story.HARVESTER, "web"), Diary.page("maze"));
        }
        byte[] noise = new byte[50_000];
        new java.util.Random(3).nextBytes(noise);
        Files.write(temp.resolve("ruined"), noise);
        Store ruined = TestStore.SQLITE.named(temp, "ruined");
        Path journal = temp.resolve("journal");
        assertThatThrownBy(() -> Views.open(ruined, journal)).isInstanceOf(SQLException.class);
        try (Views views = Views.anew(ruined, journal)) {
            assertThat(views.catchUp()).isEqualTo(1);
        }
    }

    @Test
    void nobodyElseMayReadTheViews() throws Exception {
        Views.open(TestStore.SQLITE.named(temp, "views"), temp.resolve("journal")).close();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(temp.resolve("views"))))
                .isEqualTo("rw-------");
    }

    private Diary diary() throws IOException {
        return new Diary(temp.resolve("journal"));
    }

    private Views views(String name) throws IOException, SQLException {
        return Views.open(store.named(temp, name), temp.resolve("journal"));
    }

    /** Every row of every table. */
    private Map<String, List<List<String>>> dump(String name) throws IOException, SQLException {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        try (var database = new Database(store.named(temp, name))) {
            for (String table : TABLES) {
                List<List<String>> rows =
                        new ArrayList<>(
                                database.query("select * from " + table, ViewsTest::columns));
                rows.sort(Comparator.comparing(List::toString));
                tables.put(table, rows);
            }
        }
        return tables;
    }

    private static List<String> columns(java.sql.ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getMetaData().getColumnName(i).equals("batch")) {
                continue; // How many there were may differ.
            }
            columns.add(String.valueOf(row.getString(i)));
        }
        return columns;
    }
}
