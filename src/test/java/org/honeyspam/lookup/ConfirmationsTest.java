package org.honeyspam.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Names of addresses, there and back, by a name server on loopback that may lie. */
@Timeout(60)
final class ConfirmationsTest {
    private static final List<String> DOMAINS = List.of("engine.example", "engine.test");
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    /**
     * A name and its records of one type, by spaces; SERVFAIL and SILENCE are answers of theirs.
     */
    private static final Map<String, String> ZONE =
            Map.ofEntries(
                    Map.entry("7.2.0.192.in-addr.arpa PTR", "bot-7.engine.example."),
                    Map.entry("bot-7.engine.example A", "192.0.2.7"),
                    Map.entry("8.2.0.192.in-addr.arpa PTR", "bot-7.engine.example."), // A lie.
                    Map.entry("9.2.0.192.in-addr.arpa PTR", "host.cheap.example."),
                    Map.entry("10.2.0.192.in-addr.arpa PTR", "notengine.example."),
                    Map.entry("notengine.example A", "192.0.2.10"),
                    Map.entry("11.2.0.192.in-addr.arpa PTR", "SERVFAIL"),
                    Map.entry("12.2.0.192.in-addr.arpa PTR", "SILENCE"),
                    Map.entry("13.2.0.192.in-addr.arpa PTR", "shaky.engine.example."),
                    Map.entry("shaky.engine.example A", "SERVFAIL"),
                    Map.entry("14.2.0.192.in-addr.arpa PTR", "gone.engine.example."),
                    Map.entry(
                            "15.2.0.192.in-addr.arpa PTR", "x.cheap.example. BOT-15.Engine.Test."),
                    Map.entry("bot-15.engine.test A", "192.0.2.99 192.0.2.15"),
                    Map.entry(
                            "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR",
                            "six.engine.example."),
                    Map.entry("six.engine.example AAAA", "2001:db8::7"));

    private final ScriptedDns dns;
    private final AtomicInteger questions = new AtomicInteger();
    private static final NameServers.Patience LONG =
            new NameServers.Patience(Duration.ofSeconds(20), Duration.ofSeconds(40));

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile @Nullable CountDownLatch gate;

    ConfirmationsTest() throws IOException {
        dns = ScriptedDns.start(this::answerInTime);
    }

    @AfterEach
    void end() {
        dns.close();
    }

    private boolean answerInTime(Record asked, Message answer)
            throws IOException, InterruptedException {
        questions.incrementAndGet();
        CountDownLatch latch = gate;
        if (latch != null) {
            latch.await();
        }
        return answer(asked, answer);
    }

    private static boolean answer(Record asked, Message answer) throws IOException {
        String name = asked.getName().toString(true);
        String text = ZONE.getOrDefault(name + " " + Type.string(asked.getType()), "");
        switch (text) {
            case "SILENCE" -> {
                return false;
            }
            case "SERVFAIL" -> answer.getHeader().setRcode(Rcode.SERVFAIL);
            case "" -> answer.getHeader().setRcode(Rcode.NXDOMAIN);
            default -> {
                for (String data : text.split(" ", -1)) {
                    answer.addRecord(
                            Record.fromString(
                                    asked.getName(),
                                    asked.getType(),
                                    DClass.IN,
                                    600,
                                    data,
                                    Name.root),
                            Section.ANSWER);
                }
            }
        }
        return true;
    }

    private Confirmations confirmations(int remembered, int underWay, int aMinute) {
        var patience = new NameServers.Patience(Duration.ofMillis(700), Duration.ofMillis(1_500));
        return confirmations(patience, new Confirmations.Bounds(remembered, underWay, aMinute));
    }

    private Confirmations confirmations(
            NameServers.Patience patience, Confirmations.Bounds bounds) {
        return new Confirmations(List.of(dns.address()), patience, bounds);
    }

    /** With two under way at most, and no answer before that. */
    private Confirmations heldBack(CountDownLatch until) {
        gate = until;
        return confirmations(LONG, new Confirmations.Bounds(100, 2, 100));
    }

    private Outcome ask(Confirmations confirmations, String ip, Instant now) {
        return ask(confirmations, ip, now, "somebody");
    }

    private Outcome ask(Confirmations confirmations, String ip, Instant now, String asker) {
        return confirmations.of(
                InetAddress.ofLiteral(ip),
                DOMAINS,
                now,
                asker,
                (what, host) -> told.add(what + " " + host));
    }

