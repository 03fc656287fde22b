package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.honeyspam.bait.KeyRing;
import org.honeyspam.config.ConfigurationFile;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code hosts list} answers to what it is asked for. */
final class HostsListTest {
    private static final String CONFIGURATION =
            """
            [[site]]
            host = "www.one.example"
            domain = "one.example"
            title = "One"

            [[listener]]
            service = "web"
            addresses = ["127.0.0.1"]
            port = 8080
            host = "www.one.example"

            [[hosts]]
            networks = ["198.51.100.0/28", "2001:db8:78::/64"]

            [[host]]
            address = "192.0.2.25"
            name = "mail.corp.one.example"
            services = ["relay exchange"]
            """;

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void draw() throws IOException {
        KeyRing.create(folder.resolve("secret.key"));
    }

    private int list(String... which) throws IOException {
        return listBy(CONFIGURATION, which);
    }

    /** Without what comes before it in a process of its own, which sets how all log. */
    private int listBy(String configuration, String... which) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var command = new HostsListCommand();
        new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .parseArgs(which);
        var checked = ConfigurationFile.check(configuration, folder.resolve("honeyspam.toml"));
        return command.run(Objects.requireNonNull(checked.configuration()));
    }

    @Test
    void oneIsToldByAddressNetworkNameOrPartOfIt() throws IOException {
        assertThat(list("192.0.2.25")).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().asString().startsWith("192.0.2.25 ");
        assertThat(list("198.51.100.4/30", "--json")).isZero();
        assertThat(out.toString().lines()).hasSize(4);
        assertThat(list("Mail.Corp")).isZero();
        assertThat(out.toString()).contains("192.0.2.25");
        assertThat(list("2001:db8:78::9")).isZero();
        String name = out.toString().lines().toList().get(1).split(" +", 3)[1];
        assertThat(list(name)).isZero();
        assertThat(out.toString()).contains("2001:db8:78::9 ");
    }

    @Test
    void whatIsNoVirtualHostIsToldWithWhereTheyAre() throws IOException {
        for (String which : List.of("198.51.100.16", "2001:db8:79::1")) {
            assertThat(list(which)).isEqualTo(1);
            assertThat(err)
                    .hasToString(
                            "honeyspam: %s is no virtual host; they are in 198.51.100.0/28, 2001:db8:78::/64, 192.0.2.25%n"
                                    .formatted(which));
        }
        assertThat(list("203.0.113.0/24")).isEqualTo(1);
        assertThat(err.toString()).contains("no virtual host is in 203.0.113.0/24; they are in");
        assertThat(list("nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no virtual host with nobody in its name");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatCanBeNoAddressIsAWrongCommandLine() throws IOException {
        for (String which :
                List.of("198.51.100.256", "198.51.100", "198.51.100.0/33", "2001:db8::g", "a b")) {
            assertThat(list(which)).as(which).isEqualTo(2);
            assertThat(err.toString()).contains(which + " is no address, no network and no part");
        }
        assertThat(list("\u001b[2J")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void withoutAnyItSaysWhatNamesThem() throws IOException {
        String without = CONFIGURATION.substring(0, CONFIGURATION.indexOf("[[hosts]]"));
        assertThat(listBy(without, "192.0.2.25")).isEqualTo(1);
        assertThat(err.toString()).contains("there is none; [[hosts]] and [[host]] name networks");
    }

    /** As a shell reads it, from whatever folder. */
    @Test
    void aCommandThatIsToldHasTheConfigurationThatWasGiven()
            throws IOException, InterruptedException {
        Path file = folder.resolve("it's $HOME of `ours`").resolve("a.toml");
        for (Path given : List.of(file, folder.resolve("plain.toml"))) {
            var option = CommandLine.populateCommand(new ConfigOption(), "-c", given.toString());
            String command = option.command("hosts plan --nft");
            var said = Program.of(List.of("sh", "-c", "printf '%s\\n' " + command)).succeed();
            assertThat(said.out().lines())
                    .containsExactly("honeyspam", "hosts", "plan", "--nft", "-c", given.toString());
        }
        assertThat(new ConfigOption().command("hosts plan")).isEqualTo("honeyspam hosts plan");
    }
}
