package org.honeyspam.commands;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} and {@code config check}. */
final class SetupIT {
    @TempDir private Path folder = Path.of("");

    private Program.Finished run(String... words) throws IOException, InterruptedException {
        return Installation.program().in(folder).run(words);
    }

    @Test
    void initWritesWhatIsNeededAndNeverAgain() throws IOException, InterruptedException {
        Path node = folder.resolve("node");
        var first = run("init", "node", "--domain", "garden.example", "--address", "192.0.2.7");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .containsPattern("garden.example. +IN MX +10 mx.garden.example.")
                .containsPattern("mx.garden.example. +IN A +192.0.2.7")
                .contains("Next:", "honeyspam config check", "honeyspam run");
        Path key = node.resolve("secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        String written = Files.readString(node.resolve("honeyspam.toml"));
        assertThat(written.lines().filter(line -> line.startsWith("#"))).hasSizeGreaterThan(50);
        assertThat(run("config", "check", "node/honeyspam.toml").exitCode()).isZero();

        String secret = Files.readString(key);
        var again = run("init", "node", "--domain", "other.example");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("is there already; nothing was written");
        assertThat(Files.readString(node.resolve("honeyspam.toml"))).isEqualTo(written);
        assertThat(Files.readString(key)).isEqualTo(secret);
    }

    @Test
    void withTwoAddressesBothMailServersArePort25s() throws IOException, InterruptedException {
        List<String> words = List.of("init", "node", "--address", "192.0.2.7", "--address");
        var finished = run(with(words, "192.0.2.8"));
        assertThat(finished.exitCode()).isZero();
        assertThat(finished.out())
                .containsPattern("mx.example.org. +IN A +192.0.2.7\n")
                .containsPattern("mail.example.org. +IN A +192.0.2.8\n");
        assertThat(Files.readString(folder.resolve("node/honeyspam.toml")))
                .containsPattern(
                        "(?s)\"mx\"[^\\[]*addresses = \\[\"192.0.2.7\"\\][^\\[]*port = 25\n")
                .containsPattern(
                        "(?s)\"relay\"[^\\[]*addresses = \\[\"192.0.2.8\"\\][^\\[]*port = 25\n")
                .doesNotContain("\naddresses = [\"*\"]");
        assertThat(run("config", "check", "node/honeyspam.toml").exitCode()).isZero();
        var three = run(with(words, "192.0.2.8", "--address", "192.0.2.9"));
        assertThat(three.exitCode()).isEqualTo(2);
        assertThat(three.err()).contains("--address: two at most; nothing was written");
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aFirstLookIsOnLoopbackAsideOfAllOthersWithItsDataWhereOneWants()
            throws IOException, InterruptedException {
        assertThat(run("init", "aside", "--data", "elsewhere", "--loopback").exitCode()).isZero();
        assertThat(run("init", "usual").exitCode()).isZero();
        Configuration aside = read("aside");
        Configuration usual = read("usual");
        assertThat(aside.node().dataFolder()).isEqualTo(folder.toRealPath().resolve("elsewhere"));
        assertThat(usual.node().dataFolder().toString()).endsWith("usual/data");
        assertThat(aside.listeners())
                .allSatisfy(one -> assertThat(one.addresses()).containsExactly("127.0.0.1"));
        assertThat(aside.listeners().stream().map(Configuration.Listener::port))
                .containsExactlyElementsOf(
                        usual.listeners().stream().map(one -> one.port() + 20_000).toList());
    }

    private Configuration read(String node) throws IOException {
        Path file = folder.resolve(node).resolve("honeyspam.toml");
        return requireNonNull(ConfigurationFile.read(file).configuration());
    }

    @Test
    void aKeyThatIsThereStays() throws IOException, InterruptedException {
        assertThat(run("init", "node").exitCode()).isZero();
        String secret = Files.readString(folder.resolve("node/secret.key"));
        Files.delete(folder.resolve("node/honeyspam.toml"));
        var again = run("init", "node", "--domain", "garden.example");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("the key that is there stays");
        assertThat(Files.readString(folder.resolve("node/secret.key"))).isEqualTo(secret);
    }

    @Test
    void checkTellsEveryMistakeWithItsPlace() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("honeyspam.toml"),
                "[node]\nnamme = \"a\"\n\n[web]\nlinks_max = \"many\"\n");
        var finished = run("config", "check");
        assertThat(finished.exitCode()).isEqualTo(2);
        assertThat(finished.err())
                .contains("honeyspam.toml:2:1: unknown key \"namme\"; right would be: name")
                .contains(
                        "honeyspam.toml:5:1: links_max: this is a string; right would be: a whole")
                .doesNotContain("Exception");
        var json = run("config", "check", "--json");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.out()).contains("\"line\":2", "\"column\":1", "unknown key");
        assertThat(run("run").exitCode()).as("run on such a file").isEqualTo(2);
        assertThat(run("config", "check", "none.toml").err())
                .contains("there is no file none.toml");
    }

    @Test
    void checkWarnsOfWhatTheMachineLacks() throws IOException, InterruptedException {
        assertThat(run("init", "node").exitCode()).isZero();
        Files.delete(folder.resolve("node/secret.key"));
        var finished = run("config", "check", "-c", "node/honeyspam.toml");
        assertThat(finished.exitCode()).isZero();
        assertThat(finished.out()).isEqualTo("node/honeyspam.toml is good.\n");
        assertThat(finished.err())
                .containsPattern("honeyspam.toml:\\d+:1: warning: key_file: there is no /.*yet;")
                .contains("  | key_file = \"secret.key\"");
        var json = run("config", "check", "node/honeyspam.toml", "--json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.out()).contains("key_file: there is no", "\"warning\":true");
    }

    @Test
    void whatIsMisspeltIsAnsweredWithWhatIsRight() throws IOException, InterruptedException {
        var unknown = run("blackliste");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("honeyspam blacklist").doesNotContain("Exception");
        for (List<String> words :
                List.of(List.of("trace"), List.of("run", "--nonsense"), List.of("init"))) {
            var finished = run(words.toArray(String[]::new));
            assertThat(finished.exitCode()).as(words.toString()).isEqualTo(2);
            assertThat(finished.err()).isNotBlank().doesNotContain("Exception");
        }
    }

    @Test
    void whatNoAddressOrNameIsIsToldAndNothingIsWritten() throws IOException, InterruptedException {
        for (String address : List.of("1.2.3", "10.1", "x..y", "192.0.2.256", "2001:db8::g")) {
            var finished = run("init", "node", "--address", address);
            assertThat(finished.exitCode()).as(address).isEqualTo(2);
            assertThat(finished.err()).contains("'%s' is no IP address".formatted(address));
        }
        for (String domain : List.of("bad domain", "nodots", "-.example")) {
            var finished = run("init", "node", "--domain=" + domain);
            assertThat(finished.exitCode()).as(domain).isEqualTo(2);
            assertThat(finished.err().lines())
                    .singleElement()
                    .asString()
                    .contains("--domain: ", domain, "nothing was written");
        }
        assertThat(folder.resolve("node")).doesNotExist();
    }

    @Test
    void aFilterThatNoEventCanPassIsToldSo() throws IOException, InterruptedException {
        var right =
                Map.of(
                        "action=served", "page_served",
                        "service=http", "mx, node, proxy, relay, web",
                        "ip=10.1", "no IP address",
                        "port=25", "action=, service=, ip= or session=");
        for (var each : right.entrySet()) {
            var finished = run("tail", "--filter", each.getKey());
            assertThat(finished.exitCode()).as(each.getKey()).isEqualTo(2);
            assertThat(finished.err()).contains(each.getValue()).doesNotContain("Exception");
        }
    }
}
