package org.honeyspam.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.honeyspam.intel.Letter;

/** A file for each letter, with exactly the bytes that were received. */
public final class EmlFolder implements MailFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;

    public EmlFolder(Path folder) throws IOException {
        this.folder = folder;
        Private.folder(folder);
    }

    @Override
    public boolean add(Letter letter, byte[] text) throws IOException {
        Path file = folder.resolve(TIME.format(letter.time()) + "-" + letter.id() + ".eml");
        if (Files.exists(file)) {
            return false;
        }
        Path part = Private.beside(file);
        Files.write(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
