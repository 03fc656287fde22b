package org.honeyspam.intel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.honeyspam.config.Network;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decided by hand: a file of lines that is only ever added to, so that it tells
 * who decided what, when and why. Of a network the last line counts.
 */
public final class Blocks {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public Blocks(Path file) {
        this.file = file;
    }

    /** What can be decided of a network. */
    public enum Action {
        /** It is listed. */
        ADD,
        /** It is never listed. */
        ALLOW,
        /** What was decided before no longer holds. */
        REMOVE
    }

    /**
     * A decision.
     *
     * @param time and {@code until}, null for ever, are ISO 8601, UTC
     * @param network as in {@code 192.0.2.0/24}
     * @param who the user of the machine who decided
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(
            String time,
            Action action,
            String network,
            String reason,
            String who,
            @Nullable String until) {
        /** The network that is meant. */
        public Network range() {
            return Network.of(network);
        }

        private boolean holds(Instant now) {
            return action != Action.REMOVE && (until == null || Instant.parse(until).isAfter(now));
        }
    }

    /** Adds a decision; it is on disk when this returns. */
    public void decide(Decision decision) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.READ);
        var owner = PosixFilePermissions.fromString("rw-------");
        try (FileChannel channel =
                        FileChannel.open(
                                file, options, PosixFilePermissions.asFileAttribute(owner));
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("%s cannot be locked".formatted(file));
            }
            // A line that a crash tore stays by itself, and is passed over.
            String before = endsInALine(channel) ? "" : "\n";
            String line = before + JSON.writeValueAsString(decision) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean endsInALine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0
                || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
    }

    /** All that was ever decided, the oldest first. */
    public List<Decision> all() throws IOException {
        List<Decision> all = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    all.add(JSON.readValue(line, Decision.class));
                } catch (JsonProcessingException e) {
                    // Torn by a crash: its writer was never told that it was done.
                }
            }
        }
        return all;
    }

    /** What holds at that time, one of each network. */
    public List<Decision> current(Instant now) throws IOException {
        Map<String, Decision> last = new LinkedHashMap<>();
        all().forEach(decision -> last.put(decision.network(), decision));
        return last.values().stream().filter(decision -> decision.holds(now)).toList();
    }

    /** Changes whenever a decision is added. */
    public long sizeBytes() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
