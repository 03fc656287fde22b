package org.honeyspam.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.honeyspam.node.TestConfiguration.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.honeyspam.hosts.VirtualHost;
import org.honeyspam.process.LoopbackPort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual hosts beside listeners on the same port, and what a reload makes of them. */
final class HostsInNodeTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @TempDir private Path folder;
    private TestConfiguration file;
    private int port;

    @BeforeEach
    void openFolder() throws IOException {
        file = new TestConfiguration(folder);
        port = LoopbackPort.everywhere();
    }

    private Node start(String tables) throws IOException, StartException {
        return Node.start(file.write(tables), Clock.systemUTC(), "test");
    }

    private String hosts(String persona) {
        return """
                [[hosts]]
                networks = ["127.79.0.0/28"]
                mix = ["rest relay %s %d"]

                """
                .formatted(persona, port);
    }

    private String mx() {
        return listener("mx", port, "mx.one.example", "persona = \"postfix\"");
    }

    private static String name(Node node, String ip) throws IOException {
        Configuration configuration = node.configuration();
        InetAddress address = InetAddress.ofLiteral(ip);
        VirtualHost host = Objects.requireNonNull(HostDraw.of(configuration).at(address));
        return host.name();
    }

    /** The first line that is said there; empty if the connection is reset. */
    private String greeting(String ip) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var where = new InetSocketAddress(InetAddress.ofLiteral(ip), port);
            socket.connect(where, PATIENCE_MILLIS);
            var said =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            return String.valueOf(said.readLine());
        } catch (SocketException e) {
            return "";
        }
    }

    @Test
    void aListenerOnAnAddressOfItsOwnStandsBeside() throws Exception {
        try (Node node = start(mx() + hosts("exim"))) {
            assertThat(greeting("127.0.0.1")).contains("mx.one.example ESMTP Postfix");
            assertThat(greeting("127.79.0.0")).contains(name(node, "127.79.0.0") + " ESMTP Exim");
            assertThat(greeting("127.79.0.15")).contains(name(node, "127.79.0.15"));
            assertThat(greeting("127.79.0.16")).as("no host is there").isEmpty();
            assertThat(node.status().ports())
                    .extracting(Status.Port::address)
                    .containsExactly("127.0.0.1", "*");
        }
    }

    @Test
    void aListenerOnAllAddressesHasThoseThatAreNoHosts() throws Exception {
        String all = mx().replace("\"127.0.0.1\"", "\"*\"");
        try (Node node = start(all + hosts("exim"))) {
            assertThat(greeting("127.0.0.1")).contains("mx.one.example ESMTP Postfix");
            assertThat(greeting("127.79.0.9")).contains(name(node, "127.79.0.9") + " ESMTP Exim");
            assertThat(node.status().ports()).hasSize(1);
        }
    }

    @Test
    void aListenerOnAllAddressesDoesNotSpeakForHostsThatLackThePort() throws Exception {
        String dark =
                """
                [[host]]
                address = "127.79.0.3"
                name = "dark.one.example"
                """;
        try (Node node = start(mx().replace("\"127.0.0.1\"", "\"*\"") + dark)) {
            assertThat(greeting("127.0.0.1")).contains("Postfix");
            assertThat(greeting("127.79.0.3")).isEmpty();
            assertThat(node.bound()).hasSize(1);
        }
    }

    @Test
    void theStatusTellsHowManyThereAreAndWereVisited() throws Exception {
        String more =
                """
                [[hosts]]
                networks = ["2001:db8:78::/64"]
                mix = ["rest relay exim %1$d"]

                [[host]]
                address = "127.79.1.25"
                name = "a.one.example"

                [[host]]
                address = "127.79.0.9"
                name = "b.one.example"
                services = ["relay exim %1$d"]
                """
                        .formatted(port);
        try (Node node = start(mx() + hosts("exim"))) {
            assertThat(hostsOf(node)).isEqualTo("16, 0 visited");
            for (String ip : List.of("127.79.0.0", "127.79.0.9", "127.79.0.9", "127.0.0.1")) {
                assertThat(greeting(ip)).isNotEmpty();
            }
            assertThat(hostsOf(node)).isEqualTo("16, 2 visited");
            file.write(mx() + hosts("exim"));
            assertThat(node.reload().taken()).isTrue();
            assertThat(hostsOf(node)).isEqualTo("16, 0 visited");
        }
        try (Node node = start(mx() + hosts("exim") + more)) {
            assertThat(hostsOf(node)).isEqualTo("17 and all of 2001:db8:78::/64, 0 visited");
        }
        try (Node node = start(mx())) {
            assertThat(node.status().parts())
                    .extracting(Status.Part::name)
                    .doesNotContain("virtual_hosts");
        }
    }

    private static String hostsOf(Node node) {
        return node.status().parts().stream()
                .filter(part -> part.name().equals("virtual_hosts") && part.well())
                .map(part -> String.valueOf(part.note()))
                .findFirst()
                .orElse("");
    }

    @Test
    void aReloadChangesWhatHostsAreAndTakesThemAway() throws Exception {
        try (Node node = start(mx() + hosts("exim"))) {
            String name = name(node, "127.79.0.7");
            assertThat(greeting("127.79.0.7")).contains(name + " ESMTP Exim");
            file.write(mx() + hosts("postfix"));
            assertThat(node.reload().taken()).isTrue();
            assertThat(greeting("127.79.0.7")).contains(name + " ESMTP Postfix");
            file.write(mx());
            assertThat(node.reload().changes()).hasSize(1).first().asString().contains("closed");
            assertThat(greeting("127.79.0.7")).isEmpty();
            assertThat(greeting("127.0.0.1")).contains("Postfix");
        }
    }

    @Test
    void hostsCannotComeToAPortThatAListenerHasAlone() throws Exception {
        try (Node node = start(mx())) {
            file.write(mx() + hosts("exim"));
            Reload refused = node.reload();
            assertThat(refused.taken()).isFalse();
            assertThat(refused.mistakes()).asString().contains("needs a restart");
            assertThat(greeting("127.0.0.1")).contains("Postfix");
            assertThat(List.copyOf(node.bound())).hasSize(1);
        }
    }
}
