package org.honeyspam.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.honeyspam.cli.doctor.DoctorTest.TABLES;
import static org.honeyspam.cli.doctor.DoctorTest.assertFailure;
import static org.honeyspam.cli.doctor.DoctorTest.assertFound;
import static org.honeyspam.cli.doctor.DoctorTest.configuration;
import static org.honeyspam.cli.doctor.DoctorTest.examine;
import static org.honeyspam.cli.doctor.DoctorTest.listener;
import static org.honeyspam.cli.doctor.DoctorTest.moved;
import static org.honeyspam.cli.doctor.DoctorTest.start;
import static org.honeyspam.cli.doctor.DoctorTest.with;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.cli.doctor.Finding.Level;
import org.honeyspam.config.Configuration;
import org.honeyspam.health.Status;
import org.honeyspam.node.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor is turned away or made to wait by the node itself; and tells as he goes on. */
final class DoctorWaitsTest {
    @TempDir private Path folder;

    @BeforeEach
    void makeKey() throws IOException {
        KeyRing.create(folder.resolve("secret.key"));
    }

    @Test
    void whereTheNodeItselfTurnsHimAwayNoOtherProgramIsBlamed() throws Exception {
        Configuration configuration =
                configuration(
                        folder,
                        TABLES.replace("[limits]", "[limits]\nconnections_per_source_max = 1")
                                + listener("mx", "exim", "")
                                + listener("relay", "exim", "")
                                + listener("proxy", "squid", "")
                                + listener("dns", "bind", ""));
        try (Node node = start(configuration);
                var inside = visitor(node)) {
            assertThat(inside.getInputStream().read()).isEqualTo('2');
            List<Finding> findings = examine(configuration, node::status, Instant.now());
            for (String check : List.of("personas", "relay", "proxies", "names")) {
                String why = "likely it was the node itself that turned the doctor away";
                assertFailure(findings, check, "on 127.0.0.1 port", why);
                assertFailure(findings, check, "", "connections_of_one_source (at most 1)");
                assertFailure(findings, check, "", "raise limits.connections_per_source_max;");
            }
        }
    }

    private static Socket visitor(Node node) throws IOException {
        var at = node.bound().getFirst().address();
        return new Socket(at.getAddress(), at.getPort());
    }

    @Test
    void aPaceMakesHimSlowAndIsNoFault() throws Exception {
        String molasses =
                """
                [[pace]]
                name = "molasses"
                drip_pause = "500ms"
                drip_size = 1
                quick_answers = 0

                """;
        Configuration configuration =
                configuration(
                        folder,
                        TABLES
                                + molasses
                                + listener("mx", "exim", "pace = \"molasses\"")
                                + listener("mx", "postfix", "")
                                + listener("mx", "exim", ""));
        try (Node node = start(configuration);
                var silent = new Stranger("")) {
            List<Status.Port> ports =
                    List.of(
                            node.status().ports().getFirst(),
                            moved(node.status().ports().get(1), silent),
                            node.status().ports().getLast());
            Status status = with(node.status(), ports, node.status().limits());
            long before = System.nanoTime();
            List<Finding> findings =
                    examine(
                            new Patient(
                                    configuration,
                                    status,
                                    () -> status,
                                    Instant.now(),
                                    Duration.ofSeconds(2)));
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("a byte comes twice a second, for long")
                    .isLessThan(Duration.ofSeconds(10));
            assertFound(
                    findings,
                    Level.WARNING,
                    "personas",
                    "slow: pace molasses",
                    "a [[pace]] of its own");
            assertFailure(findings, "personas", "took too long", "another program");
            assertFound(findings, Level.WARNING, "personas", "took all the time", "");
            assertThat(findings)
                    .filteredOn(one -> one.level() == Level.FAILURE)
                    .as("none but that of the silent one")
                    .hasSize(1);
        }
    }

    @Test
    void whatIsFoundIsToldBeforeTheNextIsLookedAt() throws Exception {
        List<String> heard = new ArrayList<>();
        var hearer =
                new Doctor.Hearer() {
                    @Override
                    public void begins(String check) {
                        heard.add("begins " + check);
                    }

                    @Override
                    public void found(Finding finding) {
                        heard.add("found " + finding.check());
                    }
                };
        Configuration configuration = configuration(folder, TABLES + listener("mx", "exim", ""));
        Doctor.examine(configuration, () -> null, Instant.now(), hearer);
        assertThat(heard)
                .startsWith("begins node", "found node", "begins files", "found files")
                .endsWith("begins virtual hosts", "found virtual hosts");
    }
}
