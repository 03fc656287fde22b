package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 65,536 addresses, all of which the loopback has without a route: each answers as the host that
 * {@code hosts list} says it is, also after a kill, and the DNS knows it.
 */
@Tag("alone")
@Timeout(600)
final class HostsIT {
    private static final int HOSTS = 1 << 16;
    private static final int VISITORS = 16;
    private static final int PATIENCE_MILLIS = 30_000;

    /** One of so many is asked; all of them by {@code -Dhosts.every=1}, in a few minutes. */
    private static final int EVERY = Integer.getInteger("hosts.every", 32);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder = Path.of("");

    private Installation installation() throws IOException, InterruptedException {
        String table =
                """

                [[listener]]
                service = "dns"
                addresses = ["127.0.0.1"]
                port = 0
                host = "ns1.lindenhof.example"

                [[hosts]]
                networks = ["127.78.0.0/16"]
                mix = ["30%% relay sendmail|postfix|exim %d", "20%% proxy squid %d", "rest web apache|nginx|iis %d"]
                """
                        .formatted(
                                LoopbackPort.everywhere(),
                                LoopbackPort.everywhere(),
                                LoopbackPort.everywhere());
        return Installation.init(folder.resolve("node"))
                .set("limits", "connections_per_source_max", "2000")
                .set("limits", "accepts_per_second_per_network_max", "100000")
                .set("slow", "from_page", "1000000")
                .add(table);
    }

    private static List<JsonNode> listed(Installation installation)
            throws IOException, InterruptedException {
        Program.Finished finished = installation.command("hosts", "list", "--json");
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        List<JsonNode> hosts = new ArrayList<>();
        for (String line : finished.out().lines().toList()) {
            hosts.add(JSON.readTree(line));
        }
        return hosts;
    }

    @Test
    void eachAnswersAsItself() throws Exception {
        Installation installation = installation();
        List<JsonNode> hosts = listed(installation);
        assertThat(hosts).hasSize(HOSTS);
        List<JsonNode> sample =
                IntStream.range(0, HOSTS / EVERY).mapToObj(i -> hosts.get(i * EVERY)).toList();
        try (WatchedNode node = WatchedNode.start(folder, installation)) {
            assertThat(strangers(sample)).isEmpty();
            closedPortsAreReset(hosts);
            assertThat(installation.command("doctor").out()).contains("ok      virtual hosts: ");
            namesAndPointersAgree(node.port(Service.DNS), sample.subList(0, 300));
            node.node().kill();
        }
        try (WatchedNode node = WatchedNode.start(folder, installation)) {
            assertThat(strangers(sample.subList(0, 200))).isEmpty();
            node.end();
        }
        JsonNode first = hosts.getFirst();
        assertThat(installation.command("tail", "--all", "--once").out())
                .containsPattern("session_opened +\\(at " + first.path("name").asText() + "\\)");
    }

    /** Those of the hosts at whose address another one answers, with what it said. */
    private static List<String> strangers(List<JsonNode> hosts)
            throws InterruptedException, ExecutionException {
        List<String> strangers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(VISITORS)) {
            List<Future<String>> answers = new ArrayList<>();
            hosts.forEach(host -> answers.add(threads.submit(() -> answer(host))));
            for (int i = 0; i < hosts.size(); i++) {
                String said = answers.get(i).get();
                if (!fits(hosts.get(i), said)) {
                    strangers.add(hosts.get(i) + " said " + said);
                }
            }
        }
        return strangers;
    }

    private static boolean fits(JsonNode host, String said) {
        String persona = host.get("services").get(0).get("persona").asText();
        String product =
                switch (persona) {
                    case "apache" -> "Server: Apache";
                    case "nginx" -> "Server: nginx";
                    case "iis" -> "Server: Microsoft-IIS";
                    case "squid" -> "squid/5.7";
                    case "sendmail" -> "Sendmail";
                    case "postfix" -> "ESMTP Postfix";
                    case "exim" -> "Exim 4";
                    default -> "no such product";
                };
        // A page of any web host names it: its robots.txt says where its sitemap is.
        return said.contains(product) && said.contains(host.get("name").asText());
    }

    private static String answer(JsonNode host) {
        JsonNode service = host.get("services").get(0);
        try (Socket socket = socket(host.get("address").asText(), service.get("port").asInt())) {
            String asked =
                    switch (service.get("service").asText()) {
                        case "web" ->
                                "GET /robots.txt HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                        .formatted(host.get("name").asText());
                        case "proxy" -> "GET / HTTP/1.0\r\n\r\n";
                        default -> "QUIT\r\n";
                    };
            socket.getOutputStream().write(asked.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(host.toString(), e);
        }
    }

    private static Socket socket(String address, int port) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(
                new InetSocketAddress(InetAddress.ofLiteral(address), port), PATIENCE_MILLIS);
        return socket;
    }

    /** What the rules of the plan do better, the node does where they are not loaded. */
    private static void closedPortsAreReset(List<JsonNode> hosts) throws IOException {
        JsonNode relay = first(hosts, "relay");
        int port = first(hosts, "web").get("services").get(0).get("port").asInt();
        try (Socket socket = socket(relay.get("address").asText(), port)) {
            int read = socket.getInputStream().read();
            assertThat(read).as("nothing is said at a closed port").isEqualTo(-1);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static JsonNode first(List<JsonNode> hosts, String service) {
        return hosts.stream()
                .filter(h -> h.get("services").get(0).get("service").asText().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private void namesAndPointersAgree(int port, List<JsonNode> hosts)
            throws IOException, InterruptedException {
        var questions = new StringBuilder();
        List<String> right = new ArrayList<>();
        for (JsonNode host : hosts) {
            String name = host.get("name").asText();
            String address = host.get("address").asText();
            questions.append("%s A\n-x %s\n".formatted(name, address));
            right.addAll(List.of(address, name + "."));
        }
        Path file = folder.resolve("questions");
        Files.writeString(file, questions);
        Program.Finished dig =
                Program.ofDebian("dig", "bind9-dnsutils")
                        .succeed("@127.0.0.1", "-p", "" + port, "+short", "+tcp", "-f", "" + file);
        assertThat(dig.out().lines()).containsExactlyElementsOf(right);
    }
}
