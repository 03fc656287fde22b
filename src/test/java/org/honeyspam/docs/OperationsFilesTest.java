package org.honeyspam.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of docs/operations are as those programs want them for which they are. */
class OperationsFilesTest {
    private static final Path FOLDER = Path.of("docs/operations");
    private static final Path MANUAL = Path.of("docs/operations.md");

    private static final Pattern METRIC = Pattern.compile("honeyspam_\\w+");

    @TempDir private Path temp = Path.of("");

    @Test
    void theManualNamesEachOfThem() throws IOException {
        String manual = Files.readString(MANUAL);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files).isNotEmpty().allMatch(file -> manual.contains(link(file)));
        }
    }

    private static String link(Path file) {
        return "(operations/%s)".formatted(file.getFileName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trap.nft", "gateway.nft", "drop-listed.nft"})
    void nftTakesTheRules(String name) throws IOException, InterruptedException {
        Path nft = Program.path("nft", "nftables");
        assumeTrue("root".equals(System.getProperty("user.name")), "nft -c needs root");
        // Here there may be no user of that name.
        String rules = Files.readString(FOLDER.resolve(name)).replace("\"honeyspam\"", "\"root\"");
        Path file = Files.writeString(temp.resolve(name), rules);
        Program unshare = Program.of(List.of("unshare", "--net", nft.toString(), "-c", "-f"));
        assertThat(unshare.succeed(file.toString()).err()).isEmpty();
    }

    @Test
    void promtoolTakesTheRulesAndFindsAsManyAsTheManualSays()
            throws IOException, InterruptedException {
        String said =
                Program.ofDebian("promtool", "prometheus")
                        .in(FOLDER)
                        .succeed("check", "rules", "alerts.yml")
                        .out();
        assertThat(Files.readString(MANUAL)).contains(said.strip().indent(4).stripTrailing());
    }

    /** What a rule asks for, the node has: promtool does not know. */
    @Test
    void theRulesAskForMetricsThatThereAre() throws IOException {
        var code = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/honeyspam/health"))) {
            for (Path file : files.toList()) {
                code.append(Files.readString(file));
            }
        }
        List<String> asked =
                METRIC.matcher(Files.readString(FOLDER.resolve("alerts.yml")))
                        .results()
                        .map(found -> found.group().replaceFirst("_total$", ""))
                        .distinct()
                        .toList();
        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(code).contains(asked);
    }
}
