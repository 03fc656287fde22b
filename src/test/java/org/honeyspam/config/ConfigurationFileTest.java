package org.honeyspam.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.honeyspam.config.Configuration.Auth;
import org.honeyspam.config.Configuration.Listener;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.config.Configuration.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A file becomes a configuration, or is told why not. */
final class ConfigurationFileTest {
    @TempDir private Path folder;

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("honeyspam.toml"), bytes);
    }

    @Test
    void theSmallestFileGetsTheDefaults() {
        Configuration small = TestFile.good(TestFile.SMALL);
        assertThat(small.listeners())
                .containsExactly(
                        new Listener(
                                Service.WEB,
                                List.of("*"),
                                80,
                                "www.one.example",
                                Persona.APACHE,
                                new Auth(Auth.Mode.OFF, 0),
                                Configuration.Tls.OFF,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                "none",
                                0));
        assertThat(small.node().name()).isEqualTo("honeyspam");
        assertThat(small.limits().sessionMax()).isEqualTo(Duration.ofHours(1));
        assertThat(small.smtp().messageBytesMax()).isEqualTo(10L << 20);
        assertThat(small.bait().domains()).containsExactly("one.example");
        assertThat(small.bait().visitIdleMax()).isEqualTo(Duration.ofDays(1));
        assertThat(small.blacklist().allow()).contains("10.0.0.0/8", "fe80:0:0:0:0:0:0:0/10");
    }

    @ParameterizedTest
    @EnumSource
    void everyPersonaIsOneThatAServiceCanPlay(Persona persona) {
        List<String> services =
                switch (persona) {
                    case APACHE, NGINX, IIS -> List.of("web");
                    case SQUID, MOD_PROXY, ROUTER, DANTE, MICROSOCKS, ANY_PROXY -> List.of("proxy");
                    case BIND -> List.of("dns");
                    case SENDMAIL, POSTFIX, EXIM, EXCHANGE -> List.of("mx", "relay");
                };
        for (String service : services) {
            String table =
                    """
                    [[listener]]
                    service = "%s"
                    addresses = ["127.0.0.9"]
                    port = 0
                    host = "www.one.example"
                    persona = "%s"
                    """
                            .formatted(
                                    service,
                                    persona.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            assertThat(TestFile.good(TestFile.SMALL + table).listeners())
                    .extracting(Listener::persona)
                    .endsWith(persona);
        }
    }

    @Test
    void pathsAreFromTheFolderOfTheFileOn() {
        String text =
                TestFile.SMALL
                        + """
                        [node]
                        data = "../data"
                        key_file = "/var/lib/honeyspam/secret.key"
                        [web]
                        texts = ["texts", "./more/."]
                        """;
        Configuration configuration = TestFile.good(text);
        assertThat(configuration.node().dataFolder()).isEqualTo(Path.of("/etc/data"));
        assertThat(configuration.node().keyFile())
                .isEqualTo(Path.of("/var/lib/honeyspam/secret.key"));
        assertThat(configuration.web().textFolders())
                .containsExactly(Path.of("/etc/honeyspam/texts"), Path.of("/etc/honeyspam/more"));
    }

    @Test
    void theFolderOfARelativeFileIsThatOfTheProcess() throws IOException {
        Path file = written(TestFile.SMALL.getBytes(ISO_8859_1));
        Path relative = Path.of("").toAbsolutePath().relativize(file);
        Configuration configuration =
                Objects.requireNonNull(ConfigurationFile.read(relative).configuration());
        assertThat(configuration.node().dataFolder()).isEqualTo(folder.resolve("data"));
    }

    @Test
    void namesAndAddressesAreReadInOneForm() {
        String text =
                """
                [[listener]]
                service = "mx"
                port = 25
                host = "MX.One.Example"
                addresses = ["192.0.2.1", "2001:DB8::1"]
                [bait]
                domains = ["One.Example", "one.example", "TWO.example"]
                traps = ["Trap@Two.Example", "o'neil+x@one.example"]
                [blacklist]
                allow = ["192.0.2.1", "2001:db8::1", "2001:DB8::/32"]
                """;
        Configuration read = TestFile.good(text);
        assertThat(read.listeners().getFirst().host()).isEqualTo("mx.one.example");
        assertThat(read.listeners().getFirst().addresses())
                .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
        assertThat(read.bait().domains()).containsExactly("one.example", "two.example");
        assertThat(read.bait().traps()).containsExactly("trap@two.example", "o'neil+x@one.example");
        assertThat(read.blacklist().allow())
                .containsExactly(
                        "192.0.2.1/32", "2001:db8:0:0:0:0:0:1/128", "2001:db8:0:0:0:0:0:0/32");
    }

    @Test
    void theProbeReleaseIsOffUntilItIsTurnedOn() {
        var probe = TestFile.good(TestFile.SMALL).probe();
        assertThat(probe.mode()).isEqualTo(Configuration.ProbeMode.OFF);
        assertThat(probe.caps().perSourceMax()).isEqualTo(1);
        assertThat(probe.delivery().servers()).isEmpty();
        assertThat(probe.delivery().allowPrivate()).isFalse();
    }

    @Test
    void serversAreGivenWithAPortOrWithout() {
        String text =
                TestFile.SMALL
                        + """
                        [probe]
                        mode = "first"
                        dns = ["192.0.2.53", "192.0.2.53:5353", "2001:DB8::53", "[2001:db8::53]:5353"]
                        smart_host = "[2001:DB8::25]:587"
                        local_address = "192.0.2.1"
                        deny = ["GOV", "Mil.Example"]
                        """;
        var probe = TestFile.good(text).probe();
        assertThat(probe.delivery().servers())
                .extracting(Object::toString)
                .containsExactly(
                        "192.0.2.53:53",
                        "192.0.2.53:5353",
                        "[2001:db8::53]:53",
                        "[2001:db8::53]:5353");
        assertThat(probe.delivery().smartHost()).isEqualTo("[2001:db8:0:0:0:0:0:25]:587");
        assertThat(probe.delivery().localAddress()).isEqualTo("192.0.2.1");
        assertThat(probe.caps().deny()).containsExactly("gov", "mil.example");
        String named = text.replace("[2001:DB8::25]:587", "Smtp.Example.org:25");
        assertThat(TestFile.good(named).probe().delivery().smartHost())
                .isEqualTo("smtp.example.org:25");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"1500ms\"', PT1.5S",
        "'\"90s\"', PT1M30S",
        "'\"90m\"', PT1H30M",
        "'\"24h\"', PT24H",
        "'\"1d\"', PT24H",
        "'\"5 m\"', PT5M",
        "'\"100ms\"', PT0.1S"
    })
    void timesHaveUnits(String written, Duration time) {
        String text = TestFile.SMALL + "[limits]\nsession_max = " + written;
        assertThat(TestFile.good(text).limits().sessionMax()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096", "'\"4096\"', 4096", "'\"4KiB\"', 4096", "'\"3 MiB\"', 3145728",
        "'\"2GiB\"', 2147483648", "'\"1024GiB\"', 1099511627776", "4_096, 4096", "0x1000, 4096"
    })
    void sizesMayHaveUnits(String written, long bytes) {
        String text = TestFile.SMALL + "[journal]\nsegment_size = " + written;
        assertThat(TestFile.good(text).journal().segmentBytesMax()).isEqualTo(bytes);
    }

    @Test
    void listenersMayShareAPortOnOtherAddressesOrTakeAnyFreeOne() {
        String listener = "[[listener]]\nservice = \"mx\"\nhost = \"mx.one.example\"\n";
        String text =
                listener
                        + "port = 25\naddresses = [\"192.0.2.1\"]\n"
                        + listener
                        + "port = 25\naddresses = [\"192.0.2.2\"]\n"
                        + listener
                        + "port = 0\n"
                        + listener
                        + "port = 0\n"
                        + "[bait]\ndomains = [\"one.example\"]\n";
        assertThat(TestFile.good(text).listeners()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u00ff', 1, 1",
        "'# a\u00e4', 1, 4",
        "'# a\n\n# b\u00e4 \n', 3, 4",
        "'#\n\u00e4', 2, 1"
    })
    void aByteThatIsNotUtf8IsToldWithItsPlace(String text, int line, int column)
            throws IOException {
        Checked checked = ConfigurationFile.read(written(text.getBytes(ISO_8859_1)));
        assertThat(checked.configuration()).isNull();
        assertThat(checked.mistakes())
                .containsExactly(new Mistake(line, column, "this is not UTF-8", "text in UTF-8"));
    }

    @Test
    void aFileCutInsideALetterIsNotUtf8() throws IOException {
        Checked checked = ConfigurationFile.read(written(new byte[] {'#', (byte) 0xc3}));
        assertThat(checked.mistakes())
                .containsExactly(new Mistake(1, 2, "this is not UTF-8", "text in UTF-8"));
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws IOException {
        byte[] bytes = new byte[(1 << 20) + 1];
        Arrays.fill(bytes, (byte) '\n');
        Checked checked = ConfigurationFile.read(written(bytes));
        assertThat(checked.mistakes())
                .containsExactly(
                        new Mistake(1, 1, "the file is longer than 1 MiB", "a configuration"));
        byte[] less = Arrays.copyOf(bytes, 1 << 20);
        System.arraycopy(TestFile.SMALL.getBytes(ISO_8859_1), 0, less, 0, TestFile.SMALL.length());
        assertThat(ConfigurationFile.read(written(less)).mistakes()).isEmpty();
    }

    @Test
    void aMissingFileIsNotThere() {
        Path file = folder.resolve("not-there.toml");
        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> ConfigurationFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Is a directory");
    }

    @Test
    void linesMayEndAsOnWindows() {
        Configuration unix = TestFile.good(TestFile.template());
        Configuration windows = TestFile.good(TestFile.template().replace("\n", "\r\n"));
        assertThat(windows).isEqualTo(unix);
    }
}
