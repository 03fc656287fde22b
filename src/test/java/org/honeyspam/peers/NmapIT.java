package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nmap says of each persona, against what it says of the product. */
@Timeout(240)
final class NmapIT {
    /**
     * A relay of that persona listens there.
     *
     * @param named by which words the product is known
     * @param users what VRFY tells of users that are guessed
     */
    record Imitation(String persona, String ip, List<String> named, String users) {
        @Override
        public String toString() {
            return persona;
        }
    }

    private static final Imitation EXCHANGE =
            new Imitation(
                    "exchange",
                    "127.0.0.62",
                    List.of("Microsoft Exchange smtpd", "OS: Windows"),
                    "Couldn't find any accounts");

    private static final List<Imitation> IMITATIONS =
            List.of(
                    new Imitation(
                            "sendmail",
                            "127.0.0.61",
                            List.of("Sendmail 8.17.1.9/8.17.1.9/Debian-2+deb12u2"),
                            "|_  root\n"),
                    new Imitation(
                            "postfix",
                            "127.0.0.63",
                            List.of("Postfix smtpd"),
                            "Couldn't find any accounts"),
                    new Imitation(
                            "exim",
                            "127.0.0.64",
                            List.of("Exim smtpd 4.96"),
                            "Couldn't find any accounts"),
                    EXCHANGE);

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        for (Imitation imitation : IMITATIONS) {
            String table =
                    """

                    [[listener]]
                    service = "relay"
                    addresses = ["%s"]
                    port = 0
                    host = "mail.lindenhof.example"
                    persona = "%s"
                    auth = "refuse"
                    """
                            .formatted(imitation.ip(), imitation.persona());
            installation.add(table);
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

    static Stream<Imitation> imitations() {
        return IMITATIONS.stream();
    }

    private static String nmap(Imitation imitation, String scripts, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-n", "-Pn", "-sT", "-sV"));
        if (!scripts.isEmpty()) {
            words.addAll(List.of("--script", scripts));
        }
        words.addAll(List.of(arguments));
        words.addAll(List.of("-p", String.valueOf(node.port(Service.RELAY, imitation.ip()))));
        words.add(imitation.ip());
        Program.Finished finished =
                Program.ofDebian("nmap", "nmap").succeed(words.toArray(String[]::new));
        return finished.out();
    }

    @ParameterizedTest
    @MethodSource("imitations")
    void theProductIsNamed(Imitation imitation) throws IOException, InterruptedException {
        assertThat(nmap(imitation, "")).contains(imitation.named()).contains("open  smtp");
    }

    @ParameterizedTest
    @MethodSource("imitations")
    void theRelayIsCalledOpen(Imitation imitation) throws IOException, InterruptedException {
        assertThat(nmap(imitation, "smtp-open-relay")).contains("Server is an open relay");
    }

    @ParameterizedTest
    @MethodSource("imitations")
    void theCommandsAreListed(Imitation imitation) throws IOException, InterruptedException {
        assertThat(nmap(imitation, "smtp-commands"))
                .contains("smtp-commands: mail.lindenhof.example", "PIPELINING, ");
    }

    @ParameterizedTest
    @MethodSource("imitations")
    void asManyUsersAreFoundAsTheProductTells(Imitation imitation)
            throws IOException, InterruptedException {
        String asking = "smtp-enum-users.methods={VRFY}";
        assertThat(nmap(imitation, "smtp-enum-users", "--script-args", asking))
                .contains("smtp-enum-users: ", imitation.users());
    }

    /** As of a published scan of Exchange 2019, but for the names. */
    @Test
    void exchangeTellsItsDomain() throws IOException, InterruptedException {
        assertThat(nmap(EXCHANGE, "smtp-ntlm-info,smtp-commands"))
                .contains(
                        "Target_Name: LINDENHOF",
                        "NetBIOS_Domain_Name: LINDENHOF",
                        "NetBIOS_Computer_Name: MAIL",
                        "DNS_Domain_Name: lindenhof.example",
                        "DNS_Computer_Name: mail.lindenhof.example",
                        "DNS_Tree_Name: lindenhof.example",
                        "Product_Version: 10.0.17763",
                        "This server supports the following commands: HELO EHLO STARTTLS RCPT DATA"
                                + " RSET MAIL QUIT HELP AUTH BDAT",
                        "AUTH NTLM LOGIN, X-EXPS GSSAPI NTLM, 8BITMIME, BINARYMIME, CHUNKING,"
                                + " SMTPUTF8, XRDST");
    }
}
