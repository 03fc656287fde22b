package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.peers.ProxyNode.Door;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain of proxies, all but the first far away, is walked in here, and each hop is on record. */
@Timeout(60)
final class ProxychainsIT {
    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static ProxyNode node;

    /** One of a chain, but for the first, which is ours. */
    record Link(String kind, String ip, int port) {
        String line() {
            return "%s %s %d\n".formatted(kind, ip, port);
        }

        String via(boolean toName) {
            return switch (kind) {
                case "http" -> "http-connect";
                case "socks4" -> toName ? "socks4a" : "socks4";
                default -> kind;
            };
        }
    }

    private static final List<Link> FAR =
            List.of(
                    new Link("socks4", "192.0.2.11", 1080),
                    new Link("socks5", "192.0.2.12", 8080),
                    new Link("http", "192.0.2.13", 3128),
                    new Link("socks5", "192.0.2.14", 1080),
                    new Link("http", "192.0.2.15", 8080),
                    new Link("socks4", "192.0.2.16", 3128),
                    new Link("http", "192.0.2.17", 80));

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = ProxyNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (ProxyNode ending = node) {
            ending.end();
        }
    }

    static Stream<List<Link>> chains() {
        Link http = new Link("http", Door.ANY.ip(), node.port(Door.ANY));
        Link socks4 = new Link("socks4", Door.DANTE.ip(), node.port(Door.DANTE));
        Link socks5 = new Link("socks5", Door.ANY.ip(), node.port(Door.ANY));
        return Stream.of(
                List.of(http),
                List.of(socks4),
                List.of(socks5),
                with(socks5, FAR.subList(2, 4)),
                with(http, FAR.subList(0, 2)),
                with(socks4, FAR.subList(4, 6)),
                with(http, FAR),
                with(socks5, FAR.reversed()));
    }

    private static List<Link> with(Link first, List<Link> rest) {
        List<Link> all = new ArrayList<>(rest);
        all.addFirst(first);
        return all;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("chains")
    void swaksDeliversThroughIt(List<Link> chain) throws IOException, InterruptedException {
        for (String host : List.of("mx1.victim.example", "192.0.2.25")) {
            Sample sample = ProxyNode.plain("chain.%d.%s".formatted(chain.hashCode(), host));
            Program.Finished finished =
                    proxychains(chain)
                            .run(
                                    "swaks",
                                    "--server=" + host,
                                    "--port=25",
                                    "--helo=pc51.dialup.example",
                                    "--from=" + ProxyNode.SENDER,
                                    "--to=" + ProxyNode.RECIPIENT,
                                    "--timeout=15s",
                                    "--suppress-data",
                                    "--no-data-fixup",
                                    "--data=@"
                                            + Files.writeString(
                                                    folder.resolve("data"),
                                                    sample.onTheWire() + "."));
            assertThat(finished.exitCode()).as(finished.out() + finished.err()).isZero();
            node.assertDelivered(sample, way(chain, host + ":25").toArray(String[]::new));
        }
    }

    /** Each hop as its own proxy heard it; all of them spoke to our one end. */
    private static List<String> way(List<Link> chain, String last) {
        List<String> hops = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            boolean ends = i + 1 == chain.size();
            Link next = ends ? null : chain.get(i + 1);
            String target = next == null ? last : next.ip() + ":" + next.port();
            boolean toName = ends && last.startsWith("mx1");
            String at = chain.getFirst().ip() + ":" + chain.getFirst().port();
            hops.add("%s %s %s".formatted(chain.get(i).via(toName), at, target));
        }
        return hops;
    }

    @Test
    void netcatTalksThroughEightHops() throws IOException, InterruptedException {
        Link first = new Link("http", Door.ANY.ip(), node.port(Door.ANY));
        Program.path("nc", "netcat-openbsd");
        Program.Finished finished =
                proxychains(with(first, FAR))
                        .reading("NOOP\r\nQUIT\r\n".getBytes(US_ASCII))
                        .run("nc", "-w", "15", "192.0.2.25", "25");
        assertThat(finished.out())
                .startsWith("220 localhost.localdomain ESMTP Postfix ")
                .contains("\r\n250 2.0.0 Ok\r\n221 2.0.0 ");
    }

    @Test
    void afterSixteenHopsNobodyAnswers() throws IOException, InterruptedException {
        List<Link> chain = new ArrayList<>();
        chain.add(new Link("http", Door.ANY.ip(), node.port(Door.ANY)));
        for (int i = 0; i < 16; i++) {
            chain.add(new Link("http", "192.0.2." + (20 + i), 3128));
        }
        Program.Finished finished = proxychains(chain).run("nc", "-w", "15", "192.0.2.25", "25");
        assertThat(finished.exitCode()).isNotZero();
        assertThat(finished.out()).isEmpty();
        assertThat(node.requests("honeyspam.proxy.target_host", "192.0.2.35"))
                .extracting(event -> event.path("event.outcome").asText())
                .containsExactly("timed_out");
    }

    private static Program proxychains(List<Link> chain) throws IOException {
        StringBuilder text = new StringBuilder("strict_chain\nproxy_dns\nquiet_mode\n");
        text.append("tcp_read_time_out 15000\ntcp_connect_time_out 15000\n[ProxyList]\n");
        chain.forEach(link -> text.append(link.line()));
        Path file = Files.writeString(folder.resolve("proxychains.conf"), text);
        String program = Program.path("proxychains4", "proxychains4").toString();
        Program.path("swaks", "swaks");
        return Program.of(List.of(program, "-f", file.toString()));
    }
}
