package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.honeyspam.intel.Overview.Busy;
import org.honeyspam.intel.Overview.Done;
import org.honeyspam.intel.Overview.Source;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a dashboard asks is answered from counts, and they are right. */
@ParameterizedClass
@EnumSource
final class OverviewTest {
    private static final long HOURS = 24L * 9;

    @Parameter private TestStore store = TestStore.SQLITE;

    @TempDir private Path temp = Path.of("");

    private Views views() throws IOException, SQLException {
        return Views.open(store.named(temp, "views"), temp.resolve("journal"));
    }

    @Test
    void whatHappenedIsCountedByHourAndKind() throws IOException, SQLException {
        try (var diary = new Diary(temp.resolve("journal"));
                Views views = views()) {
            diary.noteOften(Diary.peer("192.0.2.1", "web"), Diary.page("home"), 3);
            diary.noteOften(Diary.peer("192.0.2.2", "web"), Diary.page("maze"), 2);
            diary.note(Diary.peer("192.0.2.2", "mx"), Diary.guess("NOOP", 250));
            views.catchUp();
            Overview overview = views.overview();
            assertThat(overview.byHour(Diary.START))
                    .containsExactly(
                            new Busy(Diary.START, "mx", 1), new Busy(Diary.START, "web", 5));
            assertThat(overview.byAction(Diary.START))
                    .containsExactly(
                            new Done("web", "page_served", 5), new Done("mx", "smtp_command", 1));
            assertThat(overview.busiest(Instant.EPOCH, 9))
                    .containsExactly(new Source("192.0.2.1", 3), new Source("192.0.2.2", 3));
            assertThat(overview.byAction(Diary.START.plus(Duration.ofHours(1)))).isEmpty();
        }
    }

    @Test
    void whoComesToWhichAddressIsKnownSinceTheFirstCame() throws IOException, SQLException {
        try (var diary = new Diary(temp.resolve("journal"));
                Views views = views()) {
            assertThat(views.arrivals(diary.now())).isEqualTo(Arrivals.none(diary.now()));
            diary.note(Diary.peer("192.0.2.1", "web"), new JournalEvent.SessionOpened());
            diary.note(Diary.peer("192.0.2.2", "mx"), new JournalEvent.SessionOpened());
            views.catchUp();
            var last = Map.of("198.51.100.1", Diary.START.plusSeconds(60));
            assertThat(views.arrivals(diary.now())).isEqualTo(new Arrivals(Diary.START, last));
        }
    }

    @Test
    void theBusiestOfAFewAreFound() throws IOException, SQLException {
        assertBusiest(random -> (int) (3_000 * Math.pow(new Random(random).nextDouble(), 4)));
    }

    @Test
    void whereAllAreAboutAsBusyTheyAreFoundToo() throws IOException, SQLException {
        assertBusiest(random -> new Random(random).nextInt(3_000));
    }

    private void assertBusiest(IntUnaryOperator host) throws IOException, SQLException {
        Map<Long, Map<String, Long>> counts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long hour = i * HOURS / 20_000;
            String ip =
                    "198.18.%d.%d".formatted(host.applyAsInt(i) / 256, host.applyAsInt(i) % 256);
            counts.computeIfAbsent(hour, unseen -> new HashMap<>()).merge(ip, 1L, Long::sum);
        }
        try (Views views = views();
                var database = new Database(store.named(temp, "views"))) {
            database.inTransaction(
                    () -> {
                        write(database, counts);
                        return true;
                    });
            for (long since : new long[] {0, 24, 24L * 7, HOURS - 24, HOURS - 1}) {
                var time = Instant.ofEpochMilli(since * Rollups.HOUR_MILLIS);
                assertThat(views.overview().busiest(time, 10))
                        .as("since %s", time)
                        .isEqualTo(summed(counts, since, 10));
            }
        }
    }

    private static void write(Database database, Map<Long, Map<String, Long>> counts)
            throws SQLException {
        try (var rollups = new Rollups(database)) {
            counts.forEach(
                    (hour, byIp) ->
                            byIp.forEach(
                                    (ip, count) -> {
                                        for (long i = 0; i < count; i++) {
                                            long time = hour * Rollups.HOUR_MILLIS;
                                            rollups.count(time, "mx", "x", ip);
                                        }
                                    }));
            rollups.write();
        }
    }

    private static List<Source> summed(Map<Long, Map<String, Long>> counts, long since, int most) {
        Map<String, Long> sums = new HashMap<>();
        counts.forEach(
                (hour, byIp) -> {
                    if (hour >= since) {
                        byIp.forEach((ip, count) -> sums.merge(ip, count, Long::sum));
                    }
                });
        return sums.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingLong(Source::events)
                                .reversed()
                                .thenComparing(Source::ip))
                .limit(most)
                .toList();
    }
}
