package org.honeyspam.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Peer;

/**
 * A conversation in a text file. The inputs are replayed, all that happens is written down in the
 * same form, and the whole text must come out the same; {@code -Dtranscripts=record} accepts it.
 *
 * <pre>
 * # comment            C: line, CRLF added        C&gt; bytes, nothing added (\r \n \t \\ \xHH)
 * T: 30s time passes   -- hangs up -- (the peer)  -- says no more -- (but listens)  -- no room -- / -- room -- (our disk)
 * S: line with CRLF    S| line with LF            S&gt; bytes without a line end
 * J: recorded event    J! recorded before what follows    W: 3s pause
 * -- TLS for HOST -- (the handshake, done at once)     -- never heard: bytes in the clear --
 * -- closed -- (by us) -- handed over to ... --    N&gt; what the next dialogue gets
 * </pre>
 */
public final class Transcript {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Transcript() {}

    /** All transcripts below {@code src/test/resources/dialogues/FOLDER}. */
    public static Stream<Path> in(String folder) throws IOException {
        Path root = Path.of("src/test/resources/dialogues", folder);
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
            assertThat(found).as("transcripts in " + root).isNotEmpty();
            return found.stream();
        }
    }

    /** Replays the file whole, and cut into pieces of one and of seven bytes. */
    public static void check(Path file, Peer peer, Supplier<Dialogue> dialogue) throws IOException {
        String expected = Files.readString(file, UTF_8);
        String whole = replay(expected, peer, dialogue.get(), Integer.MAX_VALUE);
        if ("record".equals(System.getProperty("transcripts"))) {
            Files.writeString(file, whole, UTF_8);
            return;
        }
        assertThat(whole).as(file.toString()).isEqualTo(expected);
        for (int piece : new int[] {1, 7}) {
            assertThat(replay(expected, peer, dialogue.get(), piece))
                    .as(file + " in pieces of " + piece)
                    .isEqualTo(expected);
        }
    }

    private static String replay(String text, Peer peer, Dialogue dialogue, int piece) {
        var stage = new Stage(dialogue, peer, START);
        boolean opened = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                stage.write(line);
                continue;
            }
            if (!opened) {
                stage.open();
                stage.flush();
                opened = true;
            }
            play(stage, line, piece);
        }
        if (!opened) {
            stage.open();
        }
        return stage.text();
    }

    private static void play(Stage stage, String line, int piece) {
        if (line.startsWith("C: ") || line.equals("C:")) {
            stage.write(line);
            feed(stage, bytes(line.substring(Math.min(3, line.length())) + "\\r\\n"), piece);
        } else if (line.startsWith("C> ")) {
            stage.write(line);
            feed(stage, bytes(line.substring(3)), piece);
        } else if (line.startsWith("T: ")) {
            stage.write(line);
            String value = line.substring(3).strip().toUpperCase(Locale.ROOT);
            stage.pass(Duration.parse("PT" + value));
        } else if (line.equals("-- hangs up --")) {
            stage.write(line);
            stage.hangUp();
        } else if (line.equals("-- says no more --")) {
            stage.write(line);
            stage.endInput();
        } else if (line.equals("-- no room --") || line.equals("-- room --")) {
            stage.write(line);
            stage.room(line.equals("-- room --"));
        }
    }

    private static void feed(Stage stage, byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
            int end = at + Math.min(piece, bytes.length - at);
            stage.receive(Arrays.copyOfRange(bytes, at, end), end < bytes.length);
        }
        stage.flush();
    }

    private static byte[] bytes(String text) {
        var bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                // What stands in the file as UTF-8 is sent as UTF-8.
                bytes.append(new String(String.valueOf(c).getBytes(UTF_8), ISO_8859_1));
                continue;
            }
            char escape = text.charAt(++i);
            switch (escape) {
                case 'r' -> bytes.append('\r');
                case 'n' -> bytes.append('\n');
                case 't' -> bytes.append('\t');
                case 'x' -> {
                    bytes.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> bytes.append(escape);
            }
        }
        return bytes.toString().getBytes(ISO_8859_1);
    }
}
