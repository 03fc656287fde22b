package org.honeyspam.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.honeyspam.journal.ChainKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps over a stop how all files were; a line with its mark, so that nobody but the
 * node can have written it, and a line of JSON.
 */
public final class Manifest {
    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
    private static final String BEFORE = "manifest";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final ChainKey key;
    private volatile @Nullable String trouble;

    public Manifest(Path file, ChainKey key) {
        this.file = file;
        this.key = key;
    }

    /** What it holds: when it was written, and each file by its path. */
    record Kept(String time, Map<String, FileState> files) {
        Map<Path, Map<String, FileState>> byFolder() {
            Map<Path, Map<String, FileState>> folders = new HashMap<>();
            files.forEach(
                    (text, state) -> {
                        Path file = Path.of(text);
                        Path folder = file.getParent();
                        if (folder != null) {
                            folders.computeIfAbsent(folder, none -> new HashMap<>())
                                    .put(String.valueOf(file.getFileName()), state);
                        }
                    });
            return folders;
        }
    }

    /**
     * The files that were there when it was last kept; none if there is no such list.
     *
     * @throws IOException if it cannot be read, or somebody else wrote it
     */
    public Set<Path> files() throws IOException {
        Kept kept = read();
        return kept == null
                ? Set.of()
                : kept.files().keySet().stream().map(Path::of).collect(toUnmodifiableSet());
    }

    /**
     * Reads it; null if there is none.
     *
     * @throws IOException if it cannot be read, or somebody else wrote it
     */
    @Nullable Kept read() throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(file), UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        }
        int end = text.indexOf('\n');
        String json = end < 0 ? "" : text.substring(end + 1);
        if (end < 0 || !key.mark(BEFORE, json).equals(text.substring(0, end))) {
            throw new IOException(file + " is not as the node wrote it");
        }
        try {
            return JSON.readValue(json, Kept.class);
        } catch (JsonProcessingException e) {
            return null; // Ours, of another version.
        }
    }

    /** Writes what changed since it was last written; what fails is tried again the next time. */
    void keep(String time, KnownFiles known) {
        if (!known.isTouched()) {
            return;
        }
        try {
            write(time, known.all());
            known.kept();
            trouble = null;
        } catch (IOException e) {
            LOG.debug("How the files are cannot be kept", e);
            trouble = "how the files are cannot be kept: " + e;
        }
    }

    /** Why it is not as the files are; null if it is. */
    @Nullable String trouble() {
        return trouble;
    }

    private void write(String time, Map<String, FileState> files) throws IOException {
        String json = JSON.writeValueAsString(new Kept(time, new TreeMap<>(files)));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(part, options, mode)) {
            var bytes = UTF_8.encode(key.mark(BEFORE, json) + "\n" + json);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
