package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.peers.RelayingMta.Product;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real clients log in and submit messages on the ports 587 (STARTTLS) and 465 (TLS from the start)
 * that {@code init} sets up, and what is stored is what they were given.
 */
@Timeout(300)
final class SubmissionIT {
    private static final String RECIPIENT = "somebody@victim.example";
    private static final String USER = "bob";
    private static final String PASSWORD = "s3cret";
    private static final List<String> PERSONAS = List.of("postfix", "exim", "exchange");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    /** Each way to TLS. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLEAR")
    private @interface WithinTls {}

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        String relays = PERSONAS.stream().map(SubmissionIT::relay).collect(joining("\n"));
        node = WatchedNode.start(folder, "127.0.0.1", relays);
    }

    private static String relay(String persona) {
        return """

        [[listener]]
        service = "relay"
        addresses = ["127.0.0.1"]
        port = 0
        host = "mail.lindenhof.example"
        persona = "%s"
        auth = "sticky"
        tls = "starttls"
        """
                .formatted(persona);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (WatchedNode ending = node) {
            ending.end();
        }
    }

    @WithinTls
    void smtplibSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("src/test/resources/peers/submit.py"));
        words.addAll(List.of("" + way.port(node), way.label(), USER, PASSWORD));
        words.addAll(List.of("smtplib." + way.label() + "@client.example", RECIPIENT));
        words.addAll(files("smtplib" + way));
        run(Program.ofDebian("python3", "python3"), words);
        assertSubmitted("smtplib." + way.label() + "@client.example");
    }

    @WithinTls
    void nodemailerSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "nodemailer." + way.label() + "@client.example";
        List<String> files = files("nodemailer" + way);
        Nodemailer.send(way.port(node), way, List.of(USER, PASSWORD), sender, RECIPIENT, files);
        assertSubmitted(sender);
    }

    @WithinTls
    void curlSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "curl." + way.label() + "@client.example";
        String scheme = way == Way.IMPLICIT ? "smtps" : "smtp";
        for (String file : files("curl" + way)) {
            List<String> words = new ArrayList<>(List.of("--silent", "--show-error", "--insecure"));
            words.addAll(List.of("--ssl-reqd", "--user", USER + ":" + PASSWORD));
            words.addAll(List.of("--mail-from", sender, "--mail-rcpt", RECIPIENT));
            words.addAll(List.of("--upload-file", file));
            words.add("%s://127.0.0.1:%d/pc43.dialup.example".formatted(scheme, way.port(node)));
            run(Program.ofDebian("curl", "curl"), words);
        }
        assertSubmitted(sender);
    }

    @WithinTls
    void msmtpSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "msmtp." + way.label() + "@client.example";
        List<String> words =
                new ArrayList<>(List.of("--host=127.0.0.1", "--port=" + way.port(node)));
        words.addAll(List.of("--domain=pc44.dialup.example", "--from=" + sender, "--tls=on"));
        words.add("--tls-starttls=" + (way == Way.STARTTLS ? "on" : "off"));
        words.addAll(List.of("--tls-certcheck=off", "--auth=plain", "--user=" + USER));
        words.add("--passwordeval=printf " + PASSWORD);
        words.addAll(List.of("--set-from-header=off", "--set-date-header=off"));
        words.addAll(List.of("--set-msgid-header=off", "--remove-bcc-headers=off"));
        words.addAll(List.of("--undisclosed-recipients=off", RECIPIENT));
        for (Sample sample : Sample.awkward()) {
            run(
                    Program.ofDebian("msmtp", "msmtp").reading(sample.text().getBytes(ISO_8859_1)),
                    words);
        }
        assertSubmitted(sender);
    }

    @WithinTls
    void swaksSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "swaks." + way.label() + "@client.example";
        for (Sample sample : Sample.awkward()) {
            String stuffed = ("\n" + sample.onTheWire()).replace("\n.", "\n..").substring(1);
            Path file = Files.writeString(folder.resolve("swaks"), stuffed + ".", ISO_8859_1);
            List<String> words = new ArrayList<>(List.of("--server=127.0.0.1"));
            words.addAll(List.of("--port=" + way.port(node), "--helo=pc42.dialup.example"));
            words.add(way == Way.IMPLICIT ? "--tls-on-connect" : "--tls");
            words.addAll(List.of("--auth=LOGIN", "--auth-user=" + USER));
            words.addAll(List.of("--auth-password=" + PASSWORD, "--from=" + sender));
            words.addAll(List.of("--to=" + RECIPIENT, "--timeout=20s", "--no-data-fixup"));
            words.addAll(List.of("--suppress-data", "--data=@" + file));
            run(Program.ofDebian("swaks", "swaks"), words);
        }
        assertSubmitted(sender);
    }

    @ParameterizedTest
    @MethodSource("mtas")
    void anMtaSubmitsByteForByte(Product product, Way way)
            throws IOException, InterruptedException {
        String sender = product.label() + "." + way.label() + "@client.example";
        relay(product, way.port(node), way, sender);
        List<JsonNode> journal = node.installation().journal();
        assertRelayed(sender, journal);
        assertTraced(sender, journal);
    }

    static Stream<Arguments> mtas() {
        return Stream.of(Product.values())
                .flatMap(
                        product ->
                                Stream.of(Way.STARTTLS, Way.IMPLICIT)
                                        .map(way -> Arguments.of(product, way)));
    }

    /** What a persona says that it can do, it can when somebody makes use of it. */
    @ParameterizedTest
    @ValueSource(strings = {"postfix", "exim", "exchange"})
    void everyMtaSubmitsToThePersona(String persona) throws IOException, InterruptedException {
        List<Integer> ports = node.node().portsOf(Service.RELAY);
        int port = ports.get(ports.size() - PERSONAS.size() + PERSONAS.indexOf(persona));
        for (Product product : Product.values()) {
            relay(product, port, Way.STARTTLS, product.label() + "@" + persona + ".example");
        }
        List<JsonNode> journal = node.installation().journal();
        for (Product product : Product.values()) {
            String sender = product.label() + "@" + persona + ".example";
            assertRelayed(sender, journal);
            String verb = product == Product.EXIM ? "BDAT" : "DATA";
            assertThat(of(session(sender, journal), "smtp_command", journal))
                    .anyMatch(e -> e.path("honeyspam.smtp.command").asText().startsWith(verb));
        }
    }

