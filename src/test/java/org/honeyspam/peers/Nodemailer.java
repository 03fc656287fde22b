package org.honeyspam.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.honeyspam.process.Program;

/** The client of Node.js, a connection a message. */
final class Nodemailer {
    private static final Path MODULES = Path.of(".ci/node/node_modules");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Nodemailer() {}

    /**
     * @param login user and password, of no use in the clear
     */
    static void send(
            int port, Way way, List<String> login, String sender, String to, List<String> files)
            throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(MODULES.resolve("nodemailer")),
                "nodemailer is missing; .ci/setup installs it");
        List<String> words = new ArrayList<>(List.of("src/test/resources/peers/submit.cjs"));
        words.addAll(List.of(MODULES.toAbsolutePath().toString(), "" + port, way.label()));
        words.addAll(login);
        words.addAll(List.of(sender, to));
        words.addAll(files);
        Program.ofDebian("node", "nodejs").within(PATIENCE).succeed(words.toArray(String[]::new));
    }
}
