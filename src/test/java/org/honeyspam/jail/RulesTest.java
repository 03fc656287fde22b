package org.honeyspam.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one set of rules allows and another does not. */
final class RulesTest {
    private static Path path(String text) {
        return Path.of(text);
    }

    @Test
    void whatIsBelowAFolderIsAllowedWithIt() {
        var now = new Rules(Set.of(path("/etc/a")), Set.of(path("/var/b")), Set.of(25, 53));
        assertThat(now.lackingFiles(now)).isEmpty();
        var next =
                new Rules(
                        Set.of(path("/etc/a/c"), path("/var/b/d")),
                        Set.of(path("/var/b/e/f")),
                        Set.of(53));
        assertThat(now.lackingFiles(next)).isEmpty();
    }

    @Test
    void whatIsMissingIsToldInWords() {
        var now = new Rules(Set.of(path("/etc/a")), Set.of(path("/var/b")), Set.of());
        var next = new Rules(Set.of(path("/etc/ab")), Set.of(path("/etc/a")), Set.of());
        assertThat(now.lackingFiles(next))
                .containsExactly("to write into /etc/a", "to read /etc/ab");
    }

    @Test
    void aLinkIsWhereItLeads(@TempDir Path folder) throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        var now = new Rules(Set.of(real), Set.of(), Set.of());
        assertThat(now.lackingFiles(new Rules(Set.of(link.resolve("x")), Set.of(), Set.of())))
                .isEmpty();
        assertThat(Rules.real(link.resolve("x/y"))).isEqualTo(real.toRealPath().resolve("x/y"));
    }
}
