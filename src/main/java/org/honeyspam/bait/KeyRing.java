package org.honeyspam.bait;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The secret keys of an installation, oldest first; the last one makes, all of them recognise. A
 * line of the file is the number of a key and its 32 bytes in hexadecimal.
 */
public final class KeyRing {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final String HEADER =
            """
            # The secret keys of this HoneySpam installation: whoever has them can tell its addresses
            # from real ones and make new ones. Keep them for ever: addresses made under an old key
            # still come back. The last key makes new addresses; `honeyspam key rotate` adds one.
            """;

    private final List<Key> keys;

    /** A key and its number, from 1; and what it is used for. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    record Key(int id, Hmac hmac, Hmac natural, byte[] stateless) {
        static Key of(int id, byte[] secret) {
            var hmac = new Hmac(secret);
            return new Key(id, hmac, new Hmac(hmac.of("natural")), hmac.of("stateless"));
        }
    }

    private KeyRing(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** A key of nobody's, which makes addresses that mean nothing. */
    public static KeyRing drawn() {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return new KeyRing(List.of(Key.of(1, secret)));
    }

    /**
     * Reads the key file.
     *
     * @throws IOException if it is missing, malformed, or not for its owner alone
     */
    public static KeyRing read(Path file) throws IOException {
        Set<PosixFilePermission> mode;
        List<String> lines;
        try {
            mode = Files.getPosixFilePermissions(file);
            lines = Files.readAllLines(file, ISO_8859_1); // A comment may hold any bytes.
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "the key file %s is missing; `honeyspam init` makes one".formatted(file), e);
        } catch (IOException e) {
            throw new IOException(
                    "the key file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        if (!OWNER_ONLY.containsAll(mode)) {
            throw new IOException(
                    "the key file %s can be read by others (mode %s); do: chmod 600 %s"
                            .formatted(file, PosixFilePermissions.toString(mode), file));
        }
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(key(file, i + 1, line, keys.size() + 1));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the key file %s holds no key".formatted(file));
        }
        return new KeyRing(keys);
    }

    private static Key key(Path file, int lineNumber, String line, int id) throws IOException {
        if (!line.matches(id + "\\s+[0-9a-fA-F]{" + 2 * KEY_BYTES + "}")) {
            throw new IOException(
                    "the key file %s, line %d: expected \"%d\" and %d hexadecimal digits"
                            .formatted(file, lineNumber, id, 2 * KEY_BYTES));
        }
        return Key.of(id, HexFormat.of().parseHex(line.substring(line.length() - 2 * KEY_BYTES)));
    }

    /** Writes a key file with one fresh key; never over an old one. */
    public static void create(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try (var channel = Files.newByteChannel(file, options, mode)) {
            channel.write(ISO_8859_1.encode(HEADER + freshLine(1)));
        }
        SerialSource.force(file);
        SerialSource.force(file.toAbsolutePath().getParent());
    }

    /** Adds a fresh key, the one that makes from now on; returns its number. */
    public static int rotate(Path file) throws IOException {
        int id = read(file).keys.size() + 1;
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        String old = Files.readString(file, ISO_8859_1);
        String all = (old.endsWith("\n") ? old : old + "\n") + freshLine(id);
        Files.writeString(next, all, ISO_8859_1);
        SerialSource.force(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        SerialSource.force(file.toAbsolutePath().getParent());
        return id;
    }

    private static String freshLine(int id) {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return id + " " + HexFormat.of().formatHex(secret) + "\n";
    }

    /** A key of its own for another purpose; stays the same when keys rotate. */
    public byte[] derive(String purpose) {
        return keys.getFirst().hmac().of(purpose);
    }

    Key current() {
        return keys.getLast();
    }

    /** All keys, the newest first. */
    List<Key> all() {
        return keys.reversed();
    }
}
