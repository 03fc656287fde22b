package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.honeyspam.probe.Probe;
import org.honeyspam.probe.Probe.State;
import org.honeyspam.probe.ProbeStore;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Postfix takes the probe, found by a real DNS server: once, whatever happens to us. */
@Timeout(400)
final class ProbeIT {
    private static final String TEXT =
            "Subject: BC_127.0.0.1\r\nBcc: kept@x.example\r\nX-Odd:kept\r\n\r\n"
                    + "127.0.0.1 caf\u00e9\r\n.dot\r\n..dots\r\n"
                    + "long".repeat(600)
                    + "\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final int KILLS = 10;
    private static final long SEED = 20_260_304;

    private final Path folder;
    private final Installation installation;

    ProbeIT(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.installation = Installation.init(folder.resolve("node"));
    }

    private NameServer dns(DropBox box) throws IOException, InterruptedException {
        NameServer server =
                NameServer.start(
                        folder.resolve("dns"),
                        "--mx-host=box.example,gone.box.example,5",
                        "--mx-host=box.example,mx.box.example,10",
                        "--host-record=mx.box.example," + box.ip());
        set("dns", "[\"%s\"]".formatted(server.address()));
        set("allow_private", "true");
        set("per_hour_max", "100");
        set("per_day_max", "100");
        set("per_domain_max", "100");
        set("retry_delay", "\"1s\"");
        return server;
    }

    private void set(String key, String literal) throws IOException {
        installation.set("probe", key, literal);
    }

    /** What the store has, as the commands see it beside a running node. */
    private List<Probe> list() throws IOException, SQLException {
        if (!Files.exists(installation.data().probes())) {
            return List.of();
        }
        try (ProbeStore store = ProbeStore.open(installation.data().probes())) {
            return store.list();
        }
    }

    private Probe awaitState(String recipient, State... states)
            throws IOException, SQLException, InterruptedException {
        return awaitProbe(recipient, probe -> List.of(states).contains(probe.progress().state()));
    }

