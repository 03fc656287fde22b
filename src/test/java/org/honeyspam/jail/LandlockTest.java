package org.honeyspam.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rulesets, none of which holds for this process. */
final class LandlockTest {
    private static long rulesets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(LandlockTest::isRuleset).count();
        }
    }

    private static boolean isRuleset(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().contains("landlock");
        } catch (IOException e) {
            return false; // It was closed meanwhile.
        }
    }

    @Test
    void aRulesetIsClosedAlsoIfARuleIsRefused() throws Exception {
        assumeTrue(Landlock.version() >= Landlock.NET_SINCE, "this kernel has no rules for ports");
        try (Landlock landlock = Landlock.of(new Rules(Set.of(), Set.of(), Set.of(25)), true)) {
            assertThat(landlock.ruleset()).isPositive();
            assertThat(rulesets()).isOne();
        }
        var noPort = new Rules(Set.of(), Set.of(), Set.of(1 << 16));
        assertThatThrownBy(() -> Landlock.of(noPort, true))
                .isInstanceOf(JailException.class)
                .hasMessageStartingWith("landlock_add_rule: ");
        assertThat(rulesets()).isZero();
    }
}
