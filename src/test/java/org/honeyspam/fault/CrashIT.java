package org.honeyspam.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.honeyspam.journal.ChainCheck;
import org.honeyspam.journal.ChainKey;
import org.honeyspam.mail.MailCheck;
import org.honeyspam.node.Keys;
import org.honeyspam.process.Installation;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No message is acknowledged before it and its event are on disk: kill -9 loses nothing. */
@Timeout(240)
final class CrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 12);
    private static final int SENDERS = 8;
    private static final long SEED = 20_260_301;

    private final Ledger ledger = new Ledger();

    @Test
    void whatWasAcknowledgedOutlivesTwentyKills(@TempDir Path folder) throws Exception {
        Installation installation =
                Installation.init(folder.resolve("node"))
                        // Small files: some rounds end in the middle of a new one.
                        .set("journal", "segment_size", "\"256KiB\"")
                        .set("mail", "segment_size", "\"1MiB\"");
        var dice = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int before = ledger.size();
            try (RunningNode node = installation.start()) {
                ledger.compare(installation.data());
                sendUntilKilled(node, round, Duration.ofMillis(dice.nextInt(900)));
                isProvedWhole(installation);
                assertThat(node.log()).doesNotContain("Exception");
            }
            assertThat(ledger.size()).as("messages in round " + round).isGreaterThan(before);
        }
        try (RunningNode node = installation.start()) {
            ledger.compare(installation.data());
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
        isProvedWhole(installation);
        System.getLogger("test")
                .log(
                        System.Logger.Level.INFO,
                        "{0} messages over {1} kills",
                        ledger.size(),
                        ROUNDS);
    }

    /** As `verify` does it; what a kill leaves is no damage. */
    private static void isProvedWhole(Installation installation) throws IOException {
        var data = installation.data();
        ChainKey key = Keys.chain(installation.folder().resolve("secret.key"));
        ChainCheck.Report report = new ChainCheck(data.journal(), key, null, (_, _) -> {}).check();
        var mail = new MailCheck(data.mail(), data.journal(), report.findings(), (_, _) -> {});
        assertThat(mail.check(report.retired() > 0)).isPositive();
        assertThat(report.chained()).isTrue();
        assertThat(report.findings().damages()).isEmpty();
    }

    private void sendUntilKilled(RunningNode node, int round, Duration time)
            throws InterruptedException, ExecutionException {
        List<Future<?>> senders = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                String name = round + "." + i;
                long seed = SEED + 100L * round + i;
                int port = node.port(RunningNode.Service.RELAY);
                senders.add(threads.submit(() -> sendAll(port, name, seed)));
            }
            awaitMore();
            Thread.sleep(time);
            node.kill();
        }
        for (Future<?> sender : senders) {
            sender.get();
        }
    }

    /** A node that has just started takes its time with the first message. */
    private void awaitMore() throws InterruptedException {
        int before = ledger.size();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (ledger.size() == before && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
    }

    private void sendAll(int port, String name, long seed) {
        try (var sender = new Sender(port, ledger, seed)) {
            for (int i = 0; ; i++) {
                assertThat(sender.send(name + "." + i + "@sender.example")).startsWith("250");
            }
        } catch (IOException expected) {
            assertThat(expected).as("the kill ends the connection").isNotNull();
        }
    }

    @Test
    void aStopFinishesWhatWasAcknowledged(@TempDir Path folder) throws Exception {
        Installation installation = Installation.init(folder.resolve("node"));
        try (RunningNode node = installation.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = node.port(RunningNode.Service.RELAY);
            for (int i = 0; i < SENDERS; i++) {
                String name = "stop." + i;
                threads.execute(() -> sendAll(port, name, SEED));
            }
            awaitMore();
            Thread.sleep(300);
            assertThat(node.terminate()).isZero();
            assertThat(node.log()).doesNotContain("Exception");
        }
        assertThat(ledger.size()).isPositive();
        ledger.compare(installation.data());
        assertThat(installation.journal().getLast().path("event.action").asText())
                .isEqualTo("node_stopped");
    }
}
