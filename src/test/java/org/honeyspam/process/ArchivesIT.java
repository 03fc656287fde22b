package org.honeyspam.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else is made with the Debian package: archive, image, list of parts; and its judges. */
final class ArchivesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As `systemd-analyze security` counts, in tenths. */
    private static final int EXPOSURE_MAX = 20;

    @TempDir private Path folder = Path.of("");

    @Test
    void theArchiveRunsWhereverItIsUnpackedWithoutAJava() throws IOException, InterruptedException {
        unpack(Packages.endingIn(".tar.gz"), folder);
        Path program;
        try (Stream<Path> found = Files.list(folder)) {
            program = found.findFirst().orElseThrow().resolve("bin/honeyspam");
        }
        Program alone = Program.of(List.of("env", "-i", "PATH=/usr/bin:/bin", program.toString()));
        assertThat(alone.succeed("--version").out()).matches("honeyspam \\d.*\n");
        assertThat(alone.succeed("demo", "--help").out()).contains("--once");
        Program cached =
                Program.of(List.of(program.toString()))
                        .with("HONEYSPAM_JAVA_OPTS", "-XX:AOTMode=on -Xlog:aot*=info:stdout");
        assertThat(cached.succeed("--version").out())
                .as("with its cache, or Java would end with an error")
                .contains("honeyspam.aot");
    }

    @Test
    void theImageIsWellFormedAndItsProgramRunsAsNobody()
            throws IOException, InterruptedException, NoSuchAlgorithmException {
        Path image = Files.createDirectory(folder.resolve("image"));
        unpack(Packages.endingIn("-oci.tar"), image);
        JsonNode index = JSON.readTree(image.resolve("index.json").toFile());
        JsonNode manifest = blob(image, index.at("/manifests/0"));
        JsonNode configuration = blob(image, manifest.path("config"));
        JsonNode run = configuration.path("config");
        assertThat(configuration.path("os").asText()).isEqualTo("linux");
        assertThat(run.path("User").asText()).isEqualTo("10025:10025");
        assertThat(run.path("Cmd").toString()).isEqualTo("[\"run\"]");
        assertThat(run.path("ExposedPorts").properties().stream().map(e -> e.getKey()))
                .contains("25/tcp", "80/tcp", "1080/tcp", "3128/tcp", "8080/tcp");
        Path root = Files.createDirectory(folder.resolve("root"));
        for (JsonNode layer : manifest.path("layers")) {
            unpack(checked(image, layer), root);
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "chroot needs root");
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
        String inside =
                "mkdir $0/proc && mount -t proc proc $0/proc"
                        + " && exec chroot --userspec=10025:10025 $0 \"$@\"";
        words.addAll(List.of("sh", "-ec", inside, root.toString()));
        run.path("Entrypoint").forEach(word -> words.add(word.asText()));
        assertThat(Program.of(words).succeed("--version").out()).matches("honeyspam \\d.*\n");
    }

    @Test
    void theListOfPartsNamesEveryLibrary() throws IOException {
        Packages.endingIn(".deb"); // It is made with it.
        JsonNode parts = JSON.readTree(Path.of("target/bom.json").toFile());
        assertThat(parts.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<String> named = new ArrayList<>();
        parts.path("components")
                .forEach(
                        part ->
                                named.add(
                                        part.path("name").asText()
                                                + "-"
                                                + part.path("version").asText()));
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            List<String> libraries = jars.map(jar -> jar.getFileName().toString()).toList();
            assertThat(libraries)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(jar -> assertThat(named).anyMatch(jar::startsWith));
        }
    }

    @Test
    void lintianFindsNothing() throws IOException, InterruptedException {
        Path built = Packages.endingIn(".deb");
        Program.Finished judged =
                Program.ofDebian("lintian", "lintian")
                        .run("--allow-root", "--fail-on", "error,warning", built.toString());
        assertThat(judged.out()).isEmpty();
        assertThat(judged.exitCode()).isZero();
    }

    @Test
    void theUnitIsHardlyExposed() throws IOException, InterruptedException {
        Program.ofDebian("systemd-analyze", "systemd")
                .succeed(
                        "security",
                        "--offline=true",
                        "--threshold=" + EXPOSURE_MAX,
                        "packaging/honeyspam.service");
    }

    private static void unpack(Path archive, Path into) throws IOException, InterruptedException {
        Program.of(List.of("tar")).succeed("-xf", archive.toString(), "-C", into.toString());
    }

    private static JsonNode blob(Path image, JsonNode descriptor)
            throws IOException, NoSuchAlgorithmException {
        return JSON.readTree(checked(image, descriptor).toFile());
    }

    /** A part of an image, if it is what its name says. */
    private static Path checked(Path image, JsonNode descriptor)
            throws IOException, NoSuchAlgorithmException {
        String hash = descriptor.path("digest").asText().replace("sha256:", "");
        Path file = image.resolve("blobs/sha256").resolve(hash);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(hash);
        assertThat(bytes).hasSize(descriptor.path("size").asInt());
        return file;
    }
}