    private static void relay(Product product, int port, Way way, String sender)
            throws IOException, InterruptedException {
        try (RelayingMta mta = product.start(folder.resolve(sender), port, way)) {
            mta.relay(files("for-" + sender), sender);
        }
    }

    private static void assertRelayed(String sender, List<JsonNode> journal) throws IOException {
        List<String> stored = Stored.from(sender, journal, node.installation());
        assertSubmitted(stored.stream().map(RelayingMta::withoutTrace).toList());
        assertSeen(sender, journal);
    }

    private static List<String> files(String name) throws IOException {
        return Sample.write(Sample.awkward(), folder.resolve(name));
    }

    private static void run(Program program, List<String> words)
            throws IOException, InterruptedException {
        program.within(PATIENCE).succeed(words.toArray(String[]::new));
    }

    private static void assertSubmitted(String sender) throws IOException, InterruptedException {
        List<JsonNode> journal = node.installation().journal();
        assertSubmitted(Stored.from(sender, journal, node.installation()));
        assertSeen(sender, journal);
        assertTraced(sender, journal);
    }

    private static void assertSubmitted(List<String> stored) {
        Stored.assertSame(stored, Sample.awkward().stream().map(Sample::onTheWire).toList());
    }

    /** The record knows how the sender hid his words, and what he logged in with. */
    private static void assertSeen(String sender, List<JsonNode> journal) {
        assertThat(Stored.taken(sender, journal)).hasSameSizeAs(Sample.awkward());
        String session = session(sender, journal);
        assertThat(of(session, "odd_input", journal)).isEmpty();
        assertThat(of(session, "tls_established", journal))
                .singleElement()
                .satisfies(
                        tls -> {
                            assertThat(tls.path("tls.version").asText()).isIn("1.2", "1.3");
                            assertThat(tls.path("tls.client.ja3").asText()).hasSize(32);
                        });
        assertThat(of(session, "smtp_auth", journal))
                .singleElement()
                .satisfies(
                        auth -> {
                            assertThat(auth.path("user.name").asText()).isEqualTo(USER);
                            assertThat(auth.path("honeyspam.auth.password").asText())
                                    .isEqualTo(PASSWORD);
                            assertThat(auth.path("event.outcome").asText()).isEqualTo("accepted");
                        });
    }

    /** As Sendmail writes it. */
    private static void assertTraced(String sender, List<JsonNode> journal) {
        assertThat(Stored.taken(sender, journal).getFirst().path("honeyspam.trace_header").asText())
                .contains(" with ESMTPSA id ", "(version=TLSv1.");
    }

    private static String session(String sender, List<JsonNode> journal) {
        return Stored.taken(sender, journal).getFirst().path("honeyspam.session").asText();
    }

    private static List<JsonNode> of(String session, String action, List<JsonNode> journal) {
        return journal.stream()
                .filter(e -> e.path("honeyspam.session").asText().equals(session))
                .filter(e -> e.path("event.action").asText().equals(action))
                .toList();
    }
}
