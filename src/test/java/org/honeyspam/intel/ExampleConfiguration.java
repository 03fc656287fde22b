package org.honeyspam.intel;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;

/** What a configuration says of which the file says no more than it must. */
final class ExampleConfiguration {
    private static final String TEXT =
            """
            [[listener]]
            service = "relay"
            port = 2525
            host = "mx.one.example"

            [bait]
            domains = ["one.example"]
            """;

    private ExampleConfiguration() {}

    static Configuration.Blacklist blacklist() {
        var checked = ConfigurationFile.check(TEXT, Path.of("honeyspam.toml"));
        return requireNonNull(checked.configuration(), checked.mistakes()::toString).blacklist();
    }
}
