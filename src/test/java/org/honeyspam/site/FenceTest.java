package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.honeyspam.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator may write into a robots.txt, and what would open the maze. */
final class FenceTest {
    private static final String HOST = "www.one.example";
    private static final List<String> PREFIXES = List.of("/news/", "/~");
    private static final List<String> ENDS = List.of(".html", ".vcf");

    private static RobotsTxt robots(String own) {
        var text = new StringBuilder();
        RobotsText.of(own.lines().toList(), PREFIXES)
                .forEach(line -> text.append(line.text()).append('\n'));
        return RobotsTxt.read(text.toString().getBytes(UTF_8));
    }

    private static List<Fence.Gap> gaps(String own) {
        return Fence.gaps(robots(own), PREFIXES, ENDS);
    }

    @Test
    void ourLinesStandInEachGroupOfTheOperatorAndBeforeHis() {
        String own =
                """
                # Of the webmaster
                User-agent: Googlebot

                Sitemap: http://www.one.example/s.xml
                User-agent: Bingbot
                Allow: /news
                Crawl-delay: 10
                """;
        assertThat(RobotsText.of(own.lines().toList(), PREFIXES).stream().map(l -> l.text()))
                .containsExactly(
                        "# Of the webmaster",
                        "User-agent: Googlebot",
                        "User-agent: Bingbot",
                        "Disallow: /news/",
                        "Disallow: /~",
                        "Sitemap: http://www.one.example/s.xml",
                        "Allow: /news",
                        "Crawl-delay: 10",
                        "",
                        "User-agent: *",
                        "Disallow: /news/",
                        "Disallow: /~");
        assertThat(gaps(own)).isEmpty();
    }

    @Test
    void hisGroupForAnyoneIsOurs() {
        assertThat(RobotsText.of(List.of("User-Agent: *", "Allow: /"), PREFIXES).size())
                .isEqualTo(4);
        assertThat(RobotsText.of(List.of("User-Agent: *"), PREFIXES).size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "User-agent: *\nAllow: /",
                "User-agent: *\nAllow: /news",
                "User-agent: *\nDisallow: /",
                "User-agent: *\nAllow: /newsletter/",
                "User-agent: *\nAllow: /*.css$",
                "User-agent: *\nAllow: /*.png",
                "User-agent: *\nAllow: /a*.html",
                "User-agent: *\nAllow: /*.php?id=",
                "User-agent: a\nUser-agent: b\n\nDisallow: /cgi-bin/",
                "Allow: /news/2019/",
                "User-agent: a # only a name",
                "\uFEFFUser-agent: a\nAllow: /",
            })
    void whatLeavesTheMazeShutIsTaken(String own) {
        assertThat(gaps(own)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Allow: /news/          | /news/",
                "Allow: /news/2019/     | /news/",
                "allow : /news/a-b.html$ | /news/",
                "Allow: /*.html$        | /news/",
                "Allow: /*.html         | /news/",
                "Allow: /n*ews/         | /news/",
                "Allow: /news/*.v       | /news/",
                "Allow: /news/index.htm | /news/",
                "Allow: /%6Eews/x       | /news/",
                "Allow /~smith          | /~",
                "Allow: /%7Esmith       | /~",
                "Allow: *.html          | /news/",
            })
    void whatOpensTheMazeIsTold(String line, String prefix) {
        String own = "User-agent: Friend\nDisallow: /x\n" + line;
        List<Fence.Gap> gaps = gaps(own);
        assertThat(gaps).isNotEmpty();
        Fence.Gap gap = gaps.getFirst();
        assertThat(gap.agents()).containsExactly("friend");
        assertThat(gap.prefix()).isEqualTo(prefix);
        assertThat(gap.rule()).isNotNull();
    }

    @Test
    void aFileWithoutARuleForAnyoneIsOpen() {
        RobotsTxt robots = RobotsTxt.read("User-agent: a\nDisallow: /\n".getBytes(UTF_8));
        assertThat(Fence.gaps(robots, PREFIXES, ENDS)).hasSize(2);
        assertThat(Fence.gaps(RobotsTxt.read(new byte[0]), PREFIXES, ENDS)).hasSize(2);
        RobotsTxt half = RobotsTxt.read("User-agent: *\nDisallow: /news/\n".getBytes(UTF_8));
        assertThat(Fence.gaps(half, PREFIXES, ENDS))
                .singleElement()
                .satisfies(gap -> assertThat(gap.prefix()).isEqualTo("/~"));
    }

    /** Whatever line of chance is taken, no path of the maze is open to anybody after it. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noFileThatIsTakenOpensAPath(long seed) {
        var dice = new SplittableRandom(seed);
        List<String> parts =
                List.of(
                        "/", "news", "/news/", "*", "$", ".html", "2019", "/~", "a", "%7E", "-",
                        ".");
        List<String> agents = List.of("*", "Googlebot", "Friend/1.0", "other");
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            var own = new StringBuilder();
            for (int j = dice.nextInt(1, 7); j > 0; j--) {
                String value = Keyed.pick(parts, dice) + Keyed.pick(parts, dice);
                own.append(
                        switch (dice.nextInt(5)) {
                            case 0, 1 -> "User-agent: " + Keyed.pick(agents, dice);
                            case 2 -> "Disallow: /" + value;
                            default -> "Allow: /" + value + Keyed.pick(parts, dice);
                        });
                own.append('\n');
            }
            RobotsTxt robots = robots(own.toString());
            if (!Fence.gaps(robots, PREFIXES, ENDS).isEmpty()) {
                refused++;
                continue;
            }
            taken++;
            for (String agent : List.of("googlebot", "friend", "other", "nobody")) {
                for (String path :
                        List.of(
                                "/news/",
                                "/news/2019/",
                                "/news/2019/a.html",
                                "/news/a-news.html",
                                "/~a/",
                                "/~anews/2019/a-2019.html",
                                "/%7Ea/a.vcf")) {
                    assertThat(robots.allows(agent, path)).as(own + agent + " " + path).isFalse();
                }
            }
        }
        assertThat(taken).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void aSiteSaysWhichLineOfWhichFileItIs() {
        String prefix = withLines(List.of()).site(HOST).forbidden().getFirst();
        String rule = "Allow: " + prefix + "a";
        assertThat(withLines(List.of("# Mine", "User-agent: Friend", "", rule)).gaps())
                .containsExactly(
                        "robots.txt of www.one.example: line 4, \"%s\", lets friend into %s"
                                .formatted(rule, prefix));
        assertThat(withLines(List.of()).gaps()).isEmpty();
    }

    private static Sites withLines(List<String> own) {
        var manners = new Sites.Manners(TestNode.manners().obedience(), Map.of(HOST, own));
        return new Sites(
                TestNode.SITES,
                TestNode.WEB,
                new byte[32],
                TestNode.bait(),
                TestSites.CORPUS,
                manners);
    }

    @Test
    void aFileTooLongForACrawlerIsRefused() {
        List<String> own = Collections.nCopies(60_000, "# padding");
        assertThat(withLines(own).gaps())
                .singleElement()
                .asString()
                .contains("longer than the 500 KiB");
    }
}
