package org.honeyspam.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.site.RobotsReader.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Readers that others wrote agree with ours, and find the maze shut by every robots.txt of ours.
 */
final class RobotsReadersTest {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "it", "es");
    private static final int KEYS = 2;
    private static final int PATHS = 10;

    /**
     * Of each kind in some language, under some keys; every other one with the operator's lines.
     */
    private static List<Site> sites() {
        List<Site> sites = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            List<Configuration.Site> named = new ArrayList<>();
            var own = new HashMap<String, List<String>>();
            for (SiteKind kind : SiteKind.values()) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                String host = "www." + name + ".example";
                String language = LANGUAGES.get((named.size() + key) % LANGUAGES.size());
                named.add(new Configuration.Site(host, name + ".example", name, name, language));
                if ((named.size() + key) % 2 == 0) {
                    own.put(host, OWN.lines().toList());
                }
            }
            var manners = new Sites.Manners(TestNode.manners().obedience(), own);
            byte[] secret = ("key " + key).getBytes(UTF_8);
            var made =
                    new Sites(
                            named,
                            TestNode.WEB,
                            secret,
                            TestNode.bait(),
                            TestSites.CORPUS,
                            manners);
            assertThat(made.gaps()).isEmpty();
            sites.addAll(made.all());
        }
        return sites;
    }

    private static final String OWN =
            """
            User-agent: Googlebot
            User-agent: Bingbot
            Allow: /
            Crawl-delay: 5

            User-agent: GPTBot

            Disallow: /private/
            Sitemap: http://www.one.example/more.xml
            User-agent: CCBot
            User-agent: Friend/1.0
            Disallow:
            """;

    private static byte[] robotsOf(Site site) {
        var page = site.page("/robots.txt", TestNode.peer("web", 80), "any", Instant.EPOCH);
        return requireNonNull(page).body();
    }

    private static List<String> agents() {
        var agents = new TreeSet<>(List.of("*", "Friend", "nobody"));
        Crawlers.builtIn().all().stream()
                .map(Crawlers.Crawler::token)
                .filter(token -> token.matches("[A-Za-z_-]+"))
                .forEach(agents::add);
        agents.remove("*");
        return List.copyOf(agents);
    }

    @ParameterizedTest
    @EnumSource
    void theMazeIsShutAndTheOtherPagesAreOpenToEveryCrawler(RobotsReader reader)
            throws IOException, InterruptedException {
        List<Question> shut = new ArrayList<>();
        List<Question> open = new ArrayList<>();
        int number = 0;
        for (Site site : sites()) {
            byte[] file = robotsOf(site);
            List<String> maze = new ArrayList<>(site.mazePaths(PATHS));
            maze.addAll(site.forbidden());
            for (String agent : agents()) {
                // Each crawler on each site, and every path for some of them.
                List<String> some = number++ % 10 == 0 ? maze : maze.subList(0, 1);
                some.forEach(path -> shut.add(new Question(file, agent, path)));
                if (!agent.equals("nobody") || number % 10 == 0) {
                    open.add(new Question(file, agent, "/"));
                }
            }
            site.openPaths().forEach(path -> open.add(new Question(file, "nobody", path)));
        }
        assertThat(shut.size()).isGreaterThan(2_000);
        assertThat(ours(shut)).containsOnly(false);
        assertThat(ours(open)).containsOnly(true);
        shut.addAll(open);
        assertThat(differences(reader, shut)).isEmpty();
    }

    private static List<Boolean> ours(List<Question> questions) {
        List<Boolean> answers = new ArrayList<>();
        byte[] last = {};
        RobotsTxt robots = RobotsTxt.read(last);
        for (Question question : questions) {
            if (!Arrays.equals(question.file(), last)) {
                last = question.file();
                robots = RobotsTxt.read(last);
            }
            answers.add(robots.allows(question.agent(), question.path()));
        }
        return answers;
    }

    private static List<String> differences(RobotsReader reader, List<Question> questions)
            throws IOException, InterruptedException {
        List<Boolean> ours = ours(questions);
        List<Boolean> theirs = reader.answers(questions);
        assertThat(theirs).hasSameSizeAs(ours);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            if (!ours.get(i).equals(theirs.get(i))) {
                String text = new String(question.file(), StandardCharsets.ISO_8859_1);
                differences.add(
                        "%s %s: we say %s of%n%s"
                                .formatted(question.agent(), question.path(), ours.get(i), text));
            }
        }
        return differences;
    }

    /** What readers make of published cases otherwise than RFC 9309, by the names of the cases. */
    private static final Map<RobotsReader, List<String>> OTHERWISE =
            Map.of(
                    RobotsReader.CRAWLER_COMMONS,
                    List.of(
                            "A star with more behind it is for anyone",
                            "Google takes index.html for its folder as well, RFC 9309 does not",
                            "A dollar within means itself",
                            "Many stars"),
                    RobotsReader.PROTEGO,
                    List.of(
                            "The case of an agent does not matter, and it ends at the first blank",
                            "An agent up to its first blank is meant, not the whole",
                            "A version behind a name is not part of it",
                            "A star with more behind it is for anyone",
                            "Google takes index.html for its folder as well, RFC 9309 does not",
                            "A byte order mark is passed over",
                            "A site map between names does not part a group in RFC 9309; in Google's"
                                    + " parser it does",
                            "Section 2.2.2: robots.txt itself is allowed",
                            "Section 2.2.4: other records do not end a group",
                            "A path without its slash forbids nothing"));

    @ParameterizedTest
    @EnumSource(names = "URLLIB", mode = EnumSource.Mode.EXCLUDE)
    void publishedCasesComeOutTheSame(RobotsReader reader)
            throws IOException, InterruptedException {
        List<RobotsCases.Case> cases = new ArrayList<>(RobotsCases.in("google.txt"));
        cases.addAll(RobotsCases.in("rfc9309.txt"));
        List<Question> questions = new ArrayList<>();
        for (RobotsCases.Case one : cases) {
            one.questions()
                    .forEach(q -> questions.add(new Question(one.file(), q.agent(), q.path())));
        }
        Iterator<Boolean> answers = reader.answers(questions).iterator();
        Set<String> otherwise = new LinkedHashSet<>();
        for (RobotsCases.Case one : cases) {
            for (RobotsCases.Question question : one.questions()) {
                if (answers.next() != question.byRfc()) {
                    otherwise.add(one.name());
                }
            }
        }
        assertThat(otherwise).containsExactlyElementsOf(OTHERWISE.getOrDefault(reader, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = "URLLIB", mode = EnumSource.Mode.EXCLUDE)
    void filesOfChanceAreReadTheSame(RobotsReader reader) throws IOException, InterruptedException {
        assertThat(differences(reader, Chance.of(7, 1_000, true))).isEmpty();
    }

    /** Python's knows neither the longest match nor stars: it is asked of files without. */
    @Test
    void plainFilesOfChanceAreReadTheSameByPython() throws IOException, InterruptedException {
        assertThat(differences(RobotsReader.URLLIB, Chance.of(8, 1_000, false))).isEmpty();
    }

    /** Files made by chance from a seed, and questions to them. */
    private static final class Chance {
        private static final List<String> NAMES = List.of("alpha", "beta", "gamma-bot", "*");
        private static final List<String> PLAIN =
                List.of("/", "/a", "/b/", "a", "b", "/news", ".html", "-", "/2019/");
        private static final List<String> PIECES =
                List.of("/", "/a", "/b/", "a", "b", "/news", ".html", "-", "~", "%7E", "%2f");

        private final SplittableRandom dice;
        private final boolean rich;

        private Chance(long seed, boolean rich) {
            this.dice = new SplittableRandom(seed);
            this.rich = rich;
        }

        static List<Question> of(long seed, int files, boolean rich) {
            var chance = new Chance(seed, rich);
            List<Question> questions = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                byte[] file = chance.file().getBytes(UTF_8);
                for (int j = 0; j < 4; j++) {
                    String agent = List.of("alpha", "Beta", "gamma-bot", "delta").get(j);
                    questions.add(new Question(file, agent, chance.path(false)));
                }
            }
            return questions;
        }

        private String file() {
            String end = rich ? Keyed.pick(List.of("\n", "\r\n", "\n"), dice) : "\n";
            var text = new StringBuilder();
            List<String> names = new ArrayList<>(NAMES);
            for (int groups = dice.nextInt(1, 4); groups > 0; groups--) {
                text.append(dice.nextBoolean() ? "" : "# A comment" + end);
                for (int i = dice.nextInt(1, 3); i > 0 && !names.isEmpty(); i--) {
                    String name = names.get(dice.nextInt(names.size()));
                    if (!rich) {
                        names.remove(name);
                    }
                    text.append(Keyed.pick(List.of("User-agent: ", "user-agent:"), dice));
                    text.append(name).append(end);
                }
                for (int i = dice.nextInt(1, 5); i > 0; i--) {
                    text.append(rich && dice.nextInt(3) == 0 ? "Allow: " : "Disallow: ");
                    text.append(path(rich)).append(dice.nextInt(6) == 0 ? " # why" : "");
                    text.append(end);
                }
                text.append(end);
                if (names.isEmpty()) {
                    break;
                }
            }
            return text.toString();
        }

        private String path(boolean stars) {
            var path = new StringBuilder("/");
            for (int i = dice.nextInt(3); i > 0; i--) {
                path.append(Keyed.pick(rich ? PIECES : PLAIN, dice));
                path.append(stars && dice.nextInt(4) == 0 ? "*" : "");
            }
            String text = path.append(stars && dice.nextInt(6) == 0 ? "$" : "").toString();
            return text.replaceAll("/+", "/"); // Some take what is behind two for a host.
        }
    }
}
