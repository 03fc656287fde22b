package org.honeyspam.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.honeyspam.process.SmtpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code top}, printed once and on a pseudo terminal that {@code script} makes. */
final class TopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void topShowsWhatGoesOnAndEndsAtQ() throws Exception {
        Path script = Program.path("script", "bsdutils");
        Installation installation = Installation.init(folder.resolve("node"));
        assertThat(installation.command("top").err()).contains("no node runs");
        try (RunningNode node = installation.start();
                var talk = new SmtpClient(node.port(Service.MX), "127.0.0.9")) {
            talk.say("HELO pc30.example");
            Program.Finished once = installation.command("top");
            assertThat(once.exitCode()).as(once.err()).isZero();
            assertThat(once.out()).contains("1 conversations, all is well", "Newest events");
            assertThat(once.out()).contains("127.0.0.9").doesNotContain("\u001b");
            live(script, installation);
            assertThat(node.terminate()).isZero();
        }
    }

    private void live(Path script, Installation installation) throws Exception {
        List<String> words = new ArrayList<>(installation.startingWords());
        words.set(words.indexOf("run"), "top");
        Path screen = folder.resolve("screen");
        Process process =
                new ProcessBuilder(
                                script.toString(),
                                "-qefc",
                                "stty rows 24 cols 80; " + String.join(" ", words),
                                screen.toString())
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!shown(screen).contains("Newest events")) {
                assertThat(System.nanoTime()).as("what is seen: " + shown(screen)).isLessThan(end);
                assertThat(process.isAlive()).as("what is seen: " + shown(screen)).isTrue();
                Thread.sleep(100);
            }
            process.getOutputStream().write('q');
            process.getOutputStream().flush();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(shown(screen)).contains("\u001b[", "127.0.0.9").doesNotContain("WARNING");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String shown(Path screen) throws Exception {
        return Files.exists(screen) ? Files.readString(screen, StandardCharsets.ISO_8859_1) : "";
    }
}
