package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.process.Installation;
import org.honeyspam.process.OwnNetwork;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Postfix and a real SpamAssassin, set up as the manual says, ask a node for who spammed an
 * address of its pages a second ago. All of it runs in a network of its own.
 */
@Timeout(120)
final class DnsblConsumersIT {
    private static final Path SAMPLES = AskingPostfix.SAMPLES;
    private static final String NODE = "192.0.2.1";
    private static final String HARVESTER = "203.0.113.10";
    private static final String SPAMMER = "203.0.113.66";
    private static final String NEIGHBOUR = "203.0.113.67";
    private static final String USER_AGENT = "EmailSiphon";
    private static final String RECIPIENT = "somebody@shop.example";

    /** Half a second until the node looks again, and what a busy machine needs. */
    private static final int REFUSED_MILLIS_MAX = 3_000;

    /** A header field of SpamAssassin's, which may be folded. */
    private static final Pattern TESTS = Pattern.compile("X-Spam-Status: \\S+ tests=(.+?)\\s+end");

    private static final Pattern AFTER = Pattern.compile("after (\\d+) (.+)");

    private static final String TABLES =
            """

            [[listener]]
            service = "dns"
            addresses = ["192.0.2.1"]
            port = 53
            host = "ns1.lindenhof.example"
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void whoSpamsAMintedAddressIsRefusedSecondsLater() throws IOException, InterruptedException {
        Program.path("spamassassin", "spamassassin");
        Program.path("postfix", "postfix");
        try (var network = OwnNetwork.start(SAMPLES.resolve("network"), folder);
                RunningNode node = install().startBy(network.entrance());
                var postfix = AskingPostfix.start(network, folder.resolve("postfix"))) {
            postfixRefusesHim(network, node);
            assertThat(send(network, NEIGHBOUR).out()).contains("<-  250 2.0.0 Ok: queued as ");
            assertThat(postfix.log())
                    .contains("NOQUEUE: reject: RCPT from unknown[" + SPAMMER + "]")
                    .doesNotContain("warning:", "fatal:");
            spamAssassinMarksHim(network);
            assertThat(node.terminate()).isZero();
            assertThat(node.log()).doesNotContain("Exception", "ERROR", "WARN");
        }
    }

    @Test
    void theManualHasTheLinesThatAreTriedHere() throws IOException {
        String restrictions = Files.readString(SAMPLES.resolve("main.cf"));
        restrictions = restrictions.substring(restrictions.indexOf("smtpd_recipient_restrictions"));
        String rules = Files.readString(SAMPLES.resolve("spamassassin/honeyspam.cf"));
        assertThat(Files.readString(Path.of("docs/operations.md")))
                .contains(restrictions.indent(4), rules.indent(4));
    }

    private Installation install() throws IOException, InterruptedException {
        return Installation.init(folder.resolve("node"))
                .set("listener", "addresses", "[\"%s\"]".formatted(NODE))
                .set("dnsbl", "zone", "\"bl.example.org\"")
                .set("dnsbl", "clients", "[\"192.0.2.0/24\"]")
                .set("dnsbl", "link", "\"https://bl.example.org/%s\"")
                .add(TABLES);
    }

    private void postfixRefusesHim(OwnNetwork network, RunningNode node)
            throws IOException, InterruptedException {
        List<String> said =
                network.ofDebian("python3", "python3")
                        .succeed(
                                SAMPLES.resolve("spammer.py").toAbsolutePath().toString(),
                                SPAMMER,
                                AskingPostfix.IP,
                                RECIPIENT,
                                NODE,
                                "" + node.port(Service.MX, NODE),
                                harvested(network, node))
                        .out()
                        .lines()
                        .toList();
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).isEqualTo("before 250 2.1.5 Ok");
        assertThat(said.get(1)).startsWith("spam 250 2.0.0 ");
        Matcher after = AFTER.matcher(said.get(2));
        assertThat(after.matches()).as(said.get(2)).isTrue();
        assertThat(after.group(2))
                .isEqualTo(
                        "554 5.7.1 Service unavailable; Client host [203.0.113.66] blocked using"
                                + " bl.example.org; sent mail to a trap;"
                                + " see https://bl.example.org/203.0.113.66");
        assertThat(Integer.parseInt(after.group(1))).isLessThan(REFUSED_MILLIS_MAX);
        assertThat(send(network, SPAMMER).out()).contains("<** 554 5.7.1 Service unavailable");
    }

    /** An address of a page that a crawler took. */
    private String harvested(OwnNetwork network, RunningNode node)
            throws IOException, InterruptedException {
        Path saved = Files.createDirectory(folder.resolve("pages"));
        network.ofDebian("wget", "wget")
                .with("http_proxy", "http://%s:%d".formatted(NODE, node.port(Service.WEB, NODE)))
                .with("no_proxy", "")
                .succeed(
                        "-r",
                        "--level=4",
                        "-Q60k",
                        "-e",
                        "robots=off",
                        "--tries=1",
                        "--timeout=5",
                        "-nv",
                        "--bind-address=" + HARVESTER,
                        "--user-agent=" + USER_AGENT,
                        "--directory-prefix=" + saved,
                        "http://www.lindenhof.example/");
        var harvest = Harvest.ofFiles(HARVESTER, USER_AGENT, saved);
        assertThat(harvest.pagesOf()).isNotEmpty();
        return harvest.pagesOf().keySet().iterator().next();
    }

    private static Program.Finished send(OwnNetwork network, String client)
            throws IOException, InterruptedException {
        return network.ofDebian("swaks", "swaks")
                .run(
                        "--server=" + AskingPostfix.IP,
                        "--local-interface=" + client,
                        "--helo=pc.dialup.example",
                        "--from=offers@pharmacy.example",
                        "--to=" + RECIPIENT,
                        "--timeout=10s");
    }

    private void spamAssassinMarksHim(OwnNetwork network) throws IOException, InterruptedException {
        List<String> tests = tests(network, List.of(SPAMMER, HARVESTER, NEIGHBOUR));
        assertThat(tests)
                .containsExactly("RCVD_IN_HONEYSPAM_SENDER", "RCVD_IN_HONEYSPAM_OTHER", "none");
    }

    /** Which of the manual's rules hit for a message that each of them gave to our gateway. */
    private List<String> tests(OwnNetwork network, List<String> clients)
            throws IOException, InterruptedException {
        String message = Files.readString(SAMPLES.resolve("message.eml"));
        List<String> words = new ArrayList<>();
        words.add("--configpath=" + SAMPLES.resolve("rules").toAbsolutePath());
        words.add("--siteconfigpath=" + SAMPLES.resolve("spamassassin").toAbsolutePath());
        words.add("--prefspath=" + folder.resolve("preferences"));
        for (String client : clients) {
            Path file = folder.resolve("from-" + client);
            Files.writeString(file, message.replace("@CLIENT@", client));
            words.add(file.toString());
        }
        String out =
                network.ofDebian("spamassassin", "spamassassin")
                        .succeed(words.toArray(String[]::new))
                        .out();
        return TESTS.matcher(out).results().map(hit -> hit.group(1)).toList();
    }
}
