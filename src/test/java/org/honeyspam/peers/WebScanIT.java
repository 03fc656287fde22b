package org.honeyspam.peers;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.honeyspam.process.Installation;
import org.honeyspam.process.Program;
import org.honeyspam.process.RunningNode;
import org.honeyspam.process.RunningNode.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nmap and WhatWeb say of each web persona, in the clear and within TLS. */
@Timeout(240)
final class WebScanIT {
    /**
     * A web server of that persona listens there.
     *
     * @param named by which words nmap knows the product
     * @param header what it says of itself
     * @param methods that it takes
     * @param plugin by which word WhatWeb knows it
     */
    record Imitation(
            String persona,
            String tls,
            String ip,
            String named,
            String header,
            List<String> methods,
            String plugin) {
        @Override
        public String toString() {
            return persona + ", TLS " + tls;
        }
    }

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> READ_AND_POST = List.of("GET", "HEAD", "POST", "OPTIONS");
    private static final List<String> ALL_OF_IIS =
            List.of("OPTIONS", "TRACE", "GET", "HEAD", "POST");
    private static final List<Imitation> IMITATIONS =
            Stream.of("off", "implicit")
                    .flatMap(tls -> Stream.of(apache(tls), nginx(tls), iis(tls)))
                    .toList();

    /** What nmap says of each, by its address. */
    private static Map<String, String> reports = Map.of();

    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static RunningNode node;

    private static Imitation apache(String tls) {
        // With TLS, nmap hears first what Apache says to those who speak without: as little of the
        // real.
        boolean plain = tls.equals("off");
        return new Imitation(
                "apache",
                tls,
                plain ? "127.0.0.71" : "127.0.0.73",
                plain ? "Apache httpd 2.4.71 ((Debian))" : "Apache httpd 2.4.71\n",
                "Apache/2.4.71 (Debian)",
                READ_AND_POST,
                "Apache[2.4.71]");
    }

    private static Imitation nginx(String tls) {
        String ip = tls.equals("off") ? "127.0.0.72" : "127.0.0.74";
        return new Imitation(
                "nginx", tls, ip, "nginx 1.22.1", "nginx/1.22.1", READ, "nginx[1.22.1]");
    }

    private static Imitation iis(String tls) {
        String ip = tls.equals("off") ? "127.0.0.75" : "127.0.0.76";
        return new Imitation(
                "iis",
                tls,
                ip,
                "Microsoft IIS httpd 10.0",
                "Microsoft-IIS/10.0",
                ALL_OF_IIS,
                "Microsoft-IIS[10.0]");
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Installation installation = Installation.init(folder.resolve("node"));
        for (Imitation imitation : IMITATIONS) {
            String table =
                    """

                    [[listener]]
                    service = "web"
                    addresses = ["%s"]
                    port = 0
                    host = "www.lindenhof.example"
                    persona = "%s"
                    tls = "%s"
                    """
                            .formatted(imitation.ip(), imitation.persona(), imitation.tls());
            Files.writeString(installation.configuration(), table, StandardOpenOption.APPEND);
        }
        node = installation.start();
        reports = reportsByIp();
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (RunningNode ending = node) {
            assertThat(ending.terminate()).isZero();
            assertThat(ending.log()).doesNotContain("Exception", "ERROR", "WARN");
        }
    }

    static Stream<Imitation> imitations() {
        return IMITATIONS.stream();
    }

    private static String port(Imitation imitation) {
        return String.valueOf(node.port(Service.WEB, imitation.ip()));
    }

    /** Asks all of them at once, which takes no longer than one of them. */
    private static Map<String, String> reportsByIp() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-n", "-Pn", "-sT", "-sV", "--script"));
        words.addAll(List.of("http-server-header,http-methods", "-p"));
        words.add(IMITATIONS.stream().map(WebScanIT::port).collect(joining(",")));
        IMITATIONS.forEach(imitation -> words.add(imitation.ip()));
        String out = Program.ofDebian("nmap", "nmap").succeed(words.toArray(String[]::new)).out();
        return Pattern.compile("^Nmap scan report for ", Pattern.MULTILINE)
                .splitAsStream(out)
                .skip(1)
                .collect(toMap(report -> report.substring(0, report.indexOf('\n')), r -> r));
    }

    @ParameterizedTest
    @MethodSource("imitations")
    void nmapNamesTheProductAndItsMethods(Imitation imitation) {
        String out = reports.getOrDefault(imitation.ip(), "");
        assertThat(out)
                .contains(imitation.named(), "http-server-header: " + imitation.header())
                .contains("Supported Methods: ");
        List<String> methods =
                out.lines()
                        .filter(line -> line.contains("Supported Methods: "))
                        .flatMap(line -> Stream.of(line.replaceFirst(".*: ", "").split(" ", -1)))
                        .toList();
        assertThat(methods).containsExactlyInAnyOrderElementsOf(imitation.methods());
    }

    @ParameterizedTest
    @MethodSource("imitations")
    void whatWebNamesTheProduct(Imitation imitation) throws IOException, InterruptedException {
        String scheme = imitation.tls().equals("off") ? "http" : "https";
        String url = "%s://%s:%s/".formatted(scheme, imitation.ip(), port(imitation));
        assertThat(Program.ofDebian("whatweb", "whatweb").succeed("--color=never", url).out())
                .contains("200 OK", imitation.plugin());
    }
}
