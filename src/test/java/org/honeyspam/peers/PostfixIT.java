package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Postfix uses the relay, and what it says is stored byte for byte. */
@Timeout(120)
final class PostfixIT {
    private static final String SENDER = "postfix@client.example";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // Postfix puts its header before the message; nothing else is changed.
    private static final Pattern RECEIVED =
            Pattern.compile("\\AReceived: from pc41\\.dialup\\.example .*\r\n([ \t].*\r\n)+");

    @TempDir private Path folder = Path.of("");

    @Test
    void postfixDeliversByteForByte() throws IOException, InterruptedException {
        List<Sample> samples = Sample.all();
        try (WatchedNode node = WatchedNode.start(folder);
                WireTap tap = WireTap.before(node.port(Service.RELAY))) {
            try (var postfix = PostfixRelay.start(folder.resolve("postfix"), tap.port())) {
                handIn(samples, postfix);
                awaitMessages(tap, samples.size(), postfix);
            }
            List<String> sent = tap.messages();
            Stored.assertSame(
                    sent.stream().map(PostfixIT::withoutTrace).toList(),
                    samples.stream().map(Sample::onTheWire).toList());
            Stored.assertSame(Stored.from(SENDER, node.installation()), sent);
            node.end();
        }
    }

    /** The message without the field that Postfix put before it. */
    static String withoutTrace(String message) {
        return RECEIVED.matcher(message).replaceFirst("");
    }

    private void handIn(List<Sample> samples, PostfixRelay postfix)
            throws IOException, InterruptedException {
        Path files = Files.createDirectory(folder.resolve("messages"));
        List<String> words = new ArrayList<>();
        words.add("src/test/resources/peers/send.py");
        words.addAll(List.of("" + postfix.port(), SENDER, "somebody@victim.example"));
        for (Sample sample : samples) {
            words.add(sample.writeTo(files).toString());
        }
        Program.ofDebian("python3", "python3")
                .within(PATIENCE)
                .succeed(words.toArray(String[]::new));
    }

    private static void awaitMessages(WireTap tap, int count, PostfixRelay postfix)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (tap.messages().size() < count || !postfix.isIdle()) {
            assertThat(System.nanoTime()).as(postfix.log()).isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
