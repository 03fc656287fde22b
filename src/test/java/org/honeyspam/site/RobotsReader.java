package org.honeyspam.site;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.honeyspam.process.Program;

/** Readers of robots.txt that others wrote. */
enum RobotsReader {
    CRAWLER_COMMONS {
        @Override
        List<Boolean> answers(List<Question> questions) {
            List<Boolean> answers = new ArrayList<>();
            var parser = new SimpleRobotRulesParser();
            byte[] last = {};
            String agent = "";
            SimpleRobotRules rules = parser.failedFetch(404);
            for (Question question : questions) {
                if (!Arrays.equals(question.file(), last) || !question.agent().equals(agent)) {
                    last = question.file();
                    agent = question.agent();
                    List<String> names = List.of(agent.toLowerCase(Locale.ROOT));
                    rules = parser.parseContent(HOST, last, "text/plain", names);
                }
                answers.add(rules.isAllowed(HOST + question.path()));
            }
            return answers;
        }
    },
    URLLIB {
        @Override
        List<Boolean> answers(List<Question> questions) throws IOException, InterruptedException {
            return python(
                    """
                    import urllib.robotparser
                    def reader(file):
                        parser = urllib.robotparser.RobotFileParser()
                        parser.parse(file.decode("utf-8", "replace").splitlines())
                        return parser
                    def may(parser, agent, url): return parser.can_fetch(agent, url)
                    """,
                    questions);
        }
    },
    PROTEGO {
        @Override
        List<Boolean> answers(List<Question> questions) throws IOException, InterruptedException {
            return python(
                    """
                    from protego import Protego
                    def reader(file): return Protego.parse(file.decode("utf-8", "replace"))
                    def may(parser, agent, url): return parser.can_fetch(url, agent)
                    """,
                    questions);
        }
    };

    private static final String HOST = "http://www.one.example";

    /** Whether a crawler may fetch a path, by a file. */
    @SuppressWarnings("ArrayRecordComponent") // Asked, never compared.
    record Question(byte[] file, String agent, String path) {}

    abstract List<Boolean> answers(List<Question> questions)
            throws IOException, InterruptedException;

    private static List<Boolean> python(String script, List<Question> questions)
            throws IOException, InterruptedException {
        var input = new StringBuilder();
        for (Question question : questions) {
            input.append(Base64.getEncoder().encodeToString(question.file())).append(' ');
            input.append(question.agent()).append(' ').append(HOST).append(question.path());
            input.append('\n');
        }
        String loop =
                """
                import base64, sys
                last = parser = None
                for line in sys.stdin:
                    file, agent, url = line.rstrip("\\n").split(" ")
                    if file != last:
                        last, parser = file, reader(base64.b64decode(file))
                    print(1 if may(parser, agent, url) else 0)
                """;
        var said =
                Program.ofDebian("python3", "python3-scrapy")
                        .reading(input.toString().getBytes(StandardCharsets.UTF_8))
                        .succeed("-c", script + loop);
        return said.out().lines().map("1"::equals).toList();
    }
}
