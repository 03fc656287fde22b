package org.honeyspam.process;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packages that Maven's profile of that name made. */
final class Packages {
    private static final Path TARGET = Path.of("target");

    private Packages() {}

    /** The one whose name ends so; without it the test is skipped and says how it is made. */
    static Path endingIn(String end) throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(end)).toList();
            return found.size() == 1
                    ? found.getFirst().toAbsolutePath()
                    : abort("no single %s in target: run ./mvnw -Ppackages verify".formatted(end));
        }
    }
}
