package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What judges tell a tester of the proxy, for each degree of anonymity. */
@Timeout(60)
final class ProxyJudgeIT {
    private static final String OUTER = "203.0.113.9";
    private static final String JUDGE = "http://azenv.net/azenv.php";
    private static final String ECHO = "http://api.ipify.org/";

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource({"transparent, true, 127.0.0.51", "anonymous, true, unknown", "elite, false, none"})
    void theyTellAsMuchAsTheSettingSays(String anonymity, boolean named, String caller)
            throws IOException, InterruptedException {
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("proxy", "follow", "true")
                        .set("proxy", "anonymity", "\"" + anonymity + "\"")
                        .set("proxy", "outer_address", "\"" + OUTER + "\"");
        try (WatchedNode node = WatchedNode.start(folder, installation)) {
            String proxy = "127.0.0.1:" + node.port(Service.PROXY);
            String told = curl("http://" + proxy, JUDGE);
            assertThat(told).contains("REMOTE_ADDR = " + OUTER, "HTTP_HOST = azenv.net");
            assertThat(told.contains("HTTP_VIA = 1.1 ")).isEqualTo(named);
            assertThat(told.contains("HTTP_X_FORWARDED_FOR")).isEqualTo(named);
            assertThat(told.contains("HTTP_X_FORWARDED_FOR = " + caller + "\n")).isEqualTo(named);
            assertThat(curl("http://" + proxy, ECHO)).isEqualTo(OUTER);

            // A tunnel tells nothing of him, whatever the setting.
            for (String tunnel : List.of("socks5h://" + proxy, "socks4a://" + proxy)) {
                assertThat(curl(tunnel, JUDGE))
                        .contains("REMOTE_ADDR = " + OUTER, "HTTP_HOST = azenv.net")
                        .doesNotContain("HTTP_VIA", "FORWARDED", "squid", ProxyNode.CALLER);
                assertThat(curl(tunnel, ECHO)).isEqualTo(OUTER);
            }
            assertThat(curl("http://" + proxy, ECHO, "--proxytunnel")).isEqualTo(OUTER);
            node.end();
        }
    }

    private static String curl(String proxy, String url, String... more)
            throws IOException, InterruptedException {
        return Program.ofDebian("curl", "curl")
                .succeed(
                        List.of(
                                        List.of("--silent", "--show-error", "--max-time", "20"),
                                        List.of("--interface", ProxyNode.CALLER),
                                        List.of("--proxy", proxy, url),
                                        List.of(more))
                                .stream()
                                .flatMap(List::stream)
                                .toArray(String[]::new))
                .out();
    }
}
