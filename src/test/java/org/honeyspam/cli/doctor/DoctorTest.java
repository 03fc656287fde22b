package org.honeyspam.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.cli.doctor.Finding.Level;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.health.Status;
import org.honeyspam.node.Node;
import org.honeyspam.node.StartException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults are planted, one at a time, and the doctor finds each and knows what to do. */
final class DoctorTest {
    static final String TABLES =
            """
            [smtp]
            greet_pause = "0s"

            [mail]
            disk_free_min = "1MiB"

            [limits]
            connections_max = 100

            [[site]]
            host = "www.one.example"
            domain = "one.example"
            title = "One"

            """;

    private static final String BLOCKLIST =
            """
            [dnsbl]
            zone = "bl.one.example"
            clients = ["127.0.0.0/8"]

            """;

    @TempDir private Path folder;

    @BeforeEach
    void makeKey() throws IOException {
        KeyRing.create(folder.resolve("secret.key"));
    }

    static String listener(String service, String persona, String more) {
        return """
                [[listener]]
                service = "%s"
                addresses = ["127.0.0.1"]
                port = 0
                host = "%s.one.example"
                persona = "%s"
                %s

                """
                .formatted(service, service.equals("web") ? "www" : service, persona, more);
    }

    private static String all() {
        return listener("web", "apache", "")
                + listener("mx", "exim", "")
                + listener("relay", "sendmail", "")
                + listener("relay", "postfix", "tls = \"implicit\"")
                + listener("proxy", "squid", "")
                + listener("proxy", "dante", "")
                + listener("proxy", "any-proxy", "")
                + listener("dns", "bind", "")
                + BLOCKLIST;
    }

    private Configuration configuration(String text) throws IOException {
        return configuration(folder, text);
    }

    static Configuration configuration(Path folder, String text) throws IOException {
        Path file = folder.resolve("honeyspam.toml");
        Files.writeString(file, text);
        var checked = ConfigurationFile.read(file);
        assertThat(checked.mistakes()).isEmpty();
        Configuration configuration = checked.configuration();
        if (configuration == null) {
            throw new AssertionError("no configuration, and no mistake");
        }
        return configuration;
    }

    static Node start(Configuration configuration) throws StartException {
        return Node.start(configuration, Clock.systemUTC(), "test");
    }

    static List<Finding> examine(Configuration of, @Nullable Status status)
            throws IOException, InterruptedException {
        return examine(of, () -> status, Instant.now());
    }

    static List<Finding> examine(Configuration of, Doctor.Asked node, Instant now)
            throws IOException, InterruptedException {
        return examine(new Patient(of, node.status(), node, now, Duration.ofSeconds(40)));
    }

    static List<Finding> examine(Patient patient) throws InterruptedException {
        List<Finding> found = new ArrayList<>();
        Doctor.examine(patient, found::add);
        return found;
    }

    static void assertFound(
            List<Finding> findings, Level level, String check, String what, String remedy) {
        assertThat(findings)
                .anySatisfy(
                        one -> {
                            assertThat(one.check()).isEqualTo(check);
                            assertThat(one.level()).isEqualTo(level);
                            assertThat(one.what()).contains(what);
                            assertThat(one.remedy()).contains(remedy);
                        });
    }

    static void assertFailure(List<Finding> findings, String check, String what, String remedy) {
        assertFound(findings, Level.FAILURE, check, what, remedy);
    }

    @Test
    void aHealthyNodeHasNoFinding() throws Exception {
        Configuration configuration = configuration(TABLES + all());
        try (Node node = start(configuration)) {
            List<Finding> findings = examine(configuration, node.status());
            assertThat(findings).allSatisfy(one -> assertThat(one.level()).isEqualTo(Level.OK));
            assertThat(findings)
                    .extracting(Finding::what)
                    .contains("harvested, mailed and traced", "it answers for all zones");
        }
    }

