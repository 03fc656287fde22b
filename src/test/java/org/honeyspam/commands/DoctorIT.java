package org.honeyspam.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}, as an operator runs it; {@code DoctorTest} has the faults. */
final class DoctorIT {
    @TempDir private Path folder;

    @Test
    void aNodeAsInitSetsItUpHasNoFindingAndIsNotListedForTheLook() throws Exception {
        Installation installation =
                Installation.init(folder.resolve("node"))
                        .set("blacklist", "allow", "[\"127.0.0.0/8\"]");
        try (RunningNode node = installation.start()) {
            Program.Finished said = installation.command("doctor");
            assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
            assertThat(said.out()).contains("harvested, mailed and traced");
            assertThat(said.out()).doesNotContain("WARNING", "FAILURE");
            assertThat(installation.command("blacklist").out()).doesNotContain("127.0.0.1");
            assertThat(node.terminate()).isZero();
        }
        Program.Finished said = installation.command("doctor", "--json");
        assertThat(said.exitCode()).isOne();
        assertThat(said.out()).contains("\"level\":\"FAILURE\"", "no node runs", "start it");
    }

    @Test
    void aNodeThatMayOpenFewFilesIsFound() throws Exception {
        Installation installation = Installation.init(folder.resolve("node"));
        Program.path("prlimit", "util-linux");
        try (RunningNode node = installation.startBy(List.of("prlimit", "--nofile=512:512"))) {
            Program.Finished said = installation.command("doctor");
            assertThat(said.exitCode()).isOne();
            assertThat(said.out())
                    .contains("FAILURE files: the node may open 512 files", "LimitNOFILE");
            assertThat(node.terminate()).isZero();
        }
    }
}
