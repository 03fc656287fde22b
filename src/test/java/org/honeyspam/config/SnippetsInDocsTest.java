package org.honeyspam.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pieces of configuration that the manual of operation shows are taken. */
class SnippetsInDocsTest {
    private static final Path DOCUMENT = Path.of("docs/operations.md");

    /** Indented lines from a table's head on. */
    private static final Pattern SNIPPET =
            Pattern.compile(
                    "(?m)(?:^ {4}(?=\\[\\[?[a-z]+]|\\w+ = |#).*\\n|^\\n(?= {4}\\[\\[?[a-z]))+");

    /** Certificates and lists of users are the reader's. */
    private static final Pattern ABSENT = Pattern.compile("there is no file|is not there");

    static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(DOCUMENT))
                .results()
                .map(MatchResult::group)
                .map(snippet -> snippet.strip().indent(-4))
                .filter(snippet -> snippet.startsWith("["))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everyOneIsTaken(String snippet) {
        String text = TestFile.SMALL + "\n" + snippet;
        Checked checked = ConfigurationFile.check(text, TestFile.PATH);
        assertThat(checked.mistakes())
                .as(snippet)
                .filteredOn(mistake -> !ABSENT.matcher(mistake.what()).find())
                .isEmpty();
    }

    @Test
    void theyAreFound() throws IOException {
        assertThat(snippets())
                .hasSizeGreaterThan(5)
                .anyMatch(snippet -> snippet.contains("ns2.garden.example"))
                .anyMatch(snippet -> snippet.contains("[probe]"))
                .anyMatch(snippet -> snippet.contains("users_file"));
    }
}
