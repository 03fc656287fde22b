package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Independent clients of HTTP/2 get what those of HTTP/1 get, from a server that offers it. */
@Timeout(120)
final class Http2IT {
    private static final String IP = "127.0.0.77";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        String table =
                """

                [[listener]]
                service = "web"
                addresses = ["%s"]
                port = 0
                host = "www.lindenhof.example"
                persona = "iis"
                tls = "implicit"
                """
                        .formatted(IP);
        Files.writeString(installation.configuration(), table, StandardOpenOption.APPEND);
        node = installation.start();
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (RunningNode ending = node) {
            assertThat(ending.terminate()).isZero();
            assertThat(ending.log()).doesNotContain("Exception", "ERROR", "WARN");
        }
    }

    private static String url(String path) {
        return "https://%s:%d%s".formatted(IP, node.port(Service.WEB, IP), path);
    }

    @Test
    void curlGetsTheSameByBoth() throws IOException, InterruptedException {
        var curl = Program.ofDebian("curl", "curl");
        String first = curl.succeed("-sk", "--http1.1", url("/")).out();
        String second = curl.succeed("-sk", "--http2", url("/")).out();
        assertThat(second).isEqualTo(first).contains("</html>");
        List<String> agreed =
                List.of("-sk", "-o", "/dev/null", "-w", "%{http_version} %{http_code}");
        assertThat(curl.succeed(with(agreed, "--http2", url("/nothing"))).out()).isEqualTo("2 404");
        assertThat(curl.succeed(with(agreed, "--http1.1", url("/"))).out()).isEqualTo("1.1 200");
        assertThat(curl.succeed(with(agreed, "--http2", "-d", "a=b", url("/"))).out())
                .isEqualTo("2 405");
    }

    private static String[] with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void nghttpReadsEveryFrame() throws IOException, InterruptedException {
        String out =
                Program.ofDebian("nghttp", "nghttp2-client")
                        .succeed(
                                "-nv", "--no-verify-peer", "-w", "14", url("/"), url("/robots.txt"))
                        .out();
        assertThat(out)
                .contains("The negotiated protocol: h2", "server: Microsoft-IIS/10.0")
                .doesNotContainPattern("(?<!NO)_ERROR");
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() throws IOException, InterruptedException {
        String out =
                Program.ofDebian("h2load", "nghttp2-client")
                        .succeed("-n", "500", "-c", "2", "-m", "50", url("/"))
                        .out();
        assertThat(out).contains("500 succeeded, 0 failed, 0 errored").contains("500 2xx");
    }
}
