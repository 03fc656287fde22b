package org.honeyspam.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.config.Hosts;

/** Virtual hosts of the tests, under a key of their own. */
final class TestHosts {
    private static final String SITE =
            """
            [[site]]
            host = "www.one.example"
            domain = "one.example"
            title = "One"

            [bait]
            domains = ["two.example"]

            """;

    private TestHosts() {}

    static Configuration configuration(String tables) {
        var checked = ConfigurationFile.check(SITE + tables, Path.of("/etc/honeyspam.toml"));
        assertThat(checked.mistakes()).isEmpty();
        return Objects.requireNonNull(checked.configuration());
    }

    static Hosts settings(String tables) {
        return configuration(tables).hosts();
    }

    static VirtualHosts of(String tables, int key) {
        return new VirtualHosts(settings(tables), new byte[] {1, 2, 3, (byte) key});
    }

    /** Networks of the usual mix. */
    static VirtualHosts in(String networks, int key) {
        return of("[[hosts]]\nnetworks = [%s]\n".formatted(networks), key);
    }

    static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }
}