    private Probe awaitProbe(String recipient, Predicate<Probe> wanted)
            throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Probe> probes = list();
            for (Probe probe : probes) {
                if (probe.message().recipient().equals(recipient) && wanted.test(probe)) {
                    return probe;
                }
            }
            assertThat(System.nanoTime()).as("%s in %s", recipient, probes).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static void awaitMail(DropBox box, String recipient)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (box.messages(recipient).isEmpty() || !box.isIdle()) {
            assertThat(System.nanoTime()).as(box.log()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private List<JsonNode> events(String action) throws IOException, InterruptedException {
        return installation.journal("action=" + action);
    }

    @Test
    void theFirstMessageArrivesAndNoOther() throws Exception {
        set("mode", "\"first\"");
        try (DropBox box = DropBox.make(folder.resolve("box"), "may", 0).start();
                NameServer dns = dns(box);
                RunningNode node = installation.start()) {
            int port = node.port(Service.RELAY);
            var tester = new Tester("127.7.0.1");
            tester.send(port, "me@box.example", TEXT);
            for (int i = 0; i < 5; i++) {
                tester.send(port, "me@box.example", TEXT);
                new Tester("127.7.0.9").send(port, "spam%d@box.example".formatted(i), TEXT);
            }
            awaitMail(box, "me@box.example");
            Probe probe = awaitState("me@box.example", State.DELIVERED);
            assertThat(probe.signs()).contains("names_address");
            Thread.sleep(QUIET);
            assertThat(box.isIdle()).isTrue();
            assertThat(box.messages("me@box.example")).hasSize(1);
            for (int i = 0; i < 5; i++) {
                assertThat(box.messages("spam%d@box.example".formatted(i))).isEmpty();
            }
            assertArrivedWhole(box.messages("me@box.example").getFirst());
            assertThat(dns.questions()).startsWith("query[MX] box.example").hasSizeLessThan(8);
            assertThat(node.terminate()).isZero();
            assertThat(node.log()).doesNotContain("Exception", "ERROR", "WARN");
        }
        assertThat(events("probe_claimed")).hasSize(1);
        assertThat(events("probe_tried"))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.path("event.outcome").asText()).isEqualTo("delivered");
                            assertThat(event.path("honeyspam.remote.protocol").asText())
                                    .isEqualTo("esmtps");
                            assertThat(event.path("event.reason").asText()).startsWith("250 2.0.0");
                        });
    }

    /** Below the lines of Postfix: the relay's own header, and then what was sent. */
    private static void assertArrivedWhole(String message) {
        assertThat(message).contains("\nReceived: from mail.lindenhof.example ", "with ESMTPS id");
        String below = message.substring(message.indexOf("\nReceived: from pc7.example ") + 1);
        assertThat(below).contains("[127.7.0.1]", "by mail.lindenhof.example (8.17");
        int end = below.indexOf("\nSubject: BC_");
        assertThat(below.substring(0, end).lines().skip(1)).allMatch(line -> line.startsWith("\t"));
        assertThat(below.substring(end + 1)).isEqualTo(TEXT.replace("\r\n", "\n"));
    }

    @Test
    void whatIsPutOffIsTriedAgain() throws Exception {
        set("mode", "\"first\"");
        try (DropBox box = DropBox.make(folder.resolve("box"), "none", 0);
                NameServer dns = dns(box);
                RunningNode node = installation.start()) {
            box.answers("/^later@/ 450 4.2.0 Come back\n/^none@/ 550 5.1.1 Nobody here");
            int port = node.port(Service.RELAY);
            new Tester("127.7.1.1").send(port, "later@box.example", TEXT);
            Probe unreached = awaitState("later@box.example", State.PUT_OFF);
            assertThat(unreached.progress().reason()).contains("Connect");
            box.start();
            awaitProbe(
                    "later@box.example",
                    probe -> probe.progress().reason().startsWith("450 4.2.0"));
            assertThat(box.messages("later@box.example")).isEmpty();
            box.answers("/^none@/ 550 5.1.1 Nobody here");
            box.reload();
            awaitMail(box, "later@box.example");
            Probe delivered = awaitState("later@box.example", State.DELIVERED);
            assertThat(delivered.progress().attempts()).isGreaterThan(2);

            new Tester("127.7.2.1").send(port, "none@box.example", TEXT);
            awaitState("none@box.example", State.FAILED);
            new Tester("127.7.3.1").send(port, "me@nowhere.example", TEXT);
            awaitState("me@nowhere.example", State.FAILED);
            assertThat(dns.questions()).contains("query[MX] nowhere.example");
            assertThat(box.messages("later@box.example")).hasSize(1);
            assertThat(box.messages("later@box.example").getFirst()).contains("with ESMTP id");
            assertThat(node.terminate()).isZero();
            assertThat(node.log()).doesNotContain("Exception", "ERROR", "WARN");
        }
        assertThat(events("probe_bounced"))
                .extracting(event -> event.path("honeyspam.bounce.status").asText())
                .containsExactly("5.1.1", "5.1.2");
    }

    @Test
    void theOperatorDecides() throws Exception {
        set("mode", "\"hold\"");
        try (DropBox box = DropBox.make(folder.resolve("box"), "may", 0).start();
                NameServer dns = dns(box)) {
            String released;
            String dropped;
            try (RunningNode node = installation.start()) {
                int port = node.port(Service.RELAY);
                new Tester("127.7.1.1").send(port, "yes@box.example", TEXT);
                new Tester("127.7.2.1").send(port, "no@box.example", TEXT);
                released = "" + awaitState("yes@box.example", State.HELD).id();
                dropped = "" + awaitState("no@box.example", State.HELD).id();
                assertThat(installation.command("probe", "drop", dropped).exitCode()).isZero();
                assertThat(node.terminate()).isZero();
            }
            assertThat(dns.questions()).isEmpty();
            // Also while the node is down.
            assertThat(installation.command("probe", "release", released).exitCode()).isZero();
            Program.Finished unknown = installation.command("probe", "release", "99");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("there is no probe 99");
            try (RunningNode node = installation.start()) {
                awaitMail(box, "yes@box.example");
                awaitState("yes@box.example", State.DELIVERED);
                assertThat(installation.command("probe", "release", released).exitCode())
                        .isEqualTo(1);
                assertShown();
                assertThat(node.terminate()).isZero();
            }
            assertThat(box.messages("yes@box.example")).hasSize(1);
            assertThat(box.messages("no@box.example")).isEmpty();
        }
        assertThat(events("probe_decided"))
                .extracting(event -> event.path("event.outcome").asText())
                .containsExactly("dropped", "released");
    }

    private void assertShown() throws IOException, InterruptedException {
        assertThat(installation.command("probe", "list").out())
                .contains(" delivered 8 127.7.1.1 yes@box.example BC_127.0.0.1 | 250 2.0.0")
                .contains(" dropped 8 127.7.2.1 no@box.example BC_127.0.0.1 | operator");
        Program.Finished json = installation.command("probe", "list", "--json");
        assertThat(new ObjectMapper().readTree(json.out()))
                .extracting(probe -> probe.path("state").asText())
                .containsExactly("dropped", "delivered");
    }

    @Test
    void aKillAtAnyMomentDoublesNothing() throws Exception {
        set("mode", "\"first\"");
        var dice = new SplittableRandom(SEED);
        int delivered = 0;
        try (DropBox box = DropBox.make(folder.resolve("box"), "may", 1).start();
                NameServer dns = dns(box)) {
            for (int round = 0; round < KILLS; round++) {
                String recipient = "box%d@box.example".formatted(round);
                try (RunningNode node = installation.start()) {
                    int port = node.port(Service.RELAY);
                    new Tester("127.8.%d.1".formatted(round)).send(port, recipient, TEXT);
                    Thread.sleep(dice.nextInt(200) + round * 250L);
                    node.kill();
                }
                try (RunningNode node = installation.start()) {
                    Probe probe = awaitState(recipient, State.DELIVERED, State.UNSURE);
                    boolean known = probe.progress().state() == State.DELIVERED;
                    delivered += known ? 1 : 0;
                    if (known) {
                        awaitMail(box, recipient);
                    }
                    assertThat(node.terminate()).isZero();
                    assertThat(node.log()).doesNotContain("Exception", "ERROR");
                }
            }
            Thread.sleep(QUIET);
            assertThat(box.isIdle()).isTrue();
            for (int round = 0; round < KILLS; round++) {
                String recipient = "box%d@box.example".formatted(round);
                assertThat(box.messages(recipient)).as(recipient).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(dns.questions()).isNotEmpty();
        }
        long unsure = list().stream().filter(p -> p.progress().state() == State.UNSURE).count();
        assertThat(delivered).as("killed before or after").isPositive();
        assertThat(unsure).as("killed in between").isPositive();
        assertThat(delivered + unsure).isEqualTo(KILLS);
        // Killed between the claim in the store and the one in the journal, it is unsure as well.
        assertThat(events("probe_claimed"))
                .extracting(event -> event.path("honeyspam.probe.id").asLong())
                .doesNotHaveDuplicates()
                .hasSizeBetween(delivered, KILLS);
        System.getLogger("test")
                .log(
                        System.Logger.Level.INFO,
                        "{0} kills: {1} delivered, {2} unsure",
                        KILLS,
                        delivered,
                        unsure);
    }
}
