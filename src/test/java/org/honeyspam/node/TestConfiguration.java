package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;

/** A configuration in a folder, with its key, that a test writes again and again. */
record TestConfiguration(Path folder) {
    private static final String SITE =
            """
            [[site]]
            host = "www.one.example"
            domain = "one.example"
            title = "One"

            """;

    Path file() {
        return folder.resolve("honeyspam.toml");
    }

    /** A site of the usual kind, and these tables. */
    Configuration write(String tables) throws IOException {
        return writeAll(SITE + tables);
    }

    Configuration writeAll(String text) throws IOException {
        Files.writeString(file(), text);
        if (Files.notExists(folder.resolve("secret.key"))) {
            KeyRing.create(folder.resolve("secret.key"));
        }
        var checked = ConfigurationFile.read(file());
        assertThat(checked.mistakes()).isEmpty();
        Configuration configuration = checked.configuration();
        if (configuration == null) {
            throw new AssertionError("no configuration, and no mistake");
        }
        return configuration;
    }

    /** A table of a listener on 127.0.0.1. */
    static String listener(String service, int port, String host, String more) {
        return """
                [[listener]]
                service = "%s"
                addresses = ["127.0.0.1"]
                port = %d
                host = "%s"
                %s

                """
                .formatted(service, port, host, more);
    }
}
