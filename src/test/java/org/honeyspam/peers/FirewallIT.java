package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.process.ForegroundServer;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The firewall rules of the manual, loaded into networks of their own around a node: what visitors
 * ask is answered, and nothing is begun.
 */
@Timeout(120)
final class FirewallIT {
    private static final String JAR = "target/honeyspam.jar";
    private static final Path SCRIPT =
            Path.of("src/test/resources/peers/firewall/run").toAbsolutePath();

    @TempDir private Path folder = Path.of("");

    @Test
    void answersGoOutAndNothingElseDoes() throws IOException, InterruptedException {
        assumeTrue(
                "root".equals(System.getProperty("user.name")), "a network of its own needs root");
        for (String[] needed :
                new String[][] {
                    {"ip", "iproute2"},
                    {"nft", "nftables"},
                    {"setpriv", "util-linux"},
                    {"curl", "curl"},
                    {"dig", "bind9-dnsutils"},
                    {"nc", "netcat-openbsd"}
                }) {
            Program.path(needed[0], needed[1]);
        }
        List<String> words = new ArrayList<>(List.of("--net", "--mount", SCRIPT.toString()));
        words.add(folder.toString());
        words.add(Path.of("docs/operations").toAbsolutePath().toString());
        words.addAll(node());
        String said =
                Program.ofDebian("unshare", "util-linux")
                        .succeed(words.toArray(String[]::new))
                        .out();
        assertThat(said.lines())
                .containsExactly(
                        "open-web 0",
                        "open-mail 0",
                        "open-dns 0",
                        "open-dns-tcp 0",
                        "open-out 0",
                        "open-spoofed 0",
                        "open-inside 0",
                        "guarded-web 0",
                        "guarded-mail 0",
                        "guarded-dns 0",
                        "guarded-dns-tcp 0",
                        "guarded-out-25 1",
                        "guarded-out-53 1",
                        "guarded-out-80 1",
                        "guarded-udp 1",
                        "guarded-other-port 1",
                        "probe-out-25 0",
                        "probe-out-53 0",
                        "probe-out-80 1",
                        "gateway-inside 1",
                        "gateway-spoofed 1",
                        "gateway-from-inside 0",
                        "gateway-other-port 1");
    }

    /** Starts one on the usual ports, in folders that the user nobody can get at. */
    private List<String> node() throws IOException, InterruptedException {
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("listener", "addresses", "[\"192.0.2.7\"]")
                        .add(
                                """

                                [[listener]]
                                service = "web"
                                addresses = ["192.0.2.7"]
                                port = 80
                                host = "www.lindenhof.example"

                                [[listener]]
                                service = "mx"
                                addresses = ["192.0.2.7"]
                                port = 25
                                host = "mx.lindenhof.example"

                                [[listener]]
                                service = "web"
                                addresses = ["192.0.2.7"]
                                port = 8480
                                host = "www.harbour.example"

                                [[listener]]
                                service = "dns"
                                addresses = ["192.0.2.7"]
                                port = 53
                                host = "ns1.lindenhof.example"
                                """);
        ForegroundServer.letThrough(folder);
        var users = folder.getFileSystem().getUserPrincipalLookupService();
        try (Stream<Path> files = Files.walk(installation.folder())) {
            for (Path file : files.toList()) {
                Files.setOwner(file, users.lookupPrincipalByName("nobody"));
            }
        }
        String jar = Path.of(JAR).toAbsolutePath().toString();
        String copy = copied(Path.of("target")).resolve("honeyspam.jar").toString();
        return installation.startingWords().stream()
                .map(word -> word.equals(jar) || word.equals(JAR) ? copy : word)
                .toList();
    }

    /** The tests may run where only root comes. */
    private Path copied(Path target) throws IOException {
        Path program = folder.resolve("program");
        Files.createDirectories(program.resolve("lib"));
        Files.copy(target.resolve("honeyspam.jar"), program.resolve("honeyspam.jar"));
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, program.resolve("lib").resolve(jar.getFileName()));
            }
        }
        try (Stream<Path> files = Files.walk(program)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return program;
    }
}
