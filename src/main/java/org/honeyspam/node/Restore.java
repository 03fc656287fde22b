package org.honeyspam.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.bait.SerialSource;
import org.honeyspam.dialogue.Sha256;
import org.honeyspam.node.Backup.Held;
import org.honeyspam.node.Backup.Manifest;
import org.honeyspam.probe.ProbeStore;

/**
 * Makes a folder of an archive. What the node did after the archive was made is not in it, so the
 * restored one gives no address and sends no probe that the other may have given or sent.
 */
public final class Restore {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Nothing else is written, whatever an archive says. */
    private static final Pattern NAME =
            Pattern.compile(
                    "honeyspam\\.toml|secret\\.key|data/serials|data/(?:blocks|audit)\\.jsonl|data/probe\\.db"
                            + "|data/journal/[0-9]{10}\\.(?:jsonl|chain)|data/mail/[0-9]{10}\\.mail"
                            + "|data/tls/[a-z-]+\\.pem");

    private static final int FILES_MAX = 10_000_000;
    private static final int PIECE_BYTES = 1 << 16;

    private Restore() {}

    /**
     * Checks the archive whole, then fills the folder, which must be empty or not there.
     *
     * @return how many files there are
     */
    public static int into(Path archive, Path folder) throws IOException {
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new IOException(folder + " is there and not empty");
        }
        try (var zip = new ZipFile(archive.toFile())) {
            Manifest manifest = manifest(zip, archive);
            for (Held held : manifest.files()) {
                copy(zip, held, OutputStream.nullOutputStream());
            }
            boolean done = false;
            try {
                fill(zip, manifest, folder);
                done = true;
            } finally {
                if (!done) {
                    remove(folder);
                }
            }
            return manifest.files().size();
        } catch (ZipException e) {
            throw new IOException(
                    "%s is no whole archive of honeyspam backup: %s"
                            .formatted(archive, e.getMessage()),
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static Manifest manifest(ZipFile zip, Path archive) throws IOException {
        ZipEntry entry = zip.getEntry(Backup.MANIFEST);
        if (entry == null) {
            throw new IOException(archive + " is no archive of honeyspam backup");
        }
        Manifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            manifest = Backup.JSON.readValue(in, Manifest.class);
        }
        if (manifest.format() != Manifest.FORMAT) {
            throw new IOException(
                    "%s was made by another version of this program (format %d)"
                            .formatted(archive, manifest.format()));
        }
        Set<String> names = new HashSet<>();
        for (Held held : manifest.files()) {
            if (!NAME.matcher(held.name()).matches() || !names.add(held.name())) {
                throw new IOException("%s holds a file %s".formatted(archive, held.name()));
            }
        }
        if (names.size() > FILES_MAX || !names.contains(Backup.KEY)) {
            throw new IOException(archive + " lacks the key file");
        }
        return manifest;
    }

    /** Gives the bytes of a file to somebody, if they are those that were put in. */
    private static void copy(ZipFile zip, Held held, OutputStream out) throws IOException {
        ZipEntry entry = zip.getEntry(held.name());
        if (entry == null) {
            throw new NoSuchFileException(held.name(), null, "the archive lacks it");
        }
        MessageDigest digest = Sha256.begin();
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
                out.write(piece, 0, read);
                bytes += read;
            }
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (bytes != held.bytes() || !sha256.equals(held.sha256())) {
            throw new IOException("the archive is damaged: " + held.name());
        }
    }

    private static void fill(ZipFile zip, Manifest manifest, Path folder) throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        Files.createDirectories(folder, FOLDER);
        for (Path one : List.of(data.root(), data.journal(), data.mail(), data.tls())) {
            Files.createDirectory(one, FOLDER);
        }
        for (Held held : manifest.files()) {
            Path file = folder.resolve(held.name());
            Files.createFile(file, FILE);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                copy(zip, held, Channels.newOutputStream(channel));
                channel.force(true);
            }
        }
        KeyRing.rotate(folder.resolve(Backup.KEY));
        SerialSource.skip(data.serials());
        if (Files.exists(data.probes())) {
            try (ProbeStore probes = ProbeStore.open(data.probes())) {
                probes.doubtOpen();
            } catch (SQLException e) {
                throw new IOException("%s: %s".formatted(data.probes(), e.getMessage()), e);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
