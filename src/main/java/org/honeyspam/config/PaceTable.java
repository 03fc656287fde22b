package org.honeyspam.config;

import static org.honeyspam.config.Schema.key;
import static org.honeyspam.config.Schema.many;
import static org.honeyspam.config.Schema.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Schema.Table;
import org.honeyspam.config.TableReader.Read;

/** The keys of how quickly visitors are met, and the paces that are always there. */
final class PaceTable {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long GIB = 1L << 30;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final String NAME_IS = "1 to 40 small letters, digits and hyphens";

    /** By name; a table of the same name takes its place. */
    private static final List<Pace> BUILT_IN =
            List.of(
                    Pace.QUICK,
                    line("office-dsl", 35, 2, 2 << 20, 1 << 20),
                    line("modem", 180, 10, 5_600, 4_200),
                    line("far-away", 280, 15, 1 << 20, 256 << 10),
                    tarpit());

    private PaceTable() {}

    private static Pace line(String name, int roundTripMillis, int loss, long in, long out) {
        Duration roundTrip = Duration.ofMillis(roundTripMillis);
        Duration none = Duration.ZERO;
        return new Pace(name, none, 20, roundTrip, loss, 1, none, in, out, 0, List.of(), false);
    }

    /** A byte a second, as spamd of OpenBSD does, but only to who has been here before. */
    private static Pace tarpit() {
        return new Pace(
                "tarpit",
                Duration.ofSeconds(3),
                60,
                Duration.ofMillis(120),
                5,
                1,
                Duration.ofSeconds(1),
                0,
                0,
                20,
                List.of(),
                false);
    }

    static Table table() {
        return many(
                "pace",
                "How quickly visitors are met, by name. \"none\", \"office-dsl\", \"modem\", \"far-away\" and \"tarpit\" are"
                        + " there without a table; one of the same name takes its place.",
                key("name", Kind.text(NAME_IS, NAME), null, "Name that others refer to."),
                time("delay", Duration.ZERO, MINUTE, "0s", "Before an answer begins, in the mean."),
                key(
                        "jitter_percent",
                        Kind.number(0, 100),
                        40L,
                        "How much of each wait is chance; the rest is sure."),
                time(
                        "round_trip",
                        Duration.ZERO,
                        MINUTE,
                        "0s",
                        "To a distant network and back, in the mean."),
                key(
                        "loss_per_mille",
                        Kind.number(0, 500),
                        0L,
                        "Answers and pieces of a thousand that are late as if they had been lost."),
                key("drip_size", Kind.size(1, 1 << 16), 1L, "Of a piece of an answer that drips."),
                dripPause(),
                bandwidth("bandwidth_in", "from all who come over this line"),
                bandwidth("bandwidth_out", "to all who come over this line"),
                key(
                        "quick_answers",
                        Kind.number(0, 1_000_000),
                        0L,
                        "Answers that a source gets before it is delayed or dripped on, more and more from then on."),
                key(
                        "sources",
                        Kind.listOf(Kind.network()),
                        List.of(),
                        "Networks that are met so wherever they come."),
                key("listed", Kind.truth(), false, "Whether all on the blacklist are met so."));
    }

    private static Schema.Key dripPause() {
        String meaning = "Between two pieces, in the mean; 0 to send answers whole.";
        return time("drip_pause", Duration.ZERO, MINUTE, "0s", meaning);
    }

    static Schema.Key bandwidth(String name, String whose) {
        return key(name, Kind.size(0, GIB), 0L, "Bytes a second " + whose + "; 0 for no bound.");
    }

    static Schema.Key ofListener() {
        return key(
                "pace", Kind.text(NAME_IS, NAME), Pace.NONE, "How quickly it answers: a [[pace]].");
    }

    static Schema.Key ofSite() {
        return key(
                "pace",
                Kind.text(NAME_IS + ", or \"\"", "(" + NAME + ")?"),
                "",
                "How quickly it answers: a [[pace]]; \"\": as its listener.");
    }

    /** Those of the file, and those that are always there. */
    static List<Pace> all(List<Read> tables) {
        Map<String, Pace> paces = new LinkedHashMap<>();
        BUILT_IN.forEach(pace -> paces.put(pace.name(), pace));
        tables.forEach(table -> paces.put(table.text("name"), of(table)));
        return List.copyOf(paces.values());
    }

    private static Pace of(Read table) {
        return new Pace(
                table.text("name"),
                (Duration) table.value("delay"),
                (int) table.number("jitter_percent"),
                (Duration) table.value("round_trip"),
                (int) table.number("loss_per_mille"),
                (int) table.number("drip_size"),
                (Duration) table.value("drip_pause"),
                table.number("bandwidth_in"),
                table.number("bandwidth_out"),
                (int) table.number("quick_answers"),
                table.texts("sources").stream().map(Network::of).toList(),
                (Boolean) table.value("listed"));
    }

    /** What is wrong with names: one twice, or one that nobody has. */
    static List<Mistake> check(Map<String, List<Read>> tables) {
        List<Mistake> mistakes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Read pace : tables.getOrDefault("pace", List.of())) {
            if (!names.add(pace.text("name"))) {
                mistakes.add(pace.wrong("name", "this pace is there twice", "each name once"));
            }
        }
        BUILT_IN.forEach(pace -> names.add(pace.name()));
        for (String place : List.of("listener", "site", "hosts", "host")) {
            for (Read table : tables.getOrDefault(place, List.of())) {
                String name = table.text("pace");
                if (!name.isEmpty() && !names.contains(name)) {
                    String what = "there is no pace " + Kind.quoted(name);
                    String right = String.join(", ", names.stream().sorted().toList());
                    mistakes.add(table.wrong("pace", what, right));
                }
            }
        }
        return mistakes;
    }
}
