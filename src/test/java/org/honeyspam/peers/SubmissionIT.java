package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real clients log in and submit messages on the ports 587 (STARTTLS) and 465 (TLS from the start)
 * that {@code init} sets up, and what is stored is what they were given.
 */
@Timeout(300)
final class SubmissionIT {
    private static final String RECIPIENT = "somebody@victim.example";
    private static final String USER = "bob";
    private static final String PASSWORD = "s3cret";
    private static final Path NODE_MODULES = Path.of(".ci/node/node_modules");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static WatchedNode node;

    /** How a client gets to TLS. */
    enum Way {
        STARTTLS(1),
        IMPLICIT(2);

        private final int relay;

        /**
         * @param relay which one of the file's: 0 is in the clear
         */
        Way(int relay) {
            this.relay = relay;
        }

        int port() {
            return node.node().portsOf(Service.RELAY).get(relay);
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = WatchedNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (WatchedNode ending = node) {
            ending.end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void smtplibSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("src/test/resources/peers/submit.py"));
        words.addAll(List.of("" + way.port(), way.label(), USER, PASSWORD));
        words.addAll(List.of("smtplib." + way.label() + "@client.example", RECIPIENT));
        words.addAll(files("smtplib" + way));
        run(Program.ofDebian("python3", "python3"), words);
        assertSubmitted("smtplib." + way.label() + "@client.example");
    }

    @ParameterizedTest
    @EnumSource
    void nodemailerSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(NODE_MODULES.resolve("nodemailer")),
                "nodemailer is missing; .ci/setup installs it");
        String sender = "nodemailer." + way.label() + "@client.example";
        List<String> words = new ArrayList<>(List.of("src/test/resources/peers/submit.cjs"));
        words.add(NODE_MODULES.toAbsolutePath().toString());
        words.addAll(List.of("" + way.port(), way.label(), USER, PASSWORD, sender, RECIPIENT));
        words.addAll(files("nodemailer" + way));
        run(Program.ofDebian("node", "nodejs"), words);
        assertSubmitted(sender);
    }

    @ParameterizedTest
    @EnumSource
    void curlSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "curl." + way.label() + "@client.example";
        String scheme = way == Way.IMPLICIT ? "smtps" : "smtp";
        for (String file : files("curl" + way)) {
            List<String> words = new ArrayList<>(List.of("--silent", "--show-error", "--insecure"));
            words.addAll(List.of("--ssl-reqd", "--user", USER + ":" + PASSWORD));
            words.addAll(List.of("--mail-from", sender, "--mail-rcpt", RECIPIENT));
            words.addAll(List.of("--upload-file", file));
            words.add("%s://127.0.0.1:%d/pc43.dialup.example".formatted(scheme, way.port()));
            run(Program.ofDebian("curl", "curl"), words);
        }
        assertSubmitted(sender);
    }

    @ParameterizedTest
    @EnumSource
    void msmtpSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "msmtp." + way.label() + "@client.example";
        List<String> words = new ArrayList<>(List.of("--host=127.0.0.1", "--port=" + way.port()));
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

    @ParameterizedTest
    @EnumSource
    void swaksSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "swaks." + way.label() + "@client.example";
        for (Sample sample : Sample.awkward()) {
            String stuffed = ("\n" + sample.onTheWire()).replace("\n.", "\n..").substring(1);
            Path file = Files.writeString(folder.resolve("swaks"), stuffed + ".", ISO_8859_1);
            List<String> words = new ArrayList<>(List.of("--server=127.0.0.1"));
            words.addAll(List.of("--port=" + way.port(), "--helo=pc42.dialup.example"));
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
    @EnumSource
    void postfixSubmitsByteForByte(Way way) throws IOException, InterruptedException {
        String sender = "postfix." + way.label() + "@client.example";
        Path home = folder.resolve("postfix-" + way.label());
        try (var postfix = PostfixRelay.start(home, way.port(), way == Way.IMPLICIT)) {
            List<String> words = new ArrayList<>(List.of("src/test/resources/peers/send.py"));
            words.addAll(List.of("" + postfix.port(), sender, RECIPIENT));
            words.addAll(files("postfix" + way));
            run(Program.ofDebian("python3", "python3"), words);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (Stored.from(sender, node.installation()).size() < Sample.awkward().size()) {
                assertThat(System.nanoTime()).as(postfix.log()).isLessThan(deadline);
                Thread.sleep(500);
            }
        }
        List<String> stored = Stored.from(sender, node.installation());
        Stored.assertSame(
                stored.stream().map(PostfixIT::withoutTrace).toList(),
                Sample.awkward().stream().map(Sample::onTheWire).toList());
        assertSeen(sender, false);
    }

    private static List<String> files(String name) throws IOException {
        Path samples = Files.createDirectory(folder.resolve(name));
        List<String> files = new ArrayList<>();
        for (Sample sample : Sample.awkward()) {
            files.add(sample.writeTo(samples).toString());
        }
        return files;
    }

    private static void run(Program program, List<String> words)
            throws IOException, InterruptedException {
        program.within(PATIENCE).succeed(words.toArray(String[]::new));
    }

    private static void assertSubmitted(String sender) throws IOException, InterruptedException {
        Stored.assertSame(
                Stored.from(sender, node.installation()),
                Sample.awkward().stream().map(Sample::onTheWire).toList());
        assertSeen(sender, true);
    }

    /** The record knows how the sender hid his words, and what he logged in with. */
    private static void assertSeen(String sender, boolean login)
            throws IOException, InterruptedException {
        List<JsonNode> taken =
                node.installation().journal("action=message_taken").stream()
                        .filter(e -> e.path("honeyspam.envelope.sender").asText().equals(sender))
                        .toList();
        assertThat(taken).hasSameSizeAs(Sample.awkward());
        String session = taken.getFirst().path("honeyspam.session").asText();
        assertThat(of(session, "tls_established"))
                .singleElement()
                .satisfies(
                        tls -> {
                            assertThat(tls.path("tls.version").asText()).isIn("1.2", "1.3");
                            assertThat(tls.path("tls.client.ja3").asText()).hasSize(32);
                        });
        assertThat(taken.getFirst().path("honeyspam.trace_header").asText())
                .contains(login ? " with ESMTPSA id " : " with ESMTPS id ", "(version=TLSv1.");
        if (login) {
            assertThat(of(session, "smtp_auth"))
                    .singleElement()
                    .satisfies(
                            auth -> {
                                assertThat(auth.path("user.name").asText()).isEqualTo(USER);
                                assertThat(auth.path("honeyspam.auth.password").asText())
                                        .isEqualTo(PASSWORD);
                                assertThat(auth.path("event.outcome").asText())
                                        .isEqualTo("accepted");
                            });
        }
    }

    private static List<JsonNode> of(String session, String action)
            throws IOException, InterruptedException {
        return node.installation().journal("action=" + action).stream()
                .filter(e -> e.path("honeyspam.session").asText().equals(session))
                .toList();
    }
}
