package org.honeyspam.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what a file holds and nothing else knows; each time anew, since it may be changed. */
final class Secrets {
    private Secrets() {}

    /** Without the blanks and line ends around it; null if there is no file. */
    static @Nullable String read(@Nullable Path file) throws IOException {
        return file == null ? null : Files.readString(file).strip();
    }
}
