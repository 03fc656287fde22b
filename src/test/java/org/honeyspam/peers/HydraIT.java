package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The program that guesses passwords and users of mail servers finds what it is let find. */
@Timeout(240)
final class HydraIT {
    private static final String HOST = "mail.lindenhof.example";
    private static final List<String> TRIED = List.of("123456", "password", "letmein", "secret");

    /** Which try is the first to be accepted. */
    private static final int TRIES = 3;

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static Installation installation;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    /** A way to guess, each at a relay of its own. */
    enum Way {
        SENDMAIL_LOGIN("127.0.0.81", "off", "-m LOGIN"),
        SENDMAIL_CRAM_MD5("127.0.0.82", "off", "-m CRAM-MD5"),
        SENDMAIL_STARTTLS("127.0.0.83", "starttls", "-m TLS:PLAIN"),
        POSTFIX_STARTTLS("127.0.0.85", "starttls", "-m TLS:LOGIN"),
        POSTFIX_IMPLICIT("127.0.0.86", "implicit", "-S"),
        EXIM_STARTTLS("127.0.0.88", "starttls", "-m TLS:PLAIN"),
        EXIM_CRAM_MD5("127.0.0.89", "off", "-m CRAM-MD5"),
        EXCHANGE_NTLM("127.0.0.87", "off", "-m NTLM");

        private final String ip;
        private final String tls;
        private final String options;

        /**
         * @param options of hydra
         */
        Way(String ip, String tls, String options) {
            this.ip = ip;
            this.tls = tls;
            this.options = options;
        }

        String listener() {
            String persona = name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
            return """

                [[listener]]
                service = "relay"
                addresses = ["%s"]
                port = 0
                host = "%s"
                persona = "%s"
                auth = "accept-after %d"
                tls = "%s"
                """
                    .formatted(ip, HOST, persona, TRIES, tls);
        }

        /** With NTLM it gives the domain that it was told. */
        String user() {
            return this == EXCHANGE_NTLM ? "LINDENHOF\\bob" : "bob";
        }

        boolean hidesThePassword() {
            return name().endsWith("_CRAM_MD5") || this == EXCHANGE_NTLM;
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        installation =
                Installation.init(folder.resolve("node"))
                        .set(
                                "smtp",
                                "auth_mechanisms",
                                "[\"PLAIN\", \"LOGIN\", \"CRAM-MD5\", \"NTLM\"]");
        for (Way way : Way.values()) {
            Files.writeString(
                    installation.configuration(), way.listener(), StandardOpenOption.APPEND);
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

    @ParameterizedTest
    @EnumSource
    void thePasswordThatIsLetInIsFoundAndEveryTryIsRecorded(Way way)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-l", "bob", "-P", list("tried", TRIED)));
        words.addAll(List.of(way.options.split(" ")));
        String said = hydra(way.ip, node.port(Service.RELAY, way.ip), "smtp", words);
        assertThat(said)
                .containsPattern("login: bob +password: " + TRIED.get(TRIES - 1))
                .contains("1 valid password found");
        List<JsonNode> tries =
                installation.journal("action=smtp_auth").stream()
                        .filter(e -> e.path("destination.ip").asText().equals(way.ip))
                        .filter(e -> !e.path("event.outcome").asText().equals("cut_short"))
                        .toList();
        assertThat(tries)
                .extracting(e -> e.path("user.name").asText() + " " + outcome(e))
                .containsExactly(
                        way.user() + " refused", way.user() + " refused", way.user() + " accepted");
        if (way.hidesThePassword()) {
            assertThat(tries).allMatch(e -> !e.path("honeyspam.auth.digest").asText().isEmpty());
        } else {
            assertThat(tries)
                    .extracting(e -> e.path("honeyspam.auth.password").asText())
                    .containsExactlyElementsOf(TRIED.subList(0, TRIES));
        }
    }

    private static String outcome(JsonNode event) {
        return event.path("event.outcome").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "RELAY, vrfy, mail.lindenhof.example, 2",
        "RELAY, expn, mail.lindenhof.example, 2",
        "MX, rcpt, lindenhof.example, 1"
    })
    void theUsersAreFoundThatTheProductTells(Service service, String how, String domain, int found)
            throws IOException, InterruptedException {
        String users = list("users", List.of("root", "postmaster", "bob"));
        String said =
                hydra(
                        "127.0.0.1",
                        node.port(service),
                        "smtp-enum",
                        List.of("-L", users, "-p", domain, "-m", how));
        assertThat(said).contains("login: postmaster", found + " valid password");
        assertThat(said).doesNotContain("login: bob");
    }

    private static String list(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    private static String hydra(String ip, int port, String module, List<String> options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(options);
        // One at a time, in order, and nothing remembered from the last time.
        words.addAll(List.of("-t", "1", "-I", "-s", String.valueOf(port), ip, module));
        Program.Finished finished =
                Program.ofDebian("hydra", "hydra").in(folder).run(words.toArray(String[]::new));
        return finished.out() + finished.err();
    }
}
