package org.honeyspam.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.honeyspam.peers.ProxyNode.Door;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nodemailer's mail, by itself and through the packages that most programs of Node.js use. */
@Timeout(60)
final class NodeProxyIT {
    private static final Path MODULES = Path.of(".ci/node/node_modules").toAbsolutePath();
    private static final String SCRIPT = "src/test/resources/peers/proxied.cjs";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static ProxyNode node;

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

    @ParameterizedTest(name = "{0} by {1} to {2}, {4}")
    @CsvSource({
        "nodemailer, http, SQUID, http-connect, CLEAR, 25",
        "nodemailer, http, ANY, http-connect, STARTTLS, 587",
        "nodemailer, http, ANY, http-connect, IMPLICIT, 465",
        "nodemailer, socks5, DANTE, socks5, CLEAR, 25",
        "nodemailer, socks4a, ANY, socks4a, STARTTLS, 587",
        "nodemailer, socks5, STICKY, socks5, IMPLICIT, 465",
        "socks, socks4, ANY, socks4a, CLEAR, 25",
        "socks, socks5, DANTE, socks5, CLEAR, 25",
        "socks, socks5, ANY, socks5, STARTTLS, 587",
        "socks-proxy-agent, socks4a, ANY, socks4a, CLEAR, 25",
        "socks-proxy-agent, socks5h, DANTE, socks5, CLEAR, 25",
        "socks-proxy-agent, socks5h, STICKY, socks5, STARTTLS, 587",
        "proxy-chain, http, SQUID, http-connect, CLEAR, 25",
        "proxy-chain, http, STICKY, http-connect, STARTTLS, 587",
        "proxy-chain, http, ANY, http-connect, IMPLICIT, 465",
    })
    void aMessageArrivesWhole(
            String client, String scheme, Door door, String via, Way way, String port)
            throws IOException, InterruptedException {
        for (String module : new String[] {"nodemailer", "socks", client}) {
            assumeTrue(
                    Files.isDirectory(MODULES.resolve(module)),
                    module + " is missing; .ci/setup installs it");
        }
        String name = String.join(".", client, scheme, door.name(), way.label());
        Sample sample = ProxyNode.letter(name.toLowerCase(Locale.ROOT));
        String login = door == Door.STICKY ? "node-%s:secret@".formatted(client) : "";
        String host = "mx1.victim.example";
        Program.ofDebian("node", "nodejs")
                .succeed(
                        SCRIPT,
                        MODULES.toString(),
                        client,
                        "%s://%s%s".formatted(scheme, login, node.at(door)),
                        host,
                        port,
                        way.label(),
                        ProxyNode.SENDER,
                        ProxyNode.RECIPIENT,
                        sample.writeTo(folder).toString());
        node.assertDelivered(sample, node.hop(via, door, host + ":" + port));
    }
}
