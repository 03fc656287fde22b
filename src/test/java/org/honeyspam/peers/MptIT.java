package org.honeyspam.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.james.mpt.Runner;
import org.apache.james.mpt.monitor.NullMonitor;
import org.apache.james.mpt.protocol.ProtocolSessionBuilder;
import org.apache.james.mpt.session.ExternalSessionFactory;
import org.honeyspam.process.Installation;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts that Apache James tests its own SMTP server with, played by its MPT to each persona.
 * They hold James's very words; here each reply is held to its code.
 */
@Timeout(120)
final class MptIT {
    private static final String SCRIPTS = "/org/apache/james/smtp/scripts/";
    private static final String EHLO = "S: 250.*";
    private static final String FIXATION = "starttls_session_fixation";
    private static final String INJECTION = "starttls_with_injection";

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    /** A relay of that persona listens there. */
    enum Persona {
        SENDMAIL("127.0.0.71"),
        POSTFIX("127.0.0.72"),
        EXCHANGE("127.0.0.73"),
        EXIM("127.0.0.74");

        private final String ip;

        Persona(String ip) {
            this.ip = ip;
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.ofLiteral(ip), node.port(Service.RELAY, ip));
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        for (Persona persona : Persona.values()) {
            String table =
                    """

                    [[listener]]
                    service = "relay"
                    addresses = ["%s"]
                    port = 0
                    host = "mail.lindenhof.example"
                    persona = "%s"
                    auth = "sticky"
                    tls = "starttls"
                    """
                            .formatted(persona.ip, persona.name().toLowerCase(Locale.ROOT));
            Files.writeString(installation.configuration(), table, StandardOpenOption.APPEND);
        }
        node = installation.start();
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (RunningNode ending = node) {
            assertThat(ending.terminate()).isZero();
            assertThat(ending.log()).doesNotContain("Exception", "ERROR", "WARN");
        }
    }

    /**
     * Four of them do not wait for the answer to EHLO, against RFC 2920 section 3.1: Debian's
     * Sendmail refuses that, and so does ours.
     */
    static Stream<Arguments> played() {
        Stream<String> hasty =
                Stream.of(
                        "helo",
                        "data_starts_with_starttls",
                        "data_with_starttls",
                        "rcpt_with_starttls");
        return Stream.concat(
                hasty.flatMap(
                        script ->
                                Stream.of(
                                        Arguments.of(script, Persona.POSTFIX),
                                        Arguments.of(script, Persona.EXIM),
                                        Arguments.of(script, Persona.EXCHANGE))),
                Stream.of(
                        Arguments.of("starttls", Persona.SENDMAIL),
                        Arguments.of("starttls", Persona.POSTFIX),
                        Arguments.of("starttls", Persona.EXIM),
                        Arguments.of("starttls", Persona.EXCHANGE),
                        Arguments.of("authplain", Persona.SENDMAIL),
                        Arguments.of("authplain", Persona.POSTFIX)));
    }

    @ParameterizedTest
    @MethodSource("played")
    void aScriptOfJamesIsAnsweredAsItExpects(String script, Persona persona) throws Exception {
        play(script, persona);
    }

    /** Where a product does not do as James does. */
    static Stream<Arguments> otherwise() {
        String unwelcome = "Expected: '501 .*' Actual : '";
        // MPT 3.8.1 sends the backslashes of the script as they stand, so that nothing is injected.
        String injected = "Expected: '451 .*' Actual : '500 5.";
        return Stream.of(
                Arguments.of(FIXATION, Persona.SENDMAIL, unwelcome + "503 5.5.0 TLS not permitted"),
                Arguments.of(FIXATION, Persona.POSTFIX, unwelcome + "220 2.0.0 Ready to start"),
                Arguments.of(
                        FIXATION,
                        Persona.EXCHANGE, // A password in the clear is for TLS.
                        "Expected: '334 .*' Actual : '504 5.7.4 Unrecognized authentication"),
                Arguments.of(
                        "authplain",
                        Persona.EXCHANGE,
                        "Expected: '334 .*' Actual : '503 5.5.2 Send hello first"),
                Arguments.of(FIXATION, Persona.EXIM, unwelcome + "220 TLS go ahead"),
                Arguments.of(
                        "authplain",
                        Persona.EXIM,
                        "Expected: '334 .*' Actual : '503 AUTH command used when not advertised"),
                Arguments.of(INJECTION, Persona.EXIM, "Expected: '451 .*' Actual : '500 "),
                Arguments.of(INJECTION, Persona.SENDMAIL, injected),
                Arguments.of(INJECTION, Persona.POSTFIX, injected),
                Arguments.of(INJECTION, Persona.EXCHANGE, injected));
    }

    @ParameterizedTest
    @MethodSource("otherwise")
    void whereTheProductDiffersFromJamesSoDoWe(String script, Persona persona, String difference) {
        Throwable failure = catchThrowable(() -> play(script, persona));
        assertThat(requireNonNull(requireNonNull(failure).getMessage()).replaceAll("\\s+", " "))
                .contains(difference);
    }

    private static void play(String script, Persona persona) throws Exception {
        var runner = new Runner();
        new ProtocolSessionBuilder()
                .addProtocolLines(
                        script,
                        new StringReader(codes(script, linesOfHello(persona))),
                        runner.getTestElements());
        runner.runSessions(new ExternalSessionFactory(persona.address(), new NullMonitor(), null));
    }

    /**
     * The script with codes in place of words, and as many lines behind EHLO as the persona has.
     */
    private static String codes(String script, int linesOfHello) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean hello = false;
        for (String line : read(script).lines().toList()) {
            if (line.equals(EHLO)) {
                hello = true;
                lines.addAll(Collections.nCopies(linesOfHello, "S: 250[- ].*"));
            } else if (hello) {
                hello = !line.startsWith("S: 250 ");
            } else {
                lines.add(line.replaceFirst("^(S: \\d{3}) .*", "$1 .*"));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String read(String script) throws IOException {
        try (InputStream in = Runner.class.getResourceAsStream(SCRIPTS + script + ".test")) {
            return new String(requireNonNull(in, script).readAllBytes(), US_ASCII);
        }
    }

    private static int linesOfHello(Persona persona) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(persona.address());
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            requireNonNull(in.readLine());
            socket.getOutputStream().write("EHLO pc1.example\r\n".getBytes(US_ASCII));
            int lines = 1;
            while (requireNonNull(in.readLine()).startsWith("250-")) {
                lines++;
            }
            return lines;
        }
    }
}
