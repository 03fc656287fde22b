package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.geo.MmdbWriter;
import org.honeyspam.geo.Origins;
import org.honeyspam.intel.Sources.By;
import org.honeyspam.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores of networks, autonomous systems and countries; and of one network's addresses alone. */
@ParameterizedClass
@EnumSource
final class SourcesTest {
    private static final JournalEvent SPAM = Diary.message("q", Diary.to("trap@one.example"));
    private static final JournalEvent GUESS = Diary.guess("RCPT TO:<x@y>", 550);

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

    private void note(JournalEvent event, String... addresses) {
        for (String address : addresses) {
            diary.note(Diary.peer(address, "mx"), event);
        }
    }

    private Origins origins() throws IOException {
        var writer =
                new MmdbWriter()
                        .with(
                                "203.0.113.0/24",
                                Map.of("country_code", "DE", "asn", "AS64500", "as_name", "One"))
                        .with("198.51.100.0/24", Map.of("country_code", "DE", "asn", "AS64501"));
        return Origins.open(writer.write(temp.resolve("known.mmdb")), null);
    }

    private List<SourceGroup> ask(By by, List<SourceKind> kinds, @Nullable Instant since)
            throws Exception {
        views.catchUp();
        var question = new Sources.Question(by, kinds, since);
        return Sources.of(question, blacklist(), views, origins(), diary.now());
    }

    private static Blacklist blacklist(Blocks.Decision... byHand) {
        Configuration.Blacklist usual = ExampleConfiguration.blacklist();
        var settings =
                new Configuration.Blacklist(
                        List.of(),
                        10,
                        2,
                        Duration.ofDays(36_500),
                        Duration.ofDays(30),
                        3,
                        usual.weights(),
                        usual.thresholds());
        return new Blacklist(settings, new Exempt(), List.of(byHand));
    }

    private static SourceGroup group(
            String source,
            @Nullable String name,
            Map<String, Double> kinds,
            int hosts,
            int listed) {
        double score = kinds.values().stream().mapToDouble(Double::doubleValue).sum();
        return new SourceGroup(source, name, score, kinds, hosts, listed);
    }

    @Test
    void whatBelongsTogetherIsSummedTheHeaviestFirst() throws Exception {
        note(SPAM, "203.0.113.1", "203.0.113.2", "198.51.100.9", "2001:db8::25");
        note(GUESS, "203.0.113.1", "203.0.113.3", "198.51.100.7");
        Map<String, Double> spam = Map.of("spam_sender", 20.0);
        Map<String, Double> guess = Map.of("harvester", 1.0);
        Map<String, Double> both = Map.of("spam_sender", 20.0, "harvester", 1.0);
        assertThat(ask(By.ADDRESS, List.of(), null))
                .containsExactly(
                        group("203.0.113.1", null, both, 1, 1),
                        group("198.51.100.9", null, spam, 1, 1),
                        group("2001:db8::25", null, spam, 1, 1),
                        group("203.0.113.2", null, spam, 1, 1),
                        group("198.51.100.7", null, guess, 1, 0),
                        group("203.0.113.3", null, guess, 1, 0));
        Map<String, Double> first = Map.of("spam_sender", 40.0, "harvester", 2.0);
        assertThat(ask(By.NETWORK, List.of(), null))
                .containsExactly(
                        group("203.0.113.0/24", null, first, 3, 2),
                        group("198.51.100.0/24", null, both, 2, 1),
                        group("2001:db8::/64", null, spam, 1, 1));
        assertThat(ask(By.ASN, List.of(), null))
                .containsExactly(
                        group("AS64500", "One", first, 3, 2),
                        group("AS64501", null, both, 2, 1),
                        group(SourceGroup.UNKNOWN, null, spam, 1, 1));
        Map<String, Double> all = Map.of("spam_sender", 60.0, "harvester", 3.0);
        assertThat(ask(By.COUNTRY, List.of(), null))
                .containsExactly(
                        group("DE", null, all, 5, 3), group(SourceGroup.UNKNOWN, null, spam, 1, 1));
    }

