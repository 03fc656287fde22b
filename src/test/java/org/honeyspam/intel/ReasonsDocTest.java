package org.honeyspam.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.junit.jupiter.api.Test;

class ReasonsDocTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (\\d+) \\| .*");

    @Test
    void theOperatorsTableHasEveryReasonAndItsWeight() throws IOException {
        Map<String, Integer> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("docs/operations.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1), Integer.valueOf(row.group(2)));
            }
        }
        Configuration.Blacklist settings = ExampleConfiguration.blacklist();
        var scores = new Scores(settings);
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            reasons.put(reason.label(), scores.weight(reason));
        }
        assertThat(table).isEqualTo(reasons);
        assertThat(settings.weights()).isEqualTo(reasons);
        assertThat(settings.thresholds())
                .containsOnlyKeys(
                        Stream.of(SourceKind.values())
                                .map(SourceKind::label)
                                .toArray(String[]::new));
    }
}
