package org.honeyspam.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run}: what keeps it from starting is told in one line, and it ends in order. */
final class RunIT {
    private final Installation installation;

    RunIT(@TempDir Path folder) throws IOException, InterruptedException {
        installation = Installation.init(folder.resolve("node"));
    }

    private void assertRefuses(String reason) throws IOException, InterruptedException {
        Program.Finished finished = installation.command("run");
        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.err().lines().filter(line -> !line.contains(" INFO "))).hasSize(1);
        assertThat(finished.err()).contains(reason).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aPortThatIsTaken() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Path file = installation.configuration();
            String wanted = "port = " + taken.getLocalPort();
            Files.writeString(file, Files.readString(file).replaceFirst("port = 0", wanted));
            assertRefuses(
                    "honeyspam: cannot listen as web on 127.0.0.1 port %d: the port is taken"
                            .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void aPortOfTheConsoleThatIsTaken() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            installation.set("console", "listen", "\"%s\"".formatted(listen));
            assertRefuses(
                    "honeyspam: cannot listen as console on %s: the port is taken"
                            .formatted(listen));
        }
    }

    @Test
    void aDataFolderThatCannotBeWritten() throws IOException, InterruptedException {
        installation.set("node", "data", "\"honeyspam.toml/data\"");
        assertRefuses("cannot be written: Not a directory");
    }

    @Test
    void aDataFolderThatIsInUse() throws IOException, InterruptedException {
        try (RunningNode node = installation.start()) {
            assertRefuses("is in use by another node");
            assertThat(node.terminate()).isZero();
        }
    }

    @Test
    void whoIsToldThatItIsUpMayEndItAtOnce() throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            try (RunningNode node = installation.start()) {
                assertThat(node.terminate()).isZero();
            }
        }
    }

    @Test
    void aKeyThatIsNone() throws IOException, InterruptedException {
        Path key = installation.folder().resolve("secret.key");
        Files.writeString(key, "1 not hexadecimal\n");
        assertRefuses("secret.key, line 1: expected \"1\" and 64 hexadecimal digits");
        Files.delete(key);
        assertRefuses("secret.key is missing");
    }

    @Test
    void aRobotsTxtThatWouldLetCrawlersIntoTheMaze() throws IOException, InterruptedException {
        Path robots = installation.folder().resolve("robots.txt");
        // Longer than any of ours, and it fits every page of every key's.
        Files.writeString(robots, "User-agent: Friend\nAllow: /*********************htm\n");
        installation.set("site", "robots", "\"robots.txt\"");
        Program.Finished finished = installation.command("run");
        assertThat(finished.exitCode()).isEqualTo(2);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err())
                .contains(
                        "honeyspam: robots.txt of ", "line ", "\"Allow: /***", "lets friend into /")
                .doesNotContain("Exception", "\tat ");
        Program.Finished checked =
                Installation.program()
                        .run("config", "check", installation.configuration().toString());
        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.err()).contains("lets friend into /");
        Program.Finished asJson =
                Installation.program()
                        .run("config", "check", "--json", installation.configuration().toString());
        assertThat(asJson.exitCode()).isEqualTo(2);
        assertThat(asJson.out()).startsWith("[{").contains("lets friend into /");
        Files.writeString(robots, "User-agent: Friend\nAllow: /\n");
        try (RunningNode node = installation.start()) {
            assertThat(node.terminate()).isZero();
        }
    }

    @Test
    void itsLogIsJsonWhereThatIsWanted() throws IOException, InterruptedException {
        installation.set("log", "format", "\"json\"");
        Path journal = Files.createDirectories(installation.data().journal());
        Files.writeString(journal.resolve("0000000001.jsonl"), "half a li"); // Worth a warning.
        try (RunningNode node = installation.start()) {
            assertThat(node.out().lines()).hasSize(node.ports().size() + 1);
            assertThat(node.terminate()).isZero();
            assertThat(node.log()).contains("jsonl ended in the middle of a write: 9 bytes");
            for (String line : node.log().lines().toList()) {
                JsonNode said = new ObjectMapper().readTree(line);
                assertThat(said.path("level").asText()).isIn("DEBUG", "INFO", "WARN");
            }
        }
    }
}
