package org.honeyspam.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.honeyspam.jail.Nice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells of itself, well and in trouble. */
final class HealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void aNodeTellsOfItsPortsAndWhoTalksThere() throws Exception {
        Configuration configuration = configuration("");
        try (Node node = start(configuration);
                Socket mine = visit(node)) {
            Status status = until(node, now -> now.ports().getFirst().conversations() == 1);
            assertThat(mine.isConnected()).isTrue();
            Status.Port port = status.ports().getFirst();
            assertThat(port.service()).isEqualTo("mx");
            assertThat(port.persona()).isEqualTo("postfix");
            assertThat(port.host()).isEqualTo("mx.one.example");
            assertThat(port.address()).isEqualTo("127.0.0.1");
            assertThat(port.port()).isEqualTo(node.bound().getFirst().address().getPort());
            assertThat(status.node()).isEqualTo(configuration.node().name());
            assertThat(status.configuration().file()).endsWith("honeyspam.toml");
            assertThat(status.isWell()).isTrue();
            assertThat(status.parts())
                    .extracting(Status.Part::name)
                    .contains("journal", "mail", "views", "configuration");
            assertThat(status.sizes().diskFreeBytes()).isPositive();
        }
    }

    @Test
    void theViewsWorkWhileTheServicesLeaveThemTime() throws Exception {
        try (Node node = start(configuration(""))) {
            until(node, Status::isWell);
            assertThat(Nice.of("views")).isEqualTo(10);
        }
    }

    @Test
    void whoIsTurnedAwayAtALimitIsCounted() throws Exception {
        String limits = "[limits]\nconnections_max = 3\nconnections_per_source_max = 2\n";
        List<Socket> visitors = new ArrayList<>();
        try (Node node = start(configuration(limits))) {
            for (int i = 0; i < 4; i++) {
                visitors.add(visit(node));
            }
            Status status =
                    until(node, now -> limit(now, "connections_of_one_source").reached() == 2);
            assertThat(limit(status, "connections"))
                    .isEqualTo(new Status.Limit("connections", 2, 3, 0, 0));
            assertThat(limit(status, "connections_of_one_source"))
                    .isEqualTo(new Status.Limit("connections_of_one_source", 2, 2, 2, 2));
            for (String name :
                    List.of("open_files", "heap_bytes", "disk_used_bytes", "slow_answers")) {
                Status.Limit limit = limit(status, name);
                assertThat(limit.now()).as(name).isBetween(0L, limit.max());
                assertThat(limit.reached()).as(name).isZero();
            }
        } finally {
            for (Socket visitor : visitors) {
                visitor.close();
            }
        }
    }

    @Test
    void whoComesTooFastIsCountedForHisNetwork() throws Exception {
        List<Socket> visitors = new ArrayList<>();
        String limits = "[limits]\naccepts_per_second_per_network_max = 1\n";
        try (Node node = start(configuration(limits))) {
            for (int i = 0; i < 4; i++) {
                visitors.add(visit(node));
            }
            Status status =
                    until(
                            node,
                            now ->
                                    limit(now, "accepts_per_second_of_one_network").turnedAway()
                                            > 0);
            Status.Limit limit = limit(status, "accepts_per_second_of_one_network");
            assertThat(limit.max()).isOne();
            assertThat(limit.reached()).isEqualTo(limit.turnedAway());
            assertThat(limit(status, "accepts_per_second").reached()).isZero();
        } finally {
            for (Socket visitor : visitors) {
                visitor.close();
            }
        }
    }

    @Test
    void aListenerWithABoundHasARowOfItsOwn() throws Exception {
        String bounded =
                TestConfiguration.listener("relay", 0, "relay.one.example", "connections_max = 2");
        List<Socket> visitors = new ArrayList<>();
        try (Node node = start(configuration(bounded))) {
            InetSocketAddress at = node.bound().get(1).address();
            for (int i = 0; i < 3; i++) {
                visitors.add(new Socket(at.getAddress(), at.getPort()));
            }
            String name = "connections_of_127.0.0.1:" + at.getPort();
            Status status = until(node, now -> limit(now, name).reached() == 1);
            assertThat(limit(status, name).now()).isEqualTo(2);
            assertThat(limit(status, name).max()).isEqualTo(2);
            long shed = limit(status, "connections_shed").reached();
            assertThat(limit(status, name).turnedAway() + shed).as("one had to go").isOne();
            assertThat(limit(status, "connections").reached()).isZero();
            assertThat(status.limits())
                    .extracting(Status.Limit::name)
                    .as("the other listener has no bound")
                    .doesNotContain(
                            "connections_of_127.0.0.1:"
                                    + node.bound().getFirst().address().getPort());
        } finally {
            for (Socket visitor : visitors) {
                visitor.close();
            }
        }
    }

    @Test
    void aPartThatDoesNotWorkIsToldWithItsReason() throws Exception {
        Path lists = Files.createDirectory(folder.resolve("lists"));
        Configuration configuration =
                configuration(
                        """
                        [[export]]
                        format = "plain"
                        file = "lists/bad.txt"

                        [mail]
                        disk_free_min = "1024GiB"
                        """);
        Files.delete(lists);
        try (Node node = start(configuration)) {
            Status status = until(node, now -> !part(now, "export").well());
            assertThat(part(status, "export").name()).endsWith("lists/bad.txt");
            assertThat(part(status, "export").note()).contains("cannot be written");
            assertThat(part(status, "mail").well()).isFalse();
            assertThat(part(status, "mail").note()).contains("disk_free_min");
            assertThat(status.isWell()).isFalse();
        }
    }

    @Test
    void viewsThatDoNotFollowAreToldOf() throws Exception {
        Configuration configuration = configuration("");
        Files.createDirectories(configuration.node().dataFolder().resolve("views.db"));
        try (Node node = start(configuration)) {
            Status status = until(node, now -> !part(now, "views").well());
            assertThat(part(status, "views").note()).isNotBlank();
        }
    }

    private static Status.Limit limit(Status status, String name) {
        return status.limits().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Status.Part part(Status status, String begin) {
        return status.parts().stream()
                .filter(part -> part.name().startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    private static Status until(Node node, Predicate<Status> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Status status = node.status();
        while (!wanted.test(status) && System.nanoTime() < end) {
            Thread.sleep(20);
            status = node.status();
        }
        assertThat(status).as("the status in the end").matches(wanted);
        return status;
    }

    private static Socket visit(Node node) throws IOException {
        InetSocketAddress at = node.bound().getFirst().address();
        return new Socket(at.getAddress(), at.getPort());
    }

    private static Node start(Configuration configuration) throws StartException {
        return Node.start(configuration, Clock.systemUTC(), "test");
    }

    private Configuration configuration(String more) throws IOException {
        String mx = TestConfiguration.listener("mx", 0, "mx.one.example", "persona = \"postfix\"");
        return new TestConfiguration(folder).write(mx + more);
    }
}
