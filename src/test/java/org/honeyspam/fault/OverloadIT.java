package org.honeyspam.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More peers than there is room for, out of a process of their own ({@code bench/flood}). Visitors
 * from elsewhere are served all the time, nothing acknowledged is lost, and all is as before when
 * it is over.
 */
@Tag("alone")
@Timeout(120)
final class OverloadIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_BYTE_MILLIS_MAX = 50;

    @TempDir private Path folder;

    private final Ledger ledger = new Ledger();

    private static Process flood(Path out, Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "bench/flood/Flood.java"));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** The numbers in what it says in the end. */
    private static List<Double> ended(Process process, Path out) throws Exception {
        assertThat(process.waitFor()).as(Files.readString(out)).isZero();
        return numbers(Files.readString(out));
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = Pattern.compile("\\d+(\\.\\d+)?").matcher(text);
        while (number.find()) {
            numbers.add(Double.valueOf(number.group()));
        }
        System.getLogger("test").log(System.Logger.Level.INFO, text.strip());
        return numbers;
    }

    private static JsonNode limit(Installation installation, String name) throws Exception {
        Program.Finished finished = installation.command("status", "--json");
        for (JsonNode limit : JSON.readTree(finished.out()).path("limits")) {
            if (limit.path("name").asText().equals(name)) {
                return limit;
            }
        }
        throw new AssertionError("no limit " + name + ": " + finished.out() + finished.err());
    }

    private static long descriptors(RunningNode node) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + node.pid() + "/fd"))) {
            return files.count();
        }
    }

    private static void awaitDescriptors(RunningNode node, long atMost) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (descriptors(node) > atMost && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(descriptors(node)).as("open descriptors").isLessThanOrEqualTo(atMost);
    }

    private void warm(RunningNode node) throws Exception {
        for (int i = 0; i < 200; i++) {
            try (var sender = new Sender(node.port(Service.MX), ledger, i)) {
                assertThat(sender.say("NOOP")).startsWith("250");
            }
        }
    }

    @Test
    void aFloodFromOneNetworkLeavesOthersServedWithinFiftyMilliseconds() throws Exception {
        Installation installation =
                Installation.init(folder.resolve("node")).set("limits", "connections_max", "600");
        try (RunningNode node = installation.start();
                var sender = new Sender(node.port(Service.RELAY), ledger, 7)) {
            warm(node);
            long before = descriptors(node);
            List<Process> visits = new ArrayList<>();
            Process flood =
                    flood(
                            folder.resolve("flood"),
                            "flood",
                            node.port(Service.MX),
                            "127.1.1",
                            2_000,
                            10,
                            5_000);
            Thread.sleep(1_500); // It has begun: half of what follows would else be an idle node's.
            for (String kind : List.of("smtp", "web")) {
                int port = node.port(kind.equals("web") ? Service.WEB : Service.MX);
                visits.add(flood(folder.resolve(kind), "visit", port, kind, 6));
            }
            for (int i = 0; flood.isAlive(); i++) {
                assertThat(sender.send("during" + i + "@sender.example")).startsWith("250");
                Thread.sleep(20);
            }
            for (int i = 0; i < visits.size(); i++) {
                List<Double> waited = ended(visits.get(i), folder.resolve(i == 0 ? "smtp" : "web"));
                assertThat(waited.get(1)).as("lost visits").isZero();
                assertThat(waited.get(3)).as("of 95 of 100").isLessThan(FIRST_BYTE_MILLIS_MAX);
            }
            List<Double> flooded = ended(flood, folder.resolve("flood"));
            assertThat(flooded.get(1)).as("tried a second").isGreaterThan(1_000);
            awaitDescriptors(node, before + 8);
            assertThat(
                            limit(installation, "connections_of_one_network")
                                            .path("reached")
                                            .asLong()
                                    + limit(installation, "accepts_per_second_of_one_network")
                                            .path("reached")
                                            .asLong())
                    .isPositive();
            assertThat(limit(installation, "connections").path("now").asLong()).isEqualTo(1);
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
        assertCounted(installation);
    }

    /** What is in the journal about the flood is little, and tells of each who was turned away. */
    private static void assertCounted(Installation installation) throws Exception {
        List<JsonNode> sums = installation.journal("action=sessions_refused");
        assertThat(sums).isNotEmpty().hasSizeLessThan(20);
        assertThat(sums)
                .allSatisfy(
                        sum ->
                                assertThat(sum.path("honeyspam.refused.network").asText())
                                        .isEqualTo("127.1.1.0/24"));
        assertThat(installation.journal("action=session_refused")).hasSizeLessThan(200);
    }

    @Test
    void tenThousandSlowPeersAreHeldAndAnHonestSenderIsServed() throws Exception {
        int peers = Integer.getInteger("overload.peers", 10_000);
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("limits", "connections_max", Integer.toString(peers + 100))
                        .set("limits", "accepts_per_second_max", "100000");
        try (RunningNode node = installation.start(List.of("-Xmx512m"))) {
            warm(node);
            long before = descriptors(node);
            Path out = folder.resolve("slow");
            Process slow = flood(out, "slow", node.port(Service.MX), peers, 60);
            while (!Files.readString(out).contains("connected")) {
                assertThat(slow.isAlive()).as(Files.readString(out)).isTrue();
                Thread.sleep(100);
            }
            assertThat(numbers(Files.readString(out)).getFirst()).isEqualTo(peers);
            try (var sender = new Sender(node.port(Service.RELAY), ledger, 8)) {
                for (int i = 0; i < 50; i++) {
                    long start = System.nanoTime();
                    assertThat(sender.send("beside" + i + "@sender.example")).startsWith("250");
                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .isLessThan(Duration.ofSeconds(1));
                }
            }
            assertThat(limit(installation, "connections").path("now").asLong()).isEqualTo(peers);
            slow.getOutputStream().write('\n');
            slow.getOutputStream().flush();
            assertThat(slow.waitFor()).isZero();
            assertThat(Files.readString(out)).contains(peers + " open, 0 ended");
            awaitDescriptors(node, before + 8);
            assertThat(limit(installation, "connections").path("now").asLong()).isZero();
            assertThat(node.log()).doesNotContain("OutOfMemory").doesNotContain("Exception");
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
    }

    @Test
    void withFewOpenFilesItKeepsThoseItNeedsAndGoesOn() throws Exception {
        Installation installation = Installation.init(folder.resolve("node"));
        List<String> few = List.of("sh", "-c", "ulimit -n 256 && exec \"$@\"", "sh");
        try (RunningNode node = installation.startBy(few)) {
            assertThat(node.log()).contains("limits.connections_max is 2000, but only 256 files");
            long room = limit(installation, "connections").path("max").asLong();
            assertThat(room).isBetween(16L, 200L);
            long before = descriptors(node);
            Path out = folder.resolve("slow");
            Process slow = flood(out, "slow", node.port(Service.MX), 1_000, 60);
            while (!Files.readString(out).contains("connected")) {
                assertThat(slow.isAlive()).as(Files.readString(out)).isTrue();
                Thread.sleep(100);
            }
            try (var sender = new Sender(node.port(Service.RELAY), ledger, 9)) {
                for (int i = 0; i < 50; i++) {
                    assertThat(sender.send("few" + i + "@sender.example")).startsWith("250");
                }
            }
            assertThat(descriptors(node)).isLessThanOrEqualTo(256);
            assertThat(limit(installation, "open_files").path("reached").asLong())
                    .as("times that a connection could not be accepted")
                    .isZero();
            slow.getOutputStream().write('\n');
            slow.getOutputStream().flush();
            assertThat(slow.waitFor()).isZero();
            awaitDescriptors(node, before + 8);
            try (var sender = new Sender(node.port(Service.MX), ledger, 10)) {
                assertThat(sender.say("NOOP")).startsWith("250");
            }
            assertThat(node.log()).doesNotContain("Too many open files");
            assertThat(node.terminate()).isZero();
        }
        ledger.compare(installation.data());
        assertThat(Files.readString(folder.resolve("slow"), UTF_8)).contains("ended by the server");
    }
}
