package org.honeyspam.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is replayed. */
sealed interface Source permits JournalSource, MailSource {
    /** As it is told. */
    String kind();

    /** All of it, in order. */
    List<Path> files();

    default long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
