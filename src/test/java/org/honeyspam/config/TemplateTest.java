package org.honeyspam.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The template and the manual say of each key what the reader does with it. */
final class TemplateTest {
    private static final Path MANUAL = Path.of("docs/configuration.md");
    private static final String REFRESH = "./mvnw test -Dtest=TemplateTest -Dmanual=write";

    @Test
    void theTemplateHoldsTheDefaults() {
        String least =
                TestFile.SMALL.replace("\"One\"", "\"Site \\\"One\\\" \\\\ Ltd\"")
                        + """
                        [[listener]]
                        service = "mx"
                        port = 25
                        host = "mx.one.example"
                        [[site]]
                        host = "www.two.example"
                        domain = "two.example"
                        title = "Zw\u00f6lf \u4e8c"
                        """;
        // Which keys a file gives, and in which words, is all that tells them apart.
        assertThat(TestFile.good(TestFile.template()))
                .usingRecursiveComparison()
                .ignoringFields("settings")
                .withStrictTypeChecking()
                .isEqualTo(TestFile.good(least));
    }

    @Test
    void theTemplateExplainsEveryKeyOnce() {
        // A table that may be left out is there as a comment.
        String template = TestFile.template().replaceAll("(?m)^# (?=# |\\[|[a-z_]+ = )", "");
        for (Schema.Table table : Schema.TABLES.values()) {
            String head = table.repeated() ? "\n[[%s]]\n" : "\n[%s]\n";
            assertThat(template).containsOnlyOnce("# " + table.meaning() + "\n");
            assertThat(template).contains(head.formatted(table.name()));
            for (Schema.Key key : table.keys().values()) {
                assertThat(template)
                        .contains(
                                "# %s\n# It is %s.\n%s = "
                                        .formatted(key.meaning(), key.kind().right(), key.name()));
            }
        }
    }

    @Test
    void everyDefaultIsRightByItsOwnKey() throws Exception {
        for (Schema.Table table : Schema.TABLES.values()) {
            for (Schema.Key key : table.keys().values()) {
                Object fallback = key.fallback();
                if (fallback != null) {
                    Object read = key.kind().reading().read(fallback);
                    assertThat(read).as(table.name() + "." + key.name()).isNotNull();
                }
            }
        }
    }

    @Test
    void aValueThatMustBeGivenIsAskedFor() {
        var tables = Map.of("site", List.of(Map.<String, Object>of("host", "www.one.example")));
        assertThatThrownBy(() -> Template.file(tables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no value for domain");
    }

    @Test
    void theManualListsTheKeysThereAre() throws IOException {
        String text = Files.exists(MANUAL) ? Files.readString(MANUAL) : "";
        int tables = text.indexOf("\n## ");
        String head = tables < 0 ? text : text.substring(0, tables);
        String right = head + Template.manual();
        if ("write".equals(System.getProperty("manual"))) {
            Files.writeString(MANUAL, right);
            return;
        }
        assertThat(text)
                .as("%s is not what the program reads; refresh it: %s".formatted(MANUAL, REFRESH))
                .isEqualTo(right);
    }
}
