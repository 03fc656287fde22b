package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** What documents tell one to type is understood. */
class CommandLinesInDocsTest {
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4}(?:\\./|/opt/honeyspam/)?honeyspam (.*)$");

    /** Behind it stands what the shell or the reader takes, not the program. */
    private static final Pattern END = Pattern.compile(" {3,}| *[|>&]| +# ");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            docs.filter(file -> file.toString().endsWith(".md")),
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> commands(Path document) throws IOException {
        return COMMAND.matcher(Files.readString(document))
                .results()
                .map((MatchResult found) -> END.split(found.group(1), 2)[0])
                .toList();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        WORD.matcher(command)
                .results()
                .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
        return words;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsUnderstood(Path document) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String command : commands(document)) {
            try {
                Honeyspam.commandLine().parseArgs(words(command).toArray(String[]::new));
            } catch (ParameterException e) {
                wrong.add("honeyspam %s: %s".formatted(command, e.getMessage()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCommandsAreFound() throws IOException {
        assertThat(commands(Path.of("docs/operations.md")))
                .hasSizeGreaterThan(40)
                .contains("block allow 198.51.100.0/24 --reason 'our own networks'", "doctor");
        assertThat(words("block add IP --reason 'ticket 4711'")).hasSize(5).contains("ticket 4711");
    }

    /** EntryIT shows that they work. */
    @Test
    void whatIsShownForWebServersIsWhatIsPrinted() throws IOException {
        var text = new EntryText("www.shop.example", "/archive/", "192.0.2.7:8081", List.of());
        assertThat(Files.readString(Path.of("docs/operations.md")))
                .contains(text.nginx().indent(4), text.apache().indent(4), text.caddy().indent(4));
    }
}
