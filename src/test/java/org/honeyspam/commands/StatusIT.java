package org.honeyspam.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status}, of nodes that run, do not, or have died. */
final class StatusIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void statusTellsOfANodeWhileItRunsAndThatItDoesNot() throws Exception {
        Installation installation = Installation.init(folder.resolve("node"));
        assertThat(installation.command("status"))
                .satisfies(said -> assertNotRunning(said, installation));
        try (RunningNode node = installation.start();
                var talk = new SmtpClient(node.port(Service.MX), "127.0.0.9")) {
            talk.say("NOOP");
            assertThat(installation.command("status")).satisfies(said -> assertWell(said, node));

            Program.Finished json = installation.command("status", "--json");
            assertThat(json.exitCode()).isZero();
            var status = JSON.readTree(json.out());
            assertThat(status.path("ports")).hasSameSizeAs(node.ports());
            assertThat(status.path("configuration").path("file").asText())
                    .isEqualTo(installation.configuration().toString());

            assertThat(Program.of(installation.startingWords()).run().err())
                    .contains("is in use by another node");
            Files.writeString(installation.configuration(), "[nonsense\n");
            assertThat(installation.command("status")).satisfies(said -> assertWell(said, node));
            node.kill();
        }
        assertThat(installation.command("status"))
                .satisfies(said -> assertNotRunning(said, installation));
    }

    @Test
    void aKilledNodesSocketIsNoObstacleAndTroubleIsToldByTheExitCode() throws Exception {
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("mail", "disk_free_min", "\"1024GiB\"");
        try (RunningNode node = installation.start()) {
            node.kill();
            assertThat(folder.resolve("node/data/control")).exists();
        }
        try (RunningNode node = installation.start()) {
            Program.Finished unwell = installation.command("status");
            assertThat(unwell.exitCode()).isOne();
            assertThat(unwell.out()).contains("NOT WELL  mail", "Not well: mail.");
            assertThat(node.terminate()).isZero();
        }
        assertThat(folder.resolve("node/data/control")).doesNotExist();
    }

    private static void assertWell(Program.Finished said, RunningNode node) {
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("All is well.", "connections", "well      journal");
        assertThat(said.out())
                .containsPattern("mx .* 127\\.0\\.0\\.1 +%d +1".formatted(node.port(Service.MX)));
    }

    private static void assertNotRunning(Program.Finished said, Installation installation) {
        assertThat(said.exitCode()).isOne();
        assertThat(said.err())
                .contains("no node runs on the data folder " + installation.data().root());
    }

    @Test
    void withoutAConfigurationItIsSaidSo() throws IOException, InterruptedException {
        Path none = folder.resolve("none.toml");
        Program.Finished said = Installation.program().run("status", "--config", none.toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("there is no file " + none);
    }
}