    @Test
    void onlyDeedsOfTheKindAndOfTheTimeCount() throws Exception {
        note(SPAM, "203.0.113.1");
        note(GUESS, "203.0.113.1", "203.0.113.3");
        Instant later = diary.now();
        note(GUESS, "198.51.100.7");
        assertThat(ask(By.COUNTRY, List.of(SourceKind.HARVESTER), null))
                .containsExactly(group("DE", null, Map.of("harvester", 3.0), 3, 1));
        assertThat(ask(By.ADDRESS, List.of(), later))
                .extracting(SourceGroup::source)
                .containsExactly("198.51.100.7");
        note(GUESS, "203.0.113.1");
        assertThat(ask(By.ADDRESS, List.of(SourceKind.SPAM_SENDER), later)).isEmpty();
        assertThat(ask(By.ADDRESS, List.of(), later)).hasSize(2);
    }

    @Test
    void whoIsListedForHisNeighboursOrByHandIsCounted() throws Exception {
        note(SPAM, "203.0.113.1", "203.0.113.2", "203.0.113.3");
        note(GUESS, "203.0.113.4", "198.51.100.1", "198.51.100.130");
        assertThat(ask(By.NETWORK, List.of(), null))
                .extracting(SourceGroup::source, SourceGroup::hosts, SourceGroup::listed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("203.0.113.0/24", 4L, 4L),
                        org.assertj.core.groups.Tuple.tuple("198.51.100.0/24", 2L, 0L));
        var half =
                new Blocks.Decision(
                        Diary.START.toString(),
                        Blocks.Action.ADD,
                        "198.51.100.0/25",
                        "ticket",
                        "root",
                        null);
        var question = new Sources.Question(By.NETWORK, List.of(), null);
        assertThat(Sources.of(question, blacklist(half), views, Origins.NONE, diary.now()))
                .extracting(SourceGroup::listed)
                .containsExactly(4L, 1L);
    }

    /** The texts of neighbours in IPv6 do not begin alike, and those of strangers may. */
    @Test
    void anExplanationSaysWhatTheWholeListSays() throws Exception {
        String[] addresses = {
            "203.0.113.1",
            "203.0.113.2",
            "203.0.113.31",
            "203.0.11.3",
            "20.3.0.113",
            "2001:db8::1",
            "2001:db8::5:6:7:8",
            "2001:db8::1:0:0:0",
            "2001:db8:0:1::1",
            "2001:db8:1:2::1",
            "2001:db8:1:2:3:4:5:6",
            "2001:db8:1:2:0:4:0:6",
            "2001:db8:1:20::1",
            "::1",
            "::1:2:3:4",
            "::1:0:0:0:1",
            "0:0:1:2:3:4:5:6",
            "::1:2:0:0:0:1",
            "0:1::",
            "2001::1",
            "2001:0:0:1:2:3:4:5",
            "2001:0:0:1::1",
            "2001:0:0:1:0:0:0:2"
        };
        note(SPAM, addresses);
        note(GUESS, "203.0.113.99", "2001:db8:1:2::99");
        for (String caller : List.of("192.0.2.1", "192.88.99.1")) {
            diary.noteOften(Diary.peer(caller, "proxy"), Diary.named("203.0.113.77", 25), 40);
        }
        views.catchUp();
        Blacklist blacklist = blacklist();
        List<Listing> all = blacklist.list(views, diary.now());
        assertThat(all).anyMatch(listing -> listing.source().equals("2001:db8:1:2::/64"));
        for (String address : addresses) {
            InetAddress ip = InetAddress.ofLiteral(address);
            Network around = Blacklist.around(ip);
            String text = Network.of(ip).source();
            Explanation why = blacklist.explain(text, views, diary.now());
            assertThat(why.listings())
                    .as(text)
                    .isNotEmpty()
                    .isEqualTo(all.stream().filter(listing -> listing.covers(ip)).toList());
            assertThat(why.networkListed())
                    .as(text)
                    .isEqualTo(
                            all.stream()
                                    .filter(Listing::isAddress)
                                    .filter(listing -> around.contains(listing.range().prefix()))
                                    .count());
        }
        assertThat(blacklist.explain("203.0.113.77", views, diary.now()).score()).isEqualTo(4);
        assertThat(blacklist.explain("192.0.2.200", views, diary.now()).score()).isZero();
    }
}
