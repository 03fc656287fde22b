package org.honeyspam.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a persona is near enough to its product, and the document says how near. */
final class Judgement {
    static final Path RESOURCES = Path.of("src/test/resources/truth");
    private static final Path ALL = Path.of("target/truth");
    private static final String REFRESH =
            "./mvnw verify -Dtest=TidyTest -Dit.test='*DifferentialIT'"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dpersonas=record";

    private Judgement() {}

    /**
     * Judges, and leaves all differences in a file.
     *
     * @param name of the product in the document
     * @param product in the name of the file that has the reasons
     */
    static void pass(
            String name, String product, Comparison comparison, int exchangesMin, int percentMin)
            throws IOException {
        List<Difference> differences = comparison.differences();
        Files.createDirectories(ALL);
        Files.writeString(
                ALL.resolve(product + ".txt"),
                differences.stream().map(Difference::toString).collect(Collectors.joining("\n")));
        assertThat(comparison.exchanges()).isGreaterThanOrEqualTo(exchangesMin);
        assertThat(comparison.percentEqual())
                .as("of %d exchanges: %s", comparison.exchanges(), differences)
                .isGreaterThanOrEqualTo(percentMin);
        Reasons reasons = Reasons.read(RESOURCES.resolve(product + "-differences.txt"));
        assertThat(reasons.unexplained(differences)).as("differences without reason").isEmpty();
        assertThat(reasons.idle(differences)).as("reasons without difference").isEmpty();
        String section = Scores.section(name, comparison, reasons);
        if ("record".equals(System.getProperty("personas"))) {
            Scores.write(name, section);
        }
        assertThat(Scores.written(name))
                .as("%s says otherwise; refresh it: %s", Scores.DOCUMENT, REFRESH)
                .isEqualTo(section);
    }
}
