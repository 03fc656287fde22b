package org.honeyspam.process;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Products of Debian's that are not installed, since they would exclude one another. */
public final class Unpacked {
    private static final Path FOLDER = Path.of(".ci/unpacked");

    private Unpacked() {}

    /** The root of what was unpacked; without it the test is skipped and says why. */
    public static Path root(String product) {
        Path root = FOLDER.resolve(product);
        if (!Files.isDirectory(root)) {
            return abort("no %s here: run .ci/setup, which unpacks it".formatted(product));
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return abort(
                    "%s runs in a root of its own, which only root can make".formatted(product));
        }
        return root.toAbsolutePath();
    }
}
