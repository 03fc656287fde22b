package org.honeyspam.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.honeyspam.tidy.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocsTest {
    private static final Path MAIN = Path.of("src/main/java/org/honeyspam");
    private static final Path DIALOGUES = Path.of("src/test/resources/dialogues");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> top = Files.list(Path.of("."))) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        for (String target : all(LINK, Files.readString(document))) {
            if (!target.startsWith("http")) {
                assertThat(document.resolveSibling(target)).as("in " + document).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestAndTranscriptThatIsNamedIsThere(Path document) throws IOException {
        Set<String> tests = testClasses();
        for (String word : all(CODE, Files.readString(document))) {
            if (word.matches("[A-Z]\\w+(?:Test|IT)")) {
                assertThat(tests).as("in " + document).contains(word);
            }
            if (word.matches("(?:smtp-[\\w-]+|web(?:-\\w+)?|proxy)/[\\w-]+\\.txt")) {
                assertThat(DIALOGUES.resolve(word)).as("in " + document).exists();
            }
        }
    }

    @Test
    void everyRfcOfSmtpHasATableAndEveryRowOfItAState() throws IOException {
        assertThat(RfcTables.faults(Files.readString(Path.of("docs/rfcs.md")))).isEmpty();
    }

    @Test
    void aTableThatIsMissingAndARowWithoutAStateAreFound() throws IOException {
        String page = Files.readString(Path.of("docs/rfcs.md"));
        assertThat(RfcTables.faults(page.replace("## RFC 3461, DSN", "## DSN")))
                .containsExactly("RFC 3461 has no table of its sections");
        String head = "| section | what | state | shown by |\n| --- | --- | --- | --- |\n";
        String rows =
                "| 1 | this | done | `it` |\n| 2 | that | | `it` |\n| 3 | more | maybe | `it` |\n";
        String broken =
                RfcTables.RFCS.stream()
                        .map(rfc -> "\n## RFC " + rfc + ", it\n\n" + head)
                        .collect(Collectors.joining("\n"));
        assertThat(RfcTables.faults(broken)).hasSameSizeAs(RfcTables.RFCS);
        assertThat(RfcTables.faults(broken.replace(head, head + rows)))
                .hasSize(2 * RfcTables.RFCS.size())
                .contains("5321: | 2 | that | | `it` |", "6531: | 3 | more | maybe | `it` |");
    }

    @Test
    void theTableOfPackagesIsTheCodes() throws IOException {
        List<Set<String>> rows = new ArrayList<>();
        Set<String> planned = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                Set<String> named = Set.copyOf(all(CODE, cells[1]));
                rows.add(named);
                planned.addAll(cells[2].startsWith(" (planned)") ? named : Set.of());
            }
        }
        assertThat(rows).isEqualTo(Layers.FROM_THE_TOP);
        Set<String> there = new TreeSet<>(planned);
        try (Stream<Path> folders = Files.list(MAIN)) {
            folders.forEach(folder -> there.add(String.valueOf(folder.getFileName())));
        }
        assertThat(rows.stream().flatMap(Set::stream).collect(Collectors.toSet())).isEqualTo(there);
        assertThat(planned).allSatisfy(name -> assertThat(MAIN.resolve(name)).doesNotExist());
    }
}
