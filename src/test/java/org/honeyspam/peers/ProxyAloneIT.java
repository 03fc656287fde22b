package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.SocketWatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proxies on their usual ports, in a network of their own with a way out on which somebody listens:
 * whatever they are asked for, nothing leaves. There nmap may look names up as well.
 */
@Timeout(240)
final class ProxyAloneIT {
    private static final Path SCRIPTS = Path.of("src/test/resources/peers/alone").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern LISTENER =
            Pattern.compile("(?m)^(?:web|mx|relay|proxy) +\\S+:(\\d+) ");

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void needsRoot() {
        assumeTrue(
                System.getProperty("user.name").equals("root"), "a network of its own needs root");
        Program.path("tcpdump", "tcpdump");
        Program.path("ip", "iproute2");
    }

    @Test
    void noPacketLeavesWhateverTheyAreAskedFor()
            throws IOException, InterruptedException, ExecutionException {
        Program.path("curl", "curl");
        Program.path("nc", "netcat-openbsd");
        List<String> said = run("callers").lines().toList();
        assertThat(said)
                .contains("mail-by-http 0", "mail-by-socks4a 0", "mail-by-socks5 0")
                .contains("mail-to-ipv6 0", "page 0", "form 0", "judge 0", "two-proxies 0")
                .doesNotContain("tunnel 0", "socks-tunnel 0")
                .doesNotContain("bind4 0", "bind5 2", "associate 2", "dns-over-socks 2");
        // tcpdump saw the one packet that was sent when the node had ended.
        assertThat(Files.readString(folder.resolve("capture")).strip())
                .doesNotContain("\n")
                .contains("198.51.100.2", "> 203.0.113.1.9: UDP");
    }

    @Test
    void nmapCallsThemOpenAndNamesThem()
            throws IOException, InterruptedException, ExecutionException {
        Program.path("nmap", "nmap");
        Program.path("dnsmasq", "dnsmasq-base");
        String said = run("scanner");
        String http = "Potentially OPEN proxy.\n|_Methods supported: GET HEAD CONNECTION";
        assertThat(said)
                .contains("1080/tcp open  socks5  (No authentication required; connection ok)")
                .contains("| socks-open-proxy: \n|   status: open\n|   versions: \n")
                .contains("|     socks4\n|_    socks5\n")
                .contains("3128/tcp open  http-proxy Squid http proxy 5.7")
                .contains("8080/tcp open  http-proxy Squid http proxy 5.7", http);
        assertThat(said.substring(said.indexOf(http) + 1)).as("the other as well").contains(http);
    }

    /** What the clients said of a node that they talked to, of which nothing else came. */
    private String run(String clients)
            throws IOException, InterruptedException, ExecutionException {
        List<String> words = new ArrayList<>(List.of("-n", "-m"));
        words.addAll(List.of(SCRIPTS.resolve("run").toString(), folder.toString()));
        words.addAll(List.of(SCRIPTS.resolve(clients).toString(), "--"));
        words.addAll(install().startingWords());
        var watching = new FutureTask<>(this::watch);
        Thread.ofVirtual().start(watching);
        Program.Finished finished =
                Program.ofDebian("unshare", "util-linux")
                        .within(PATIENCE)
                        .succeed(words.toArray(String[]::new));
        try (SocketWatch sockets = watching.get()) {
            assertThat(sockets.looks()).isPositive();
            assertThat(sockets.strangers()).isEmpty();
        }
        WatchedNode.assertNothingOutbound(folder.resolve("classes"));
        assertThat(Files.readString(folder.resolve("node.err")))
                .doesNotContain("Exception", "ERROR", "WARN");
        return finished.out();
    }

    private Installation install() throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        installation.set("proxy", "follow", "true");
        for (String[] door :
                new String[][] {{"1080", "dante"}, {"3128", "squid"}, {"8080", "any-proxy"}}) {
            installation.add(
                    """

                    [[listener]]
                    service = "proxy"
                    addresses = ["127.0.0.71"]
                    port = %s
                    host = "cache.lindenhof.example"
                    persona = "%s"
                    """
                            .formatted(door[0], door[1]));
        }
        return installation;
    }

    /** Looks at the sockets of the node, which the script starts, from when it is up. */
    private SocketWatch watch() throws IOException, InterruptedException {
        Path said = folder.resolve("node.out");
        while (!Files.exists(said) || !Files.readString(said).contains("HoneySpam is up")) {
            Thread.sleep(Duration.ofMillis(20));
        }
        List<Integer> ports =
                LISTENER.matcher(Files.readString(said))
                        .results()
                        .map(listener -> Integer.valueOf(listener.group(1)))
                        .toList();
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        return SocketWatch.start(pid, ports);
    }
}
