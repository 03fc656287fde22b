package org.honeyspam.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The blacklist in a file: whoever reads it meets the old one or the new one, never a half. */
public final class ListFile {
    private ListFile() {}

    /** Replaces the file; it is on disk when this returns. */
    public static void write(Path file, String text) throws IOException {
        Path part = Private.beside(file);
        boolean done = false;
        try {
            Files.write(part, text.getBytes(UTF_8));
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            // It is for other programs, and holds nothing that is not meant for them.
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(part);
            }
        }
    }
}
