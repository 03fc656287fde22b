package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.LoopbackPort;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What dig, unbound and named-checkzone make of a node's zones. */
@Timeout(120)
final class DnsIT {
    private static final String DOMAIN = "lindenhof.example";
    private static final String TABLES =
            """
            [[listener]]
            service = "dns"
            addresses = ["127.0.0.1"]
            port = 0
            host = "ns1.lindenhof.example"
            """;

    @TempDir private Path folder = Path.of("");
    private int port;

    @Test
    void realResolversFindWhatIsToBeFound() throws IOException, InterruptedException {
        Program.path("dig", "bind9-dnsutils");
        var installation =
                org.honeyspam.process.Installation.init(folder.resolve("node"))
                        .set("listener", "addresses", "[\"127.0.0.1\"]")
                        .set("dns", "ranges", "[\"10.9.0.0/22\", \"2001:db8:9::/64\"]")
                        .set("dns", "authorities", "[\"letsencrypt.org\"]")
                        .set("dns", "look_ups", "true")
                        .set("dnsbl", "zone", "\"bl.lindenhof.example\"")
                        .add(TABLES);
        try (WatchedNode node = WatchedNode.start(folder, installation)) {
            port = node.port(Service.DNS);
            installation.set("dns", "servers", "[\"127.0.0.1:%d\"]".formatted(port));
            digFindsThem();
            unboundResolvesThem();
            assertRecorded(node);
            Program.Finished check = installation.command("dns", "check");
            assertThat(check.out()).doesNotContain("wrong").contains(" as they should be.");
            assertThat(check.exitCode()).isZero();
            node.end();
        }
        namedTakesTheZones(installation);
    }

    private void digFindsThem() throws IOException, InterruptedException {
        assertThat(dig("mx.lindenhof.example", "+dnssec"))
                .contains("status: NOERROR", "flags: qr aa rd;", "flags: do;")
                .containsPattern("mx\\.lindenhof\\.example\\.\\s+300\\s+IN\\s+A\\s+10\\.9\\.[0-3]");
        assertThat(dig(DOMAIN, "ANY", "+tcp"))
                .contains("10 mx.lindenhof.example.", "0 issue \"letsencrypt.org\"", "v=spf1");
        assertThat(dig(DOMAIN, "AXFR")).contains("Transfer failed.");
        assertThat(dig("www.lindenhof.example", "+edns=1", "+noednsneg")).contains("BADVERS");
        assertThat(dig("www.google.example")).contains("status: REFUSED");
        assertThat(dig("nobody.lindenhof.example"))
                .contains("status: NXDOMAIN", "hostmaster.lindenhof.example.");
        assertThat(dig("2.0.0.127.bl.lindenhof.example", "TXT"))
                .contains("\"harvested e-mail addresses\"");
        assertThat(dig("-x", "10.9.1.7")).contains("ip-10-9-1-7.lindenhof.example.");
    }

    private String dig(String... words) throws IOException, InterruptedException {
        return dig(port, words);
    }

    private static String dig(int at, String... words) throws IOException, InterruptedException {
        var all = new java.util.ArrayList<>(List.of("@127.0.0.1", "-p", "" + at, "+tries=2"));
        all.addAll(List.of(words));
        return Program.ofDebian("dig", "bind9-dnsutils").run(all.toArray(String[]::new)).out();
    }

    private void unboundResolvesThem() throws IOException, InterruptedException {
        LoopbackPort resolver = LoopbackPort.free();
        Path file = folder.resolve("unbound.conf");
        Files.writeString(file, unbound(resolver.number()));
        var builder =
                new ProcessBuilder(
                        Program.path("unbound", "unbound").toString(), "-d", "-c", file.toString());
        try (var unbound =
                ForegroundServer.start(builder, resolver, folder.resolve("unbound.log"))) {
            assertThat(unbound).isNotNull();
            assertThat(dig(resolver.number(), DOMAIN, "MX", "+short"))
                    .isEqualTo("10 mx.lindenhof.example.\n");
            assertThat(dig(resolver.number(), "mx.lindenhof.example", "+short"))
                    .matches("(10\\.9\\.[0-3]\\.\\d+\n){2}");
            assertThat(dig(resolver.number(), "harbour.example", "MX", "+short"))
                    .isEqualTo("10 mx.lindenhof.example.\n");
            assertThat(dig(resolver.number(), "-x", "10.9.1.7", "+short"))
                    .isEqualTo("ip-10-9-1-7.lindenhof.example.\n");
            assertThat(dig(resolver.number(), "2.0.0.127.bl.lindenhof.example", "+short"))
                    .contains("127.0.0.2\n", "127.0.0.9\n");
            assertThat(dig(resolver.number(), "1.0.0.127.bl.lindenhof.example"))
                    .contains("status: NXDOMAIN");
        }
    }

    private String unbound(int resolver) {
        var text =
                new StringBuilder(
                        """
                        server:
                          interface: 127.0.0.1@%d
                          outgoing-interface: 127.0.0.1
                          do-not-query-localhost: no
                          do-daemonize: no
                          username: ""
                          chroot: ""
                          directory: "%s"
                          pidfile: ""
                          use-syslog: no
                          module-config: "iterator"
                          local-zone: "10.in-addr.arpa." nodefault
                        remote-control:
                          control-enable: no
                        """
                                .formatted(resolver, folder));
        for (String zone : List.of(DOMAIN, "harbour.example", "1.9.10.in-addr.arpa")) {
            text.append("stub-zone:\n  name: \"%s\"\n".formatted(zone));
            text.append("  stub-addr: 127.0.0.1@%d\n".formatted(port));
        }
        return text.toString();
    }

    private static void assertRecorded(WatchedNode node) throws IOException, InterruptedException {
        List<JsonNode> queries =
                node.installation().journal().stream()
                        .filter(e -> e.path("event.action").asText().equals("dns_query"))
                        .toList();
        assertThat(queries)
                .anySatisfy(
                        query -> {
                            assertThat(query.path("dns.question.type").asText()).isEqualTo("AXFR");
                            assertThat(query.path("network.transport").asText()).isEqualTo("tcp");
                            assertThat(query.path("dns.response_code").asText())
                                    .isEqualTo("REFUSED");
                            assertThat(query.path("source.ip").asText()).isEqualTo("127.0.0.1");
                        });
        assertThat(queries)
                .noneMatch(query -> query.path("dns.question.name").asText().contains(".bl."));
    }

    private void namedTakesTheZones(org.honeyspam.process.Installation installation)
            throws IOException, InterruptedException {
        for (String zone :
                List.of(
                        DOMAIN,
                        "harbour.example",
                        "3.9.10.in-addr.arpa",
                        "0.0.0.0.9.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")) {
            Path file = folder.resolve(zone);
            Files.writeString(file, installation.command("dns", "records", zone).out());
            Program.Finished checked =
                    Program.ofDebian("named-checkzone", "bind9-utils")
                            .run("-i", "local", zone, file.toString());
            assertThat(checked.out()).endsWith("OK\n");
            assertThat(checked.exitCode()).isZero();
        }
    }
}
