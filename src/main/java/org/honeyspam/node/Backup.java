package org.honeyspam.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.honeyspam.config.Configuration;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.journal.SegmentFolder;
import org.honeyspam.probe.ProbeStore;

/**
 * Copies a node into one archive, also while it runs: the record up to a moment, and all that
 * cannot be made again. What the archive holds is listed in it, last, with hashes.
 */
public final class Backup {
    static final String MANIFEST = "manifest.json";
    static final String CONFIGURATION = "honeyspam.toml";
    static final String KEY = "secret.key";
    static final String DATA = "data/";
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final int PIECE_BYTES = 1 << 16;

    private final ZipOutputStream zip;
    private final List<Held> held = new ArrayList<>();

    /** A file of the archive. */
    record Held(String name, long bytes, String sha256) {}

    /** What an archive is of, and all that it holds. */
    record Manifest(int format, String node, String made, List<Held> files) {
        static final int FORMAT = 1;
    }

    private Backup(ZipOutputStream zip) {
        this.zip = zip;
        zip.setLevel(Deflater.BEST_SPEED); // Mail is compressed already.
    }

    /**
     * Writes the archive; it is there whole, or not at all.
     *
     * @return how many files it holds
     */
    public static int write(Configuration configuration, Path file, Instant now)
            throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "it is there already");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        boolean done = false;
        try {
            int files = writePart(configuration, part, now);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            done = true;
            return files;
        } finally {
            if (!done) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static int writePart(Configuration configuration, Path part, Instant now)
            throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(owner);
        Files.deleteIfExists(part);
        try (var channel = Files.newByteChannel(part, options, mode);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                var zip = new ZipOutputStream(out)) {
            var backup = new Backup(zip);
            backup.addAll(configuration, part);
            String node = configuration.node().name();
            var manifest =
                    new Manifest(Manifest.FORMAT, node, now.toString(), List.copyOf(backup.held));
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JSON.writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            out.flush();
            ((FileChannel) channel).force(true);
            return manifest.files().size();
        }
    }

    /** The journal before the mail that it speaks of, the reserved numbers after both. */
    private void addAll(Configuration configuration, Path part) throws IOException {
        var data = new DataFolder(configuration.node().dataFolder());
        add(configuration.file(), CONFIGURATION);
        add(configuration.node().keyFile(), KEY);
        addJournal(data);
        addFolder(data.root(), data.mail(), ".mail");
        addFolder(data.root(), data.tls(), ".pem");
        Path blocks = data.root().resolve("blocks.jsonl");
        for (Path file : List.of(blocks, data.audit(), data.serials())) {
            if (Files.exists(file)) {
                add(file, name(data.root(), file));
            }
        }
        if (Files.exists(data.probes())) {
            Path copy = part.resolveSibling(part.getFileName() + ".probes");
            try {
                ProbeStore.copy(data.probes(), copy);
                add(copy, name(data.root(), data.probes()));
            } catch (SQLException e) {
                throw new IOException("%s: %s".formatted(data.probes(), e.getMessage()), e);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static String name(Path root, Path file) {
        return DATA + root.relativize(file).toString();
    }

    /**
     * Each chain before its segment, which may have grown by then; the newest last, for it says
     * which of the others went meanwhile.
     */
    private void addJournal(DataFolder data) throws IOException {
        var segments = new SegmentFolder(data.journal(), ".jsonl");
        var chains = new SegmentFolder(data.journal(), ".chain");
        for (long number : segments.numbers()) {
            for (Path file : List.of(chains.file(number), segments.file(number))) {
                if (Files.exists(file)) {
                    add(file, name(data.root(), file));
                }
            }
        }
    }

    private void addFolder(Path root, Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
        for (Path file : files) {
            try {
                add(file, name(root, file));
            } catch (NoSuchFileException e) {
                // Past what is kept, since the folder was looked at.
            }
        }
    }

    /** As much of a file as there is now: it may grow meanwhile. */
    private void add(Path file, String name) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (InputStream in = Files.newInputStream(file)) {
            long left = Files.size(file);
            long bytes = 0;
            zip.putNextEntry(new ZipEntry(name));
            byte[] piece = new byte[PIECE_BYTES];
            while (left > 0) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    break;
                }
                digest.update(piece, 0, read);
                zip.write(piece, 0, read);
                bytes += read;
                left -= read;
            }
            zip.closeEntry();
            held.add(new Held(name, bytes, HexFormat.of().formatHex(digest.digest())));
        }
    }
}
