package org.honeyspam.commands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.honeyspam.geo.MmdbWriter;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code trace}, {@code blacklist}, {@code sources}, {@code tail}, {@code rebuild}, {@code key
 * rotate}.
 */
final class ViewsIT {
    private static final Pattern MAZE = Pattern.compile("<a href=\"(/[^\"]+/[^\"]*)\"");
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9.]+@[a-z]+\\.example");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Installation installation;

    ViewsIT(@TempDir Path folder) throws IOException, InterruptedException {
        installation = Installation.init(folder.resolve("node"));
    }

    @Test
    void whatHappenedIsToldWhileTheNodeRunsAndAfter() throws IOException, InterruptedException {
        String address;
        try (RunningNode node = installation.start()) {
            address = harvest(node);
            assertThat(mail(node, address)).contains("250 2.0.0");
            assertTraced(address);
            assertThat(node.terminate()).isZero();
        }
        assertTraced(address);
        assertListed();
        assertTold();
        assertConnected(address);
        assertThat(installation.command("rebuild").out()).endsWith(" 1 messages read.\n");
        assertTraced(address);
        assertListed();
        assertLocated();

        assertThat(installation.command("key", "rotate").exitCode()).isZero();
        try (RunningNode node = installation.start()) {
            assertThat(harvest(node)).as("made under the new key").isNotEqualTo(address);
            assertThat(mail(node, address)).as("of the old key").contains("250 2.0.0");
            assertThat(node.terminate()).isZero();
        }
        assertThat(installation.trace(address).getFirst().path("mail")).hasSize(2);
    }

    /** Takes an address from the maze, as a harvester does. */
    private static String harvest(RunningNode node) throws IOException {
        var links = MAZE.matcher(get(node, "/"));
        while (links.find()) { // Not on every page one stands in a form that is easily read.
            var address = ADDRESS.matcher(get(node, links.group(1)));
            if (address.find()) {
                return address.group();
            }
        }
        throw new AssertionError("no address on the pages that the home page leads to");
    }

    private static String get(RunningNode node, String path) throws IOException {
        return talk(
                node.port(Service.WEB),
                "127.0.0.20",
                "GET " + path + " HTTP/1.0\r\nUser-Agent: Siphon\r\n\r\n");
    }

    private static String mail(RunningNode node, String address) throws IOException {
        return SmtpClient.send(
                node.port(Service.MX),
                "127.0.0.30",
                "offers@pills.example",
                address,
                """
                Subject: Cheap
                Message-ID: <%s@pills.example>

                buy
                """
                        .formatted(address.hashCode())
                        .replace("\n", "\r\n"));
    }

    private static String talk(int port, String source, String said) throws IOException {
        InetAddress server = InetAddress.ofLiteral("127.0.0.1");
        try (var socket = new Socket(server, port, InetAddress.ofLiteral(source), 0)) {
            OutputStream out = socket.getOutputStream();
            out.write(said.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private void assertTraced(String address) throws IOException, InterruptedException {
        Program.Finished told = installation.command("trace", address);
        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .containsSubsequence(
                        "taken by         127.0.0.20",
                        "at  ",
                        "on               www.",
                        "with             Siphon",
                        "sent by          127.0.0.30",
                        "through          mx",
                        "calling itself   pc30.example",
                        "from             <offers@pills.example>",
                        "subject          Cheap");
        String id = "<%s@pills.example>".formatted(address.hashCode());
        assertThat(installation.trace(id)).hasSize(1);
        assertThat(installation.command("trace", id).out())
                .contains("to               <" + address + ">", "taken by         127.0.0.20");
        assertThat(installation.command("trace", "127.0.0.20").out())
                .contains("addresses taken", "bait_served", "Siphon");
        Program.Finished unknown = installation.command("trace", "nobody@elsewhere.example");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("nothing is known of nobody@elsewhere.example");
    }

    /** The graph leads from the address to the campaign and from there back to the visit. */
    private void assertConnected(String address) throws IOException, InterruptedException {
        JsonNode trace = installation.trace(address).getFirst();
        String campaign = trace.at("/mail/0/campaign").asText();
        assertThat(trace.at("/graph/root").asText()).isEqualTo("address:" + address);
        assertThat(trace.at("/secondsToFirstMail").isNumber()).isTrue();
        assertThat(installation.command("campaigns", "--ip", "127.0.0.30").out())
                .startsWith(campaign)
                .contains("1 messages, 1 senders, 1 visits  Cheap");
        Program.Finished told = installation.command("trace", campaign);
        assertThat(told.out())
                .startsWith("campaign " + campaign)
                .containsSubsequence("host 127.0.0.30", "visit v1", "host 127.0.0.20");
        assertThat(installation.command("trace", "v1", "--dot").out())
                .startsWith("digraph trace {")
                .contains("label=\"took\"", "campaign\\n" + campaign);
    }

    private void assertListed() throws IOException, InterruptedException {
        JsonNode worst = installation.blacklist().path(0);
        assertThat(worst.path("source").asText()).isIn("127.0.0.20", "127.0.0.30");
        assertThat(worst.path("score").asInt()).isGreaterThan(10);
        assertThat(worst.path("reasons")).isNotEmpty();
        assertThat(installation.command("blacklist").out()).contains("127.0.0.30", "mailed_bait=1");
        assertThat(installation.command("export", "csv").out())
                .startsWith("source,by,kinds,score,first_seen,last_seen")
                .contains("127.0.0.20,");
        assertThat(installation.command("blacklist", "--format", "csv").exitCode()).isEqualTo(2);
        Program.Finished why = installation.command("explain", "127.0.0.30");
        assertThat(why.exitCode()).isZero();
        assertThat(why.out()).contains("127.0.0.30 is listed until", "spam_sender", "mailed_bait");
        assertThat(installation.command("export", "postfix-cidr").out())
                .contains("127.0.0.30/32 REJECT listed by HoneySpam: spam_sender");
        String[] allow = {"block", "allow", "127.0.0.30", "--reason", "a friend"};
        assertThat(installation.command(allow).exitCode()).isZero();
        assertThat(installation.command("explain", "127.0.0.30").out())
                .contains("127.0.0.30 is not listed.", "It never is: allowed by hand: a friend.");
        Program.Finished refused =
                installation.command("block", "add", "127.0.0.0/24", "--reason", "x");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("127.0.0.0/24 is never listed: allowed by hand: a friend;")
                .contains("`honeyspam block remove 127.0.0.30` takes that back");
        String[] again = {"block", "remove", "127.0.0.30", "--reason", "no friend"};
        assertThat(installation.command(again).exitCode()).isZero();
    }

    private void assertLocated() throws IOException, InterruptedException {
        Program.Finished lacking = installation.command("sources", "--by", "asn");
        assertThat(lacking.exitCode()).isEqualTo(2);
        assertThat(lacking.err())
                .contains("there is no file of AS numbers", "as asn_file in [geo]");
        new MmdbWriter()
                .with("127.0.0.0/8", MmdbWriter.system(64_500, "Example\u001b[31m Host"))
                .write(installation.folder().resolve("asn.mmdb"));
        installation.set("geo", "asn_file", "\"asn.mmdb\"");
        JsonNode groups =
                JSON.readTree(installation.command("sources", "--by", "asn", "--json").out());
        assertThat(groups).hasSize(1);
        assertThat(groups.path(0).path("source").asText()).isEqualTo("AS64500");
        assertThat(groups.path(0).path("hosts").asInt()).isEqualTo(2);
        assertThat(groups.path(0).path("listed").asInt()).isEqualTo(2);
        assertThat(installation.command("sources", "--kind", "spam_sender").out().lines())
                .hasSize(2)
                .last(InstanceOfAssertFactories.STRING)
                .startsWith("127.0.0.0/24")
                .contains("spam_sender=");
        assertThat(installation.command("explain", "127.0.0.30").out())
                .contains("It is of AS64500 Example [31m Host.");
        JsonNode why = JSON.readTree(installation.command("explain", "127.0.0.30", "--json").out());
        assertThat(why.path("asn").asLong()).isEqualTo(64_500);
        assertThat(why.path("ip").asText()).isEqualTo("127.0.0.30");
        assertThat(installation.command("blacklist").out()).contains("AS64500 Example [31m Host");
    }

    private void assertTold() throws IOException, InterruptedException {
        List<JsonNode> mail = installation.journal("service=mx", "action=message_taken");
        assertThat(mail).hasSize(1);
        assertThat(mail.getFirst().path("source.ip").asText()).isEqualTo("127.0.0.30");
        String readable = installation.command("tail", "--all", "--once").out();
        assertThat(readable.lines()).hasSameSizeAs(installation.journal());
        assertThat(readable).contains("message_taken", "bait_served", "node_stopped");
        assertThat(installation.command("tail", "--filter", "nonsense").exitCode()).isEqualTo(2);
    }
}
