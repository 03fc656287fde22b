package org.honeyspam.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Configuration files of the tests. */
final class TestFile {
    static final Path PATH = Path.of("/etc/honeyspam/honeyspam.toml");

    /** The least that is good. */
    static final String SMALL =
            """
            [[listener]]
            service = "web"
            port = 80
            host = "www.one.example"

            [[site]]
            host = "www.one.example"
            domain = "one.example"
            title = "One"
            """;

    private TestFile() {}

    /** Every key, with two listeners and two sites. */
    static String template() {
        return Template.file(
                Map.of(
                        "listener",
                        List.of(
                                Map.of("service", "web", "port", 80L, "host", "www.one.example"),
                                Map.of("service", "mx", "port", 25L, "host", "mx.one.example")),
                        "site",
                        List.of(
                                site("www.one.example", "one.example", "Site \"One\" \\ Ltd"),
                                site("www.two.example", "two.example", "Zw\u00f6lf \u4e8c"))));
    }

    private static Map<String, Object> site(String host, String domain, String title) {
        return Map.of("host", host, "domain", domain, "title", title);
    }

    static Configuration good(String text) {
        Checked checked = ConfigurationFile.check(text, PATH);
        assertThat(checked.mistakes()).isEmpty();
        return Objects.requireNonNull(checked.configuration());
    }

    static List<Mistake> bad(String text) {
        Checked checked = ConfigurationFile.check(text, PATH);
        assertThat(checked.configuration()).isNull();
        assertThat(checked.mistakes()).isNotEmpty();
        return checked.mistakes();
    }
}
