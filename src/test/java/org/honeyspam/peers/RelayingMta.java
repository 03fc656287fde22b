package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.honeyspam.process.Program;

/**
 * A real mail server that takes mail on a port of loopback and hands all of it to one relay. Where
 * it does so within TLS, it logs in.
 */
interface RelayingMta extends AutoCloseable {
    Duration PATIENCE = Duration.ofSeconds(90);

    /** Who is on offer. */
    enum Product {
        POSTFIX,
        EXIM,
        OPENSMTPD;

        /** Starts one; without the program the test is skipped. */
        RelayingMta start(Path folder, int relayPort, Way way)
                throws IOException, InterruptedException {
            return switch (this) {
                case POSTFIX -> PostfixRelay.start(folder, relayPort, way);
                case EXIM -> UnpackedMta.exim(folder, relayPort, way);
                case OPENSMTPD -> UnpackedMta.openSmtpd(folder, relayPort, way);
            };
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    int port();

    /** The folders in which a message waits until it is handed on. */
    List<Path> queues();

    String log() throws IOException;

    @Override
    void close() throws IOException;

    /** Hands it the messages in the files, and waits until it has handed on all of them. */
    default void relay(List<String> files, String sender) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("src/test/resources/peers/send.py"));
        words.addAll(List.of("" + port(), sender, "somebody@victim.example"));
        words.addAll(files);
        Program.ofDebian("python3", "python3")
                .within(PATIENCE)
                .succeed(words.toArray(String[]::new));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isIdle()) {
            assertThat(System.nanoTime()).as(log()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** A configuration with its places for the ports and the way filled in. */
    static String filled(Path configuration, int port, int relayPort, Way way) throws IOException {
        return Files.readString(configuration)
                .replace("@PORT@", Integer.toString(port))
                .replace("@RELAY_PORT@", Integer.toString(relayPort))
                .replace("@WAY@", way.name());
    }

    /** The message without the field that an MTA puts before it. */
    static String withoutTrace(String message) {
        return message.replaceFirst(
                "\\AReceived: from .*pc41\\.dialup\\.example.*\r\n([ \t].*\r\n)+", "");
    }

    private boolean isIdle() {
        return queues().stream().noneMatch(queue -> holdsFiles(queue.toFile()));
    }

    /** A folder that goes meanwhile is of no interest. */
    private static boolean holdsFiles(File at) {
        File[] within = at.listFiles();
        return within == null
                ? at.isFile()
                : Arrays.stream(within).anyMatch(RelayingMta::holdsFiles);
    }
}
