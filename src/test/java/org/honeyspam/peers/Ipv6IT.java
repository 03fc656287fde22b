package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Harvester and sender come by IPv6, and are recorded so. */
@Timeout(60)
final class Ipv6IT {
    private static final Pattern MAZE_LINK = Pattern.compile("<a href=\"(/[^\"]+/[^\"]*)\"");
    private static final Pattern ADDRESS = Pattern.compile("mailto:([^\"]+)");

    @TempDir private Path folder = Path.of("");

    @Test
    void visitAndMailByIpv6AreTraced() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "the machine has no IPv6");
        try (WatchedNode node = WatchedNode.start(folder, "::1")) {
            String web = "http://[::1]:" + node.node().port(Service.WEB, "[::1]");
            String path = "";
            String address = "";
            Matcher links = MAZE_LINK.matcher(curl(web + "/"));
            while (address.isEmpty() && links.find()) { // Not every form is a link.
                path = links.group(1);
                Matcher found = ADDRESS.matcher(curl(web + path));
                address = found.find() ? found.group(1) : "";
            }
            assertThat(address).as("an address in a link").isNotEmpty();
            mail(address, node);
            assertTraced(address, path, node);
            node.end();
        }
    }

    private void mail(String address, WatchedNode node) throws IOException, InterruptedException {
        int port = node.node().port(Service.MX, "[::1]");
        Path message = Sample.awkward().getFirst().writeTo(folder);
        curl(
                "smtp://[::1]:%d/pc61.dialup.example".formatted(port),
                "--mail-from",
                "offers@pharmacy.example",
                "--mail-rcpt",
                address,
                "--upload-file",
                message.toString());
    }

    private static void assertTraced(String address, String path, WatchedNode node)
            throws IOException, InterruptedException {
        List<JsonNode> traces = node.installation().trace(address);
        assertThat(traces).hasSize(1);
        JsonNode visit = traces.getFirst().path("harvest");
        assertThat(visit.path("ip").asText()).isEqualTo("::1");
        assertThat(visit.path("path").asText()).isEqualTo(path);
        assertThat(traces.getFirst().path("mail")).hasSize(1);
        assertThat(traces.getFirst().path("mail").path(0).path("ip").asText()).isEqualTo("::1");
        assertThat(node.installation().trace("::1").getFirst().path("addressesTaken").asInt())
                .isPositive();
    }

    private static String curl(String url, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--silent", "--show-error", "--globoff", "--max-time", "10", url));
        return Program.ofDebian("curl", "curl").succeed(words.toArray(String[]::new)).out();
    }
}
