package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.honeyspam.config.Configuration;
import org.honeyspam.journal.JournalEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept up step by step is what is decided at once, and a copy that follows is the same. */
final class LiveBlacklistTest {
    private static final int STEPS = 12;
    private static final int EVENTS = 25;

    @TempDir private Path temp = Path.of("");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void stepsLeadWhereOneLookDoes(long seed) throws Exception {
        var dice = new SplittableRandom(seed);
        var live = new LiveBlacklist();
        Map<String, Listing> copy = new HashMap<>();
        try (Diary diary = new Diary(temp.resolve("journal"));
                Views views =
                        Views.open(TestStore.SQLITE.named(temp, "v"), temp.resolve("journal"))) {
            // Scores are of one moment: between two looks they sink a little by themselves.
            Instant now = diary.now().plus(Duration.ofDays(1));
            Blacklist blacklist = blacklist(List.of(byHand("203.0.113.3/32")));
            follow(live.all(blacklist, views, now), copy);
            for (int step = 0; step < STEPS; step++) {
                for (int i = 0; i < EVENTS; i++) {
                    String ip = "203.0.%d.%d".formatted(113 + dice.nextInt(3), dice.nextInt(8));
                    diary.note(Diary.peer(ip, dice.nextBoolean() ? "mx" : "web"), event(dice));
                }
                views.catchUp();
                follow(live.recent(blacklist, views, now), copy);
                assertThat(live.recent(blacklist, views, now).isEmpty()).isTrue();
            }
            assertThat(live.listings()).isEqualTo(blacklist.list(views, now)).isNotEmpty();
            assertThat(copy.values()).containsExactlyInAnyOrderElementsOf(live.listings());
            Blacklist without = blacklist(List.of());
            follow(live.all(without, views, now.plus(Duration.ofDays(20))), copy);
            assertThat(copy.values()).containsExactlyInAnyOrderElementsOf(live.listings());
            follow(live.all(without, views, now.plus(Duration.ofDays(400))), copy);
            assertThat(copy).isEmpty();
        }
    }

    private static void follow(LiveBlacklist.Change change, Map<String, Listing> copy) {
        change.put().forEach(listing -> copy.put(listing.source(), listing));
        change.gone().forEach(copy::remove);
    }

    private static JournalEvent event(SplittableRandom dice) {
        return switch (dice.nextInt(4)) {
            case 0 -> Diary.page("maze");
            case 1 -> Diary.guess("RCPT TO:<x@y>", 550);
            case 2 -> Diary.named("198.51.100." + dice.nextInt(4), 25);
            default -> Diary.message("q" + dice.nextInt(), Diary.to("trap@one.example"));
        };
    }

    private static Blocks.Decision byHand(String network) {
        return new Blocks.Decision(
                Diary.START.toString(), Blocks.Action.ADD, network, "because", "root", null);
    }

    private static Blacklist blacklist(List<Blocks.Decision> byHand) {
        Configuration.Blacklist usual = ExampleConfiguration.blacklist();
        var settings =
                new Configuration.Blacklist(
                        List.of(),
                        usual.scoreMin(),
                        2,
                        usual.halfLife(),
                        usual.expiry(),
                        3,
                        usual.weights(),
                        usual.thresholds());
        return new Blacklist(settings, new Exempt(), byHand);
    }
}