    @Test
    void aNodeThatDoesNotRunAndAPortThatAnotherHas() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String mx = listener("mx", "exim", "").replace("= 0", "= " + taken.getLocalPort());
            List<Finding> findings = examine(configuration(TABLES + mx), null);
            assertFailure(findings, "node", "no node runs", "start it");
            String where = "port %d cannot be had".formatted(taken.getLocalPort());
            assertFailure(findings, "ports", where, "ss -ltnp");
        }
    }

    @Test
    void aDiskWithoutRoom() throws Exception {
        Configuration configuration =
                configuration(TABLES.replace("1MiB", "1024GiB") + listener("mx", "exim", ""));
        try (Node node = start(configuration)) {
            List<Finding> findings = examine(configuration, node.status());
            assertFailure(findings, "disk", "no message is taken", "make room");
            assertFailure(findings, "node", "mail is not well", "disk_free_min");
        }
    }

    @Test
    void aClockThatIsBehindTheRecord() throws Exception {
        Configuration configuration = configuration(TABLES + listener("mx", "exim", ""));
        try (Node node = start(configuration)) {
            Thread.sleep(200); // Until the start is on record.
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            List<Finding> findings = examine(configuration, node::status, yesterday);
            assertFailure(findings, "clock", "events of", "NTP");
        }
    }

    @Test
    void aCertificateThatIsOutOfDate() throws Exception {
        Configuration configuration =
                configuration(TABLES + listener("relay", "exim", "tls = \"implicit\""));
        try (Node node = start(configuration)) {
            Instant later = Instant.now().plus(Duration.ofDays(20_000));
            List<Finding> findings = examine(configuration, node::status, later);
            assertFailure(findings, "certificates", "expired", "honeyspam reload");
        }
    }

    @Test
    void tooFewFilesForTheConnections() throws Exception {
        Configuration configuration =
                configuration(
                        TABLES.replace("connections_max = 100", "connections_max = 1000000")
                                + listener("mx", "exim", ""));
        try (Node node = start(configuration)) {
            List<Finding> findings = examine(configuration, few(node.status()));
            assertFailure(findings, "files", "may open 1024 files", "LimitNOFILE");
        }
    }

    /** As a service that is given the usual number of files. */
    private static Status few(Status of) {
        List<Status.Limit> limits =
                of.limits().stream()
                        .map(
                                one ->
                                        one.name().equals("open_files")
                                                ? new Status.Limit(
                                                        one.name(), one.now(), 1024, 0, 0)
                                                : one)
                        .toList();
        return with(of, of.ports(), limits);
    }

    static Status with(Status of, List<Status.Port> ports, List<Status.Limit> limits) {
        return new Status(
                of.node(),
                of.version(),
                of.started(),
                of.transport(),
                ports,
                limits,
                of.parts(),
                of.sizes(),
                of.configuration());
    }

    @Test
    void aKeyThatOthersCanRead() throws Exception {
        Configuration configuration = configuration(TABLES + listener("mx", "exim", ""));
        Files.setPosixFilePermissions(
                folder.resolve("secret.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertFailure(examine(configuration, null), "files", "secret.key", "0600");
        Files.delete(folder.resolve("secret.key"));
        assertFailure(examine(configuration, null), "files", "is missing", "restore the key");
    }

    @Test
    void viewsThatDoNotFollowSoThatMailIsNotTraced() throws Exception {
        Configuration configuration =
                configuration(TABLES + listener("web", "nginx", "") + listener("mx", "exim", ""));
        Files.createDirectories(configuration.node().dataFolder().resolve("views.db"));
        try (Node node = start(configuration)) {
            Status status = node.status();
            for (int i = 0; i < 100 && status.isWell(); i++) {
                Thread.sleep(50);
                status = node.status();
            }
            List<Finding> findings = examine(configuration, status);
            assertFailure(findings, "node", "views is not well", "honeyspam rebuild");
            assertFailure(findings, "round", "the views cannot be read", "honeyspam rebuild");
        }
    }

    @Test
    void zonesAndABlocklistThatTheRunningNodeDoesNotHave() throws Exception {
        String dns = listener("dns", "bind", "") + BLOCKLIST;
        try (Node node = start(configuration(TABLES + dns))) {
            Configuration changed =
                    configuration(
                            TABLES
                                    + dns.replace("bl.one.example", "bl.two.example")
                                    + "[bait]\ndomains = [\"forgotten.example\"]\n");
            List<Finding> findings = examine(changed, node.status());
            assertFailure(findings, "names", "name server of forgotten.example", "dns records");
            assertFailure(findings, "names", "blocklist bl.two.example", "honeyspam reload");
        }
    }

    @Test
    void aFileThatWasChangedSince() throws Exception {
        try (Node node = start(configuration(TABLES + listener("mx", "exim", "")))) {
            Configuration changed = configuration(TABLES + all());
            assertFound(
                    examine(changed, node.status()),
                    Level.WARNING,
                    "node",
                    "changed since",
                    "honeyspam reload");
        }
    }

    @Test
    void anotherServerBehindThePortOfOurs() throws Exception {
        Configuration configuration =
                configuration(
                        TABLES
                                + listener("mx", "exim", "")
                                + listener("relay", "exim", "")
                                + listener("proxy", "squid", ""));
        try (Node node = start(configuration);
                var mail = new Stranger("220 other.example ESMTP Other\r\n554 no\r\n".repeat(9));
                var proxy = new Stranger("HTTP/1.1 403 Forbidden\r\n\r\n")) {
            Status status = node.status();
            List<Status.Port> ports =
                    List.of(
                            moved(status.ports().get(0), mail),
                            moved(status.ports().get(1), mail),
                            moved(status.ports().get(2), proxy));
            List<Finding> findings = examine(configuration, with(status, ports, status.limits()));
            assertFailure(findings, "personas", "does not answer as exim", "firewall");
            assertFailure(findings, "relay", "does not relay", "another server");
            assertFailure(findings, "proxies", "403 Forbidden", "another program has the port");
        }
    }

    static Status.Port moved(Status.Port port, Stranger to) {
        return new Status.Port(
                port.service(), port.persona(), port.host(), "127.0.0.1", to.port(), 0);
    }
}
