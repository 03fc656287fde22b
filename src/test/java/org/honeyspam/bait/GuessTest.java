package org.honeyspam.bait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration.BaitStyle;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random local parts, the usual test for a catch-all, are refused.
 *
 * <p>The bounds for one guess of the right form and one key: natural, the share of numbers given
 * among 2^37 codes; stateless, one in 2^21; paper, one in a million. The last is why more than none
 * is allowed below: 100,000 guesses by one in a million are 0.1.
 */
final class GuessTest {
    private static final int GUESSES = 100_000;
    private static final int ACCEPTED_MAX = 2;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    static Stream<Arguments> guessesAndSeeds() {
        List<Named<Function<SplittableRandom, String>>> guesses =
                List.of(
                        Named.of("letters and digits", GuessTest::anything),
                        Named.of("names and digits", GuessTest::natural),
                        Named.of("25 letters and digits", GuessTest::stateless),
                        Named.of("IP and time", GuessTest::paper));
        return guesses.stream()
                .flatMap(guess -> Stream.of(1L, 2L).map(s -> Arguments.of(guess, s)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("guessesAndSeeds")
    void randomLocalPartsAreRefused(Function<SplittableRandom, String> guess, long seed) {
        Bait bait = TestBait.of(BaitStyle.NATURAL);
        for (int i = 0; i < 1_000; i++) {
            TestBait.take(bait, TestBait.visitor(i), 20); // So that there are numbers to hit.
        }
        var dice = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < GUESSES; i++) {
            String address = guess.apply(dice) + "@one.example";
            accepted += bait.recognise(address) == null ? 0 : 1;
        }
        assertThat(accepted).isLessThanOrEqualTo(ACCEPTED_MAX);
    }

    @Test
    void whenAllNumbersAreGivenOneNaturalGuessIn2048IsTaken() {
        KeyRing.Key key = TestBait.keys().current();
        var dice = new SplittableRandom(1);
        var style = new Natural();
        int accepted = 0;
        for (int i = 0; i < GUESSES; i++) {
            String local = natural(dice);
            accepted += style.read(key, local, "one.example", List.of()) == null ? 0 : 1;
        }
        // 49 are expected; twice as many would be seven deviations.
        assertThat(accepted).isBetween(1, 2 * GUESSES / 2048);
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void everyMutationOfOneCharacterIsRefused(BaitStyle style) {
        Bait bait = TestBait.of(style);
        List<String> addresses = TestBait.take(bait, TestBait.VISITOR, 20);
        Set<String> minted = new HashSet<>(addresses);
        for (String address : addresses) {
            String local = TestBait.local(address);
            for (int at = 0; at < local.length(); at++) {
                for (char other : (LETTERS + "._-+").toCharArray()) {
                    String near = local.substring(0, at) + other + local.substring(at + 1);
                    refused(bait, minted, near + "@" + TestBait.domain(address));
                    String longer = local.substring(0, at) + other + local.substring(at);
                    refused(bait, minted, longer + "@" + TestBait.domain(address));
                }
                String shorter = local.substring(0, at) + local.substring(at + 1);
                refused(bait, minted, shorter + "@" + TestBait.domain(address));
            }
        }
    }

    private static void refused(Bait bait, Set<String> minted, String address) {
        String recognised = bait.recognise(address);
        // A sign before the address is what harvesters leave there: that one is undone.
        if (recognised != null) {
            assertThat(minted).as(address).contains(recognised);
            assertThat(address).endsWith(recognised);
        }
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void anotherDomainIsRefused(BaitStyle style) {
        Bait bait = TestBait.of(style);
        for (String address : TestBait.take(bait, TestBait.VISITOR, 20)) {
            String local = TestBait.local(address);
            assertThat(bait.recognise(local + "@three.example")).isNull();
            assertThat(bait.recognise(local + "@sub.one.example")).isNull();
            assertThat(bait.recognise(local)).isNull();
            assertThat(bait.recognise(local + "@")).isNull();
        }
    }

    /** Found by trying: their checks are right under the key of the tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdefabc_0000000031102123456",
                "a-b-c-d_0000001917445123456",
                "1.2.3_0000000620847123456"
            })
    void aLuckyCheckDoesNotMakeAnAddressOfWhatIsNoIp(String local) {
        assertThat(TestBait.of(BaitStyle.PAPER).recognise(local + "@one.example")).isNull();
    }

    @Test
    void textThatIsNoAddressIsRefused() {
        Bait bait = TestBait.of(BaitStyle.NATURAL);
        String long1 = "a".repeat(100_000) + "@one.example";
        for (String text :
                List.of(
                        "",
                        "@",
                        "@@",
                        "%",
                        "%4",
                        "%40",
                        "@one.example",
                        "u003e@one.example",
                        long1)) {
            assertThat(bait.recognise(text)).as(text).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(BaitStyle.class)
    void anotherInstallationRefusesWhatThisOneMinted(BaitStyle style) {
        Bait ours = TestBait.of(style);
        Bait theirs = TestBait.of(style, TestBait.keys("theirs", 1));
        for (int i = 0; i < 50; i++) {
            TestBait.take(theirs, TestBait.visitor(i), 20);
            assertThat(TestBait.take(ours, TestBait.visitor(i), 20))
                    .allMatch(address -> theirs.recognise(address) == null);
        }
    }

    private static String anything(SplittableRandom dice) {
        return text(dice, LETTERS + "...", 1 + dice.nextInt(30));
    }

    private static String natural(SplittableRandom dice) {
        String given = Names.GIVEN.name(dice.nextInt(2048));
        String family = Names.FAMILY.name(dice.nextInt(4096));
        String digits = text(dice, "0123456789", 2 + dice.nextInt(3));
        boolean familyFirst = dice.nextBoolean();
        return (familyFirst ? family + "." + given : given + "." + family) + digits;
    }

    private static String stateless(SplittableRandom dice) {
        return text(dice, "abcdefghijklmnop", 1) + text(dice, LETTERS, 24);
    }

    private static String paper(SplittableRandom dice) {
        String ip = TestBait.visitor(dice.nextInt()).getHostAddress();
        return ip + "_17" + text(dice, "0123456789", 17);
    }

    private static String text(SplittableRandom dice, String letters, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(dice.nextInt(letters.length())));
        }
        return text.toString();
    }
}
