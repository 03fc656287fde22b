package org.honeyspam.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file in the folder {@code mistakes} is a configuration with mistakes; its {@code #!} lines
 * tell what must be said of them, and where. {@code -Dmistakes=record} accepts what is said.
 */
final class MistakesTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/honeyspam/config/mistakes");
    private static final String MARK = "#! ";

    @TestFactory
    Stream<DynamicTest> everyMistakeIsToldWithItsPlaceAndWhatIsRight() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.sorted().toList();
            assertThat(found).hasSizeGreaterThan(5);
            return found.stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".toml", "").replace('-', ' ');
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        String configuration =
                text.lines()
                        .filter(line -> !line.startsWith(MARK))
                        .collect(Collectors.joining("\n", "", "\n"));
        String told =
                TestFile.bad(configuration).stream()
                        .map(MistakesTest::told)
                        .collect(Collectors.joining("\n", "", "\n"));
        if ("record".equals(System.getProperty("mistakes"))) {
            Files.writeString(file, configuration + told);
            return;
        }
        assertThat(told).as(file.toString()).isEqualTo(expected(text));
    }

    private static String told(Mistake mistake) {
        return "%s%d:%d: %s; right would be: %s"
                .formatted(MARK, mistake.line(), mistake.column(), mistake.what(), mistake.right());
    }

    private static String expected(String text) {
        return text.lines()
                .filter(line -> line.startsWith(MARK))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
