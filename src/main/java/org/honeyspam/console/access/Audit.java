package org.honeyspam.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Who did what with the console: a file of lines that is only ever added to. A line is on disk
 * before that is done which it tells of.
 */
public final class Audit {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public Audit(Path file) {
        this.file = file;
    }

    /**
     * What somebody did.
     *
     * @param time ISO 8601, UTC
     * @param what as in {@code block_added}
     * @param of what, and why
     */
    public record Act(String time, String who, String from, String what, String of) {}

    public synchronized void write(Act act) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        // Behind a line that a crash tore, this one begins a new line.
        String begin = isTorn() ? "\n" : "";
        String text = begin + JSON.writeValueAsString(act) + "\n";
        ByteBuffer line = ByteBuffer.wrap(text.getBytes(UTF_8));
        try (FileChannel channel = FileChannel.open(file, options, owner)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        }
    }

    /** Whether the last line has no end. */
    private boolean isTorn() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            long size = channel.size();
            return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** The last of them, the newest first. */
    public List<Act> newest(int most) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Deque<String> last = new ArrayDeque<>();
        // Files.lines would give up where a crash tore a letter.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.addFirst(line);
                if (last.size() > most) {
                    last.removeLast();
                }
            }
        }
        List<Act> acts = new ArrayList<>();
        for (String line : last) {
            try {
                acts.add(JSON.readValue(line, Act.class));
            } catch (JsonProcessingException e) {
                // Torn by a crash: what it was to tell of was not done.
            }
        }
        return acts;
    }
}