    private String hear() throws InterruptedException {
        String heard = told.poll(20, TimeUnit.SECONDS);
        return heard == null ? "nothing" : heard;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, CONFIRMED bot-7.engine.example",
        "192.0.2.8, DENIED bot-7.engine.example",
        "192.0.2.9, DENIED host.cheap.example",
        "192.0.2.10, DENIED notengine.example",
        "192.0.2.11, UNKNOWN null",
        "192.0.2.12, UNKNOWN null",
        "192.0.2.13, UNKNOWN shaky.engine.example",
        "192.0.2.14, DENIED gone.engine.example",
        "192.0.2.15, CONFIRMED bot-15.engine.test",
        "192.0.2.16, DENIED null",
        "2001:db8::7, CONFIRMED six.engine.example",
        "2001:db8::8, DENIED null"
    })
    void anAddressIsADomainsIfItsNameSaysSoAndTheNameAgrees(String ip, String word)
            throws InterruptedException {
        try (Confirmations confirmations = confirmations(100, 10, 100)) {
            assertThat(ask(confirmations, ip, NOW)).isEqualTo(Outcome.ASKED);
            assertThat(hear()).isEqualTo(word);
            int asked = questions.get();
            assertThat(ask(confirmations, ip, NOW.plusSeconds(60)).toString())
                    .isEqualTo(word.substring(0, word.indexOf(' ')));
            assertThat(questions.get()).as("no more questions").isEqualTo(asked);
        }
    }

    @Test
    void whatIsOldIsAskedAgainAndHoldsMeanwhile() throws InterruptedException {
        try (Confirmations confirmations = confirmations(100, 10, 100)) {
            ask(confirmations, "192.0.2.8", NOW);
            assertThat(hear()).startsWith("DENIED");
            int asked = questions.get();
            Instant later = NOW.plus(Duration.ofMinutes(61));
            assertThat(ask(confirmations, "192.0.2.8", later)).isEqualTo(Outcome.DENIED);
            assertThat(hear()).startsWith("DENIED");
            assertThat(questions.get()).isGreaterThan(asked);
        }
    }

    @Test
    void nobodyWaitsAndOneQuestionIsEnough() throws InterruptedException {
        var latch = new CountDownLatch(1);
        try (Confirmations confirmations = heldBack(latch)) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(ask(confirmations, "192.0.2.7", NOW)).isEqualTo(Outcome.ASKED);
                assertThat(ask(confirmations, "192.0.2.8", NOW)).isEqualTo(Outcome.ASKED);
                assertThat(ask(confirmations, "192.0.2.9", NOW)).isEqualTo(Outcome.ASKED);
            }
            assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            latch.countDown();
            assertThat(List.of(hear(), hear()))
                    .allMatch(heard -> heard.endsWith("bot-7.engine.example"));
            assertThat(told).as("a third one was not under way").isEmpty();
        }
    }

    @Test
    void allWhoAwaitAnAnswerHearItOnceEach() throws InterruptedException {
        var latch = new CountDownLatch(1);
        try (Confirmations confirmations = heldBack(latch)) {
            for (int i = 0; i < 5; i++) {
                ask(confirmations, "192.0.2.7", NOW, "one");
                ask(confirmations, "192.0.2.7", NOW, "other");
            }
            latch.countDown();
            assertThat(List.of(hear(), hear())).allMatch(heard -> heard.startsWith("CONFIRMED"));
            assertThat(told).isEmpty();
        }
    }

    @Test
    void noMoreIsAskedInAMinuteThanIsSet() throws InterruptedException {
        try (Confirmations confirmations = confirmations(100, 10, 1)) {
            ask(confirmations, "192.0.2.7", NOW);
            assertThat(hear()).startsWith("CONFIRMED");
            assertThat(ask(confirmations, "192.0.2.8", NOW)).isEqualTo(Outcome.ASKED);
            assertThat(ask(confirmations, "192.0.2.8", NOW.plusSeconds(60)))
                    .isEqualTo(Outcome.ASKED);
            assertThat(hear()).startsWith("DENIED");
            assertThat(told).isEmpty();
        }
    }

    @Test
    void noMoreIsRememberedThanIsSet() throws InterruptedException {
        try (Confirmations confirmations = confirmations(3, 10, 1_000)) {
            for (int i = 20; i < 30; i++) {
                ask(confirmations, "192.0.2." + i, NOW);
                assertThat(hear()).startsWith("DENIED");
            }
            assertThat(confirmations.remembered()).isEqualTo(3);
        }
    }

    @Test
    void afterTheEndNothingIsAsked() {
        Confirmations confirmations = confirmations(3, 10, 1_000);
        confirmations.close();
        assertThat(ask(confirmations, "192.0.2.7", NOW)).isEqualTo(Outcome.ASKED);
        assertThat(questions.get()).isZero();
    }
}
