package org.honeyspam.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.honeyspam.config.Configuration.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A persona answers as the real product does, but for differences that have a reason. */
@Timeout(300)
final class DifferentialIT {
    private static final Path RESOURCES = Path.of("src/test/resources/truth");
    private static final Path ALL = Path.of("target/truth");
    private static final Imitation.Face FACE = new Imitation.Face("mail.one.example", 65_536, 20, false);
    private static final int EXCHANGES_MIN = 500;
    private static final int GENERATED_SESSIONS = 60;
    private static final String REFRESH =
            "./mvnw verify -Dtest=TidyTest -Dit.test=DifferentialIT"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dpersonas=record";

    @TempDir private Path folder = Path.of("");

    @Test
    void sendmailIsMetWordForWord() throws IOException, InterruptedException {
        try (var real = RealSendmail.start(Files.createDirectory(folder.resolve("real")), FACE);
                var ours = Imitation.start(folder.resolve("ours"), Persona.SENDMAIL, FACE)) {
            var masks = new Masks("\\b[0-9A-Za-x]{8}\\d{6,7}\\b");
            var comparison = new Duel(real, ours, masks).fight(scripts("sendmail"));
            judge("Sendmail 8.17.1.9", "sendmail", comparison, 99);
        }
    }

    /** Those for every product, those for this one, and those that chance wrote. */
    private static List<Script> scripts(String product) throws IOException {
        List<Script> all = new ArrayList<>(Script.in(RESOURCES));
        all.addAll(Script.in(RESOURCES.resolve(product)));
        for (int seed = 1; seed <= GENERATED_SESSIONS; seed++) {
            all.add(Generator.script(seed));
        }
        return all;
    }

    private static void judge(String name, String product, Comparison comparison, int percentMin)
            throws IOException {
        List<Difference> differences = comparison.differences();
        Files.createDirectories(ALL);
        Files.writeString(
                ALL.resolve(product + ".txt"),
                differences.stream().map(Difference::toString).collect(Collectors.joining("\n")));
        assertThat(comparison.exchanges()).isGreaterThanOrEqualTo(EXCHANGES_MIN);
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
