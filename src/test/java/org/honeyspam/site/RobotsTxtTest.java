package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our reader of robots.txt against RFC 9309, and against what Google published of its own. */
final class RobotsTxtTest {
    static Stream<RobotsCases.Case> published() throws IOException {
        return Stream.concat(
                RobotsCases.in("google.txt").stream(), RobotsCases.in("rfc9309.txt").stream());
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedCasesComeOutAsTheRfcSays(RobotsCases.Case one) {
        assertThat(one.questions()).isNotEmpty();
        RobotsTxt robots = RobotsTxt.read(one.file());
        for (RobotsCases.Question question : one.questions()) {
            assertThat(robots.allows(question.agent(), question.path()))
                    .as(question.toString())
                    .isEqualTo(question.byRfc());
        }
    }

    @Test
    void thereAreAsManyCasesAsPublished() throws IOException {
        assertThat(RobotsCases.in("google.txt").stream().mapToInt(c -> c.questions().size()).sum())
                .isGreaterThan(120);
    }

    private static RobotsTxt read(String text) {
        return RobotsTxt.read(text.getBytes(US_ASCII));
    }

    @Test
    void theRuleThatDecidesIsTold() {
        RobotsTxt robots = read("User-agent: a\nDisallow: /x/\n\nAllow: /x/y # so\n");
        RobotsTxt.Rule rule = requireNonNull(robots.rule("A", "/x/yz?q=1#top"));
        assertThat(rule.line()).isEqualTo(4);
        assertThat(rule.text()).isEqualTo("Allow: /x/y");
        assertThat(robots.rule("b", "/x/y")).isNull();
    }

    @Test
    void whatStandsBehind500KibibytesIsNotRead() {
        String start = "User-agent: *\n";
        String filler =
                "#".repeat(RobotsTxt.BYTES_MAX - start.length() - "Disallow: /in\n".length());
        String fits = start + filler.substring(1) + "\nDisallow: /in\nDisallow: /out\n";
        assertThat(read(fits).allows("a", "/in")).isFalse();
        assertThat(read(fits).allows("a", "/out")).isTrue();
        String cut = start + filler + "\nDisallow: /in\n"; // Its last line is not whole.
        assertThat(read(cut).allows("a", "/in")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/a*b, /a, false",
        "/a*b, /axxb, true",
        "/a*b$, /axbxb, true",
        "/a*b$, /axbx, false",
        "/*, /, true",
        "/*$, /x, true",
        "$, /, false",
        "*, /x, true"
    })
    void patternsMatchAsSectionTwoTwoThreeSays(String pattern, String path, boolean matches) {
        assertThat(RobotsPattern.matches(pattern, path)).isEqualTo(matches);
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3"})
    void anyBytesAreRead(long seed) {
        var dice = new SplittableRandom(seed);
        List<String> words =
                List.of("User-agent:", "Disallow:", "Allow:", "*", "/", "$", "%", "%4", "#", " ");
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int j = dice.nextInt(40); j > 0; j--) {
                text.append(
                        dice.nextInt(3) > 0
                                ? words.get(dice.nextInt(words.size()))
                                : String.valueOf((char) dice.nextInt(256)));
            }
            RobotsTxt robots = RobotsTxt.read(text.toString().getBytes(ISO_8859_1));
            assertThat(robots.allows("any", "/robots.txt")).isTrue();
            robots.allows("any", text.toString());
        }
    }

    @Test
    void aHostilePatternIsSoonDoneWith() {
        String pattern = "/" + "*a".repeat(2_000) + "$";
        long start = System.nanoTime();
        assertThat(RobotsPattern.matches(pattern, "/" + "a".repeat(20_000) + "b")).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
