package org.honeyspam.tidy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {
    private static final Path CLASSES = Path.of("target/classes/org/honeyspam");
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    @TempDir private Path folder;

    private static List<Path> files(Path root, String end) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    void theClassesKeepTheRules() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(CLASSES, ".class")) {
            if (!file.endsWith("package-info.class")) {
                wrong.addAll(new ClassRules(Files.readAllBytes(file)).complaints());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theSourcesKeepTheRules() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(MAIN, ".java")) {
            wrong.addAll(new SourceRules(file.toString(), Files.readString(file)).complaints());
        }
        for (Path file : files(TESTS, ".java")) {
            var rules = new SourceRules(file.toString(), Files.readString(file));
            wrong.addAll(rules.size());
            wrong.addAll(rules.words());
        }
        assertThat(wrong).isEmpty();
    }

    /** They are compiled when they run, which is seldom. */
    @Test
    void theBenchmarksCompile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        List<String> benches =
                List.of("campaigns", "console", "dnsbl", "journal", "proxy", "soak", "views");
        for (String name : benches) {
            files(Path.of("bench", name), ".java").forEach(file -> arguments.add(file.toString()));
        }
        var said = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, said, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString(UTF_8)).isZero();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        for (Path file : files(MAIN, ".java")) {
            assertThat(file.resolveSibling("package-info.java")).exists();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dialogue | org.honeyspam.journal.Journal x;          | must not know journal
                    net      | org.honeyspam.smtp.SmtpServer x;          | must not know smtp
                    intel    | org.honeyspam.web.WebServer x;            | must not know web
                    smtp     | org.honeyspam.web.WebServer x;            | must not know web
                    site     | org.honeyspam.web.WebServer x;            | must not know web
                    smtp     | org.honeyspam.site.Sites x;               | must not know site
                    intel    | org.honeyspam.site.Sites x;               | must not know site
                    site     | java.util.concurrent.Semaphore x;         | must not use java/util/concurrent/Semaphore
                    content  | org.honeyspam.mail.MessageReader x;       | must not know mail
                    content  | java.sql.Connection x;                    | must not use java/sql/Connection
                    content  | Object x = java.time.Instant.now();       | must be handed the time
                    site     | Object x = java.time.Instant.now();       | must be handed the time
                    nowhere  | int x;                                    | that the design does not name
                    smtp     | io.netty.channel.Channel x;               | must not know Netty
                    web      | java.net.Socket x;                        | must not use java/net/Socket
                    proxy    | Thread x;                                 | must not use java/lang/Thread
                    web      | org.slf4j.Logger x;                       | must not use org/slf4j/Logger
                    bait     | long x = System.currentTimeMillis();      | must be handed the time
                    smtp     | Object x = java.time.Instant.now();       | must be handed the time
                    web      | long x = System.nanoTime();               | must be handed the time
                    node     | java.net.Socket x;                        | must not open connections
                    intel    | java.net.http.HttpClient x;               | must not open connections
                    net      | io.netty.bootstrap.Bootstrap x;           | must not open connections
                    node     | java.nio.channels.SocketChannel x;        | must not open connections
                    cli      | java.net.DatagramSocket x;                | must not open connections
                    intel    | jakarta.mail.Transport x;                 | must not open connections
                    dns      | org.xbill.DNS.SimpleResolver x;           | must not ask the DNS
                    probe    | org.xbill.DNS.lookup.LookupSession x;     | must not ask the DNS
                    lookup   | java.net.DatagramSocket x;                | must not open connections
                    lookup   | org.honeyspam.web.WebServer x;            | must not know web
                    probe    | String x(java.net.InetAddress a) { return a.getHostName(); } | must not look names up
                    node     | javax.net.ssl.SSLSocketFactory x;         | must not open connections
                    net      | org.honeyspam.probe.ProbeRelease x;       | must not know probe
                    probe    | org.honeyspam.smtp.SmtpServer x;          | must not know smtp
                    health   | java.lang.foreign.Linker x;               | must not call C
                    node     | String x(java.net.InetAddress a) { return a.getHostName(); } | must not look names up
                    node     | static class ThingManager {}              | has a name that says nothing
                    node     | void f(int a, int b, int c, int d, int e, int f, int g) {} | has 7 parameters
                    """)
    void eachRuleForClassesFires(String part, String member, String complaint) throws IOException {
        assertThat(planted(part, member)).anyMatch(said -> said.contains(complaint));
    }

    @Test
    void aLongMethodIsNoticed() throws IOException {
        String lines = "x++;\n".repeat(45);
        assertThat(planted("node", "int x; void f() {\n" + lines + "}"))
                .anyMatch(said -> said.contains("f has 46 lines"));
    }

    @Test
    void whatIsAllowedIsNotNoticed() throws IOException {
        assertThat(planted("net", "io.netty.channel.Channel x; Thread y;")).isEmpty();
        assertThat(planted("smtp", "org.honeyspam.journal.JournalEvent x;")).isEmpty();
        assertThat(planted("web", "org.honeyspam.site.Sites x;")).isEmpty();
        assertThat(planted("proxy", "org.honeyspam.site.Sites x;")).isEmpty();
        assertThat(planted("probe", "java.net.Socket x; jakarta.mail.Transport y;")).isEmpty();
        assertThat(planted("lookup", "org.xbill.DNS.SimpleResolver x;")).isEmpty();
        assertThat(planted("dns", "org.xbill.DNS.Message x;")).isEmpty();
    }

    @Test
    void onlyTheDoctorsEnemyHasSockets() throws IOException {
        assertThat(planted("cli.doctor", "Enemy", "java.net.Socket x;")).isEmpty();
    }

    @Test
    void noOtherOfTheDoctorHasSockets() throws IOException {
        assertThat(planted("cli.doctor", "java.net.Socket x;"))
                .anyMatch(said -> said.contains("must not open connections"));
    }

    @Test
    void theControlSocketIsOneOfUnixAlone() throws IOException {
        String unix = "java.nio.channels.SocketChannel x; java.net.UnixDomainSocketAddress y;";
        assertThat(planted("node", "ControlSocket", unix)).isEmpty();
        assertThat(planted("node", "ControlSocket", unix + "java.net.InetSocketAddress z;"))
                .anyMatch(said -> said.contains("must know UNIX sockets alone"));
        assertThat(planted("node", "ControlSocket", "java.net.Socket x;"))
                .anyMatch(said -> said.contains("must not open connections"));
    }

    /** Compiles a class with that member into that package, and asks the rules. */
    private List<String> planted(String part, String member) throws IOException {
        return planted(part, "Planted", member);
    }

    private List<String> planted(String part, String called, String member) throws IOException {
        Path source = folder.resolve(called + ".java");
        String text = "package org.honeyspam.%s; class %s { %s }".formatted(part, called, member);
        Files.writeString(source, text);
        String[] options = {
            "-proc:none",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            source.toString()
        };
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, options);
        assertThat(result).as("the planted class compiles").isZero();
        List<String> said = new ArrayList<>();
        for (Path file : files(folder, ".class")) {
            said.addAll(new ClassRules(Files.readAllBytes(file)).complaints());
        }
        return said;
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    class A {}                                        | does not say what it is for
                    /** a\\n * b\\n * c\\n * d\\n * e */\\nclass A {} | needs 5 lines
                    /** For b. */\\nclass A {} // TO-DO               | leaves something for later
                    /** For b. */\\nclass A { { SYSTEM.out.println(); } }  | prints past its caller
                    /** For b. */\\nclass A { { try { b(); } catch (Exception e) {NOTHING} } } | swallows
                    """)
    void eachRuleForSourcesFires(String text, String complaint) {
        String source =
                text.replace("\\n", "\n")
                        .replace("TO-DO", "TO" + "DO")
                        .replace("SYSTEM", "System")
                        .replace("NOTHING", "");
        assertThat(new SourceRules("A.java", source).complaints())
                .anyMatch(said -> said.contains(complaint));
    }

    @Test
    void aLongFileAndAWordyPackageAreNoticed() {
        assertThat(new SourceRules("A.java", "\n".repeat(401)).size()).hasSize(1);
        String wordy = "/**\n" + " * word\n".repeat(8) + " */\npackage a;";
        assertThat(new SourceRules("package-info.java", wordy).complaints()).hasSize(2);
    }
}
