package org.honeyspam.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./honeyspam}: finds a JDK wherever it stands, or says what to install. */
final class LauncherIT {
    private static final Path LAUNCHER = Path.of("honeyspam").toAbsolutePath();
    private static final String JDK = System.getProperty("java.home");

    @TempDir private Path folder = Path.of("");
    private Path tools = Path.of("");

    /** What a launcher may use besides Java, and nothing else. */
    @BeforeEach
    void linkTools() throws IOException {
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String name : List.of("sh", "dirname", "readlink", "find", "head", "sed", "cat")) {
            Files.createSymbolicLink(tools.resolve(name), Path.of("/bin", name));
        }
    }

    private Program launcher(Path path, String folders) {
        return Program.of(List.of("/bin/sh", path.toString()))
                .in(folder)
                .with("PATH", tools.toString())
                .with("JAVA_HOME", folder.resolve("none").toString())
                .with("HONEYSPAM_JDK_FOLDERS", folders);
    }

    @Test
    void aJdkInTheUsualFoldersIsFound() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("jdk-25"), Path.of(JDK));
        var finished = launcher(LAUNCHER, folder + "/jdk*").run("--version");
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.out()).startsWith("honeyspam ");
    }

    @Test
    void itMayBeCalledThroughALinkFromAnywhere() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("hs"), LAUNCHER);
        var finished = launcher(link, JDK).run("--version");
        assertThat(finished.exitCode()).as(finished.err()).isZero();
    }

    @Test
    void anOlderJavaOnThePathIsPassedOver() throws IOException, InterruptedException {
        Path old = Files.createDirectories(folder.resolve("old/bin"));
        for (String name : List.of("java", "javac")) {
            Path fake = Files.writeString(old.resolve(name), "#!/bin/sh\nexit 17\n");
            Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.9\"\n");
        Files.createSymbolicLink(tools.resolve("java"), old.resolve("java"));
        var finished = launcher(LAUNCHER, folder + "/old " + JDK).run("--version");
        assertThat(finished.exitCode()).as(finished.err()).isZero();
    }

    @Test
    void withoutAnyItSaysWhatToInstall() throws IOException, InterruptedException {
        for (Path script : List.of(LAUNCHER, LAUNCHER.resolveSibling("mvnw"))) {
            var finished = launcher(script, folder.toString()).run("--version");
            assertThat(finished.exitCode()).isEqualTo(1);
            assertThat(finished.err())
                    .contains("HoneySpam needs a JDK 25 or newer", "Install one", "JAVA_HOME");
        }
    }
}
