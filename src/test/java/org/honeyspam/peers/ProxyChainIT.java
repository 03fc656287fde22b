package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real client goes through the open proxy to port 25 and finds the relay there. */
@Timeout(60)
final class ProxyChainIT {
    private static final String CALLER = "127.0.0.51";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = WatchedNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (WatchedNode ending = node) {
            ending.end();
        }
    }

    @Test
    void aTunnelToPort25TalksToTheRelay() throws IOException, InterruptedException {
        Program.Finished finished = curl("NOOP\r\nQUIT\r\n", "telnet://some.host:25");
        assertThat(finished.out())
                .startsWith("220 ")
                .contains("ESMTP Exim", "250 OK\r\n", "\r\n221 ");
    }

    @Test
    void theRecordOfAMessageShowsBothEnds() throws IOException, InterruptedException {
        Sample sample = Sample.awkward().getFirst();
        Program.Finished finished =
                curl(
                        "",
                        "smtp://some.host:25/pc51.dialup.example",
                        "--mail-from",
                        "offers@pharmacy.example",
                        "--mail-rcpt",
                        "ann@victim.example",
                        "--upload-file",
                        sample.writeTo(folder).toString());
        assertThat(finished.exitCode()).as(finished.err()).isZero();

        List<JsonNode> traces = node.installation().trace("plain@pharmacy.example");
        assertThat(traces).hasSize(1);
        JsonNode message = traces.getFirst();
        assertThat(message.path("ip").asText()).isEqualTo(CALLER);
        assertThat(message.path("chain")).hasSize(1);
        assertThat(message.path("chain").path(0).asText())
                .isEqualTo("http-connect 127.0.0.1:%d some.host:25", node.port(Service.PROXY));
        assertThat(message.path("helo").asText()).isEqualTo("pc51.dialup.example");
        assertThat(message.path("recipients").path(0).path("address").asText())
                .isEqualTo("ann@victim.example");
        assertThat(Stored.from("offers@pharmacy.example", node.installation()))
                .containsExactly(sample.onTheWire());
    }

    @Test
    void aTunnelToAnotherPortTimesOut() throws IOException, InterruptedException {
        Program.Finished finished = curl("", "telnet://some.host:80");
        assertThat(finished.exitCode()).isNotZero();
        assertThat(finished.err()).contains("503");
    }

    private static Program.Finished curl(String input, String url, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--silent", "--show-error", "--max-time", "15"));
        words.addAll(List.of("--interface", CALLER, "--proxytunnel"));
        words.addAll(List.of("--proxy", "http://127.0.0.1:" + node.port(Service.PROXY)));
        words.addAll(List.of(arguments));
        words.add(url);
        return Program.ofDebian("curl", "curl")
                .reading(input.getBytes(US_ASCII))
                .run(words.toArray(String[]::new));
    }
}
