package org.honeyspam.commands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} into a node that runs, and that is killed meanwhile. */
@Timeout(240)
final class ReplayIT {
    private static final int MANY = 40_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static Installation here;
    private static Installation there;
    private static RunningNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        here = Installation.init(folder.resolve("here"));
        there = Installation.init(folder.resolve("there")).set("node", "name", "\"there\"");
        node = here.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        assertThat(node.terminate()).isZero();
        node.close();
    }

    private static JsonNode replayed(Program.Finished said) throws IOException {
        assertThat(said.err()).doesNotContain("Exception");
        return JSON.readTree(said.out());
    }

    @Test
    void theJournalOfAnotherNodeIsTakenAndTracedWithItsMail() throws Exception {
        try (RunningNode other = there.start()) {
            String answer =
                    SmtpClient.send(
                            other.port(Service.RELAY),
                            "127.0.0.9",
                            "a@spam.example",
                            "b@victim.example",
                            "Subject: Off to the other\r\nMessage-ID: <r1@spam.example>\r\n\r\nBuy.\r\n");
            assertThat(answer).startsWith("250");
            assertThat(other.terminate()).isZero();
        }
        String data = there.data().root().toString();
        Program.Finished dry = here.command("replay", "--dry-run", "--json", data);
        Program.Finished first = here.command("replay", "--json", data);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(replayed(first).path("taken").asInt())
                .isPositive()
                .isEqualTo(replayed(dry).path("taken").asInt());
        assertThat(replayed(first).path("texts").asInt()).isEqualTo(1);
        JsonNode second = replayed(here.command("replay", "--json", data));
        assertThat(second.path("taken").asInt()).isZero();
        assertThat(second.path("here")).isEqualTo(replayed(first).path("taken"));
        List<JsonNode> traced = here.trace("<r1@spam.example>");
        assertThat(traced).hasSize(1);
        assertThat(traced.toString()).contains("127.0.0.9", "Off to the other");
        assertThat(here.command("mail", "show", traced.getFirst().path("event").asText()).out())
                .contains("Buy.");
        assertThat(here.command("tail", "--all", "--once").out()).contains("(replayed) ");
        assertThat(here.journal().stream().map(one -> one.path("event.id").asText()))
                .doesNotHaveDuplicates();
    }

    /** Takes an address from the maze, as a harvester does. */
    private static String harvest() throws IOException {
        var links = Pattern.compile("<a href=\"(/[^\"]+/[^\"]*)\"").matcher(get("/"));
        while (links.find()) { // Not on every page one stands in a form that is easily read.
            var address =
                    Pattern.compile("[a-z0-9.]+@[a-z]+\\.example").matcher(get(links.group(1)));
            if (address.find()) {
                return address.group();
            }
        }
        throw new AssertionError("no address on the pages that the home page leads to");
    }

    private static String get(String path) throws IOException {
        InetAddress server = InetAddress.ofLiteral("127.0.0.1");
        InetAddress harvester = InetAddress.ofLiteral("127.0.0.20");
        try (var socket = new Socket(server, node.port(Service.WEB), harvester, 0)) {
            String asked = "GET " + path + " HTTP/1.0\r\nUser-Agent: Siphon\r\n\r\n";
            socket.getOutputStream().write(asked.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void oldMailToAnAddressOfThisNodeLeadsToTheVisitThatTookIt() throws Exception {
        String bait = harvest();
        Path mailbox =
                Files.writeString(
                        folder.resolve("trap"),
                        """
                        From x@pills.example Fri Jan  2 03:04:05 2026
                        Return-Path: <x@pills.example>
                        Delivered-To: %s
                        Received: from pc30.example (unknown [192.0.2.30])
                        \tby old.example (Postfix) with ESMTP id 4ABC; Fri,  2 Jan 2026 03:04:05 +0000
                        Subject: Cheap
                        Message-ID: <old1@pills.example>

                        buy

                        """
                                .formatted(bait));
        Program.Finished done = here.command("replay", mailbox.toString(), "--received", "1");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("1 messages were taken");
        String told = here.command("trace", bait).out();
        assertThat(told).contains("127.0.0.20", "Siphon", "192.0.2.30", "Cheap", "mx");
        assertThat(here.command("explain", "192.0.2.30").out()).contains("mailed_bait");
        Program.Finished again = here.command("replay", mailbox.toString());
        assertThat(again.out()).contains("0 messages were taken, 1 are here already");
        assertThat(here.command("replay", mailbox.toString(), "--received", "0").exitCode())
                .isEqualTo(2);
    }

    /** A line for each number, as another node could have written it. */
    private static Path lines(String name, int most) throws IOException {
        var text = new StringBuilder();
        for (int i = 1; i <= most; i++) {
            text.append(
                    """
                    {"@timestamp":"2026-01-02T03:04:05Z","event.id":"%1$s-1767323045-%2$d",\
                    "honeyspam.schema":1,"honeyspam.node":"%1$s","honeyspam.service":"mx",\
                    "honeyspam.session":"%1$s-1-%2$d","source.ip":"192.0.2.7","source.port":4000,\
                    "destination.ip":"198.51.100.1","destination.port":25,\
                    "event.action":"session_opened"}
                    """
                            .formatted(name, i));
        }
        return Files.writeString(folder.resolve(name + ".jsonl"), text);
    }

    private static long copies(String name) throws IOException {
        long copies = 0;
        var seen = new HashSet<String>();
        try (Stream<Path> segments = Files.list(here.data().journal())) {
            for (Path segment :
                    segments.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(segment)) {
                    if (line.contains("\"honeyspam.node\":\"" + name + "\"")) {
                        copies++;
                        seen.add(JSON.readTree(line).path("event.id").asText());
                    }
                }
            }
        }
        assertThat(copies).as("each once").isEqualTo(seen.size());
        return copies;
    }

    @Test
    void aNodeThatIsKilledMeanwhileLosesNothingAndDoublesNothing() throws Exception {
        Path file = lines("big", MANY);
        CompletableFuture<Program.Finished> replay =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return here.command("replay", "--json", file.toString());
                            } catch (IOException | InterruptedException e) {
                                throw new CompletionException(e);
                            }
                        });
        while (copies("big") < 500) {
            assertThat(replay).isNotDone();
            Thread.sleep(100);
        }
        node.kill();
        Program.Finished cut = replay.get();
        assertThat(cut.exitCode()).as(cut.out()).isEqualTo(1);
        assertThat(cut.err()).startsWith("honeyspam: ").doesNotContain("Exception");
        long before = copies("big");
        assertThat(before).isBetween(500L, MANY - 1L);
        node = here.start();
        JsonNode rest = replayed(here.command("replay", "--json", file.toString()));
        assertThat(rest.path("here").asLong()).isEqualTo(before);
        assertThat(rest.path("taken").asLong()).isEqualTo(MANY - before);
        assertThat(copies("big")).isEqualTo(MANY);
        assertThat(node.log()).doesNotContain("Exception", "ERROR");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndTheExitCode() throws Exception {
        Path torn = folder.resolve("torn.jsonl");
        String line = Files.readAllLines(lines("torn", 1)).getFirst();
        Files.writeString(torn, line + "\n" + line.substring(0, 40));
        Program.Finished told = here.command("replay", torn.toString());
        assertThat(told.exitCode()).isZero();
        assertThat(told.err()).contains(torn + ":2: it ends in the middle of a line");
        assertThat(told.out()).contains("1 events were taken");

        Path spoilt = folder.resolve("spoilt.jsonl");
        Files.writeString(
                spoilt, "{\"a\":\"\u001b[31m\"}\n" + line.replace("-1\"", "-77777\"") + "\n");
        Program.Finished refused = here.command("replay", spoilt.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(spoilt + ":1: it is no event of a journal");
        assertThat(refused.out()).contains("1 events were taken").contains("1 are refused");

        Path neither = Files.writeString(folder.resolve("notes.txt"), "Dear diary\n");
        Program.Finished no = here.command("replay", neither.toString());
        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.err()).contains(neither + ":1: it is neither a journal nor a mailbox");
        assertThat(here.command("replay", folder.resolve("gone").toString()).err())
                .contains("there is no such file or folder");
        assertThat(here.command("replay").exitCode()).isEqualTo(2);
    }
}
