package org.honeyspam.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.honeyspam.peers.ProxyNode.Door;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** curl's mail gets through every kind of proxy that it knows, in the clear and within TLS. */
@Timeout(60)
final class CurlProxyIT {
    @TempDir private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls start before every test.
    private static ProxyNode node;

    /**
     * @param via as in a chain
     * @param resolves whether curl looks names up itself, of which there are none here
     */
    record Kind(String scheme, Door door, String via, boolean resolves) {
        String host() {
            return resolves ? "192.0.2.25" : "mx1.victim.example";
        }

        @Override
        public String toString() {
            return scheme + " to " + door.name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("http", Door.ANY, "http-connect", false),
                    new Kind("http", Door.SQUID, "http-connect", false),
                    new Kind("socks4", Door.ANY, "socks4", true),
                    new Kind("socks4", Door.DANTE, "socks4", true),
                    new Kind("socks4a", Door.ANY, "socks4a", false),
                    new Kind("socks5", Door.ANY, "socks5", true),
                    new Kind("socks5", Door.DANTE, "socks5", true),
                    new Kind("socks5h", Door.ANY, "socks5", false),
                    new Kind("https", Door.TLS, "http-connect", false));

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = ProxyNode.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        try (ProxyNode ending = node) {
            ending.end();
        }
    }

    static Stream<Arguments> ways() {
        return KINDS.stream()
                .flatMap(kind -> Stream.of(Way.values()).map(way -> Arguments.of(kind, way)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void aMessageArrivesWholeAndItsWayIsOnRecord(Kind kind, Way way)
            throws IOException, InterruptedException {
        String name = kind.toString().replace(' ', '.') + "." + way.label();
        Sample sample = ProxyNode.letter(name);
        curl(kind.scheme() + "://" + node.at(kind.door()), sample, way, kind.host());
        String target = kind.host() + ":" + mailPort(way);
        JsonNode trace = node.assertDelivered(sample, node.hop(kind.via(), kind.door(), target));
        assertThat(trace.path("ip").asText()).isEqualTo(ProxyNode.CALLER);
        assertThat(trace.path("traceHeader").asText())
                .contains(way == Way.CLEAR ? " with ESMTP id " : " with ESMTPS id ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passwords")
    void theFirstPasswordOfAUserIsRightFromThenOn(String scheme, String via)
            throws IOException, InterruptedException {
        Sample sample = ProxyNode.letter("password." + scheme);
        String proxy = scheme + "://" + node.at(Door.STICKY);
        String user = "joe-" + scheme;
        curl(proxy, sample, Way.CLEAR, "mx1.victim.example", "--proxy-user", user + ":first");
        node.assertDelivered(sample, node.hop(via, Door.STICKY, "mx1.victim.example:25"));
        for (String[] more :
                List.of(new String[] {"--proxy-user", user + ":second"}, new String[] {})) {
            assertThat(mail(proxy, sample, Way.CLEAR, "mx1.victim.example", more).exitCode())
                    .isNotZero();
        }
        assertThat(node.requests("user.name", user))
                .extracting(event -> event.path("honeyspam.auth.password").asText())
                .containsExactly("first", "second");
    }

    static Stream<Arguments> passwords() {
        return Stream.of(Arguments.of("http", "http-connect"), Arguments.of("socks5h", "socks5"));
    }

    @Test
    void aPasswordThatNobodyAsksForIsOnRecordAllTheSame() throws IOException, InterruptedException {
        Sample sample = ProxyNode.letter("unasked");
        curl(
                "http://" + node.at(Door.SQUID),
                sample,
                Way.CLEAR,
                "mx1.victim.example",
                "--proxytunnel",
                "--proxy-user",
                "eve:unasked");
        node.assertDelivered(sample, node.hop("http-connect", Door.SQUID, "mx1.victim.example:25"));
        assertThat(node.requests("user.name", "eve"))
                .extracting(event -> event.path("honeyspam.auth.password").asText())
                .containsExactly("unasked");
    }

    private static void curl(String proxy, Sample sample, Way way, String host, String... more)
            throws IOException, InterruptedException {
        Program.Finished finished = mail(proxy, sample, way, host, more);
        assertThat(finished.exitCode()).as(finished.err()).isZero();
    }

    private static Program.Finished mail(
            String proxy, Sample sample, Way way, String host, String... more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--silent", "--show-error", "--max-time", "15", "--insecure"));
        words.add("--proxy-insecure");
        words.addAll(List.of("--interface", ProxyNode.CALLER, "--proxy", proxy));
        words.addAll(List.of("--mail-from", ProxyNode.SENDER));
        words.addAll(List.of("--mail-rcpt", ProxyNode.RECIPIENT));
        words.addAll(List.of("--upload-file", sample.writeTo(folder).toString()));
        words.addAll(way == Way.STARTTLS ? List.of("--ssl-reqd") : List.of());
        words.addAll(List.of(more));
        String scheme = way == Way.IMPLICIT ? "smtps" : "smtp";
        words.add("%s://%s:%d/pc51.dialup.example".formatted(scheme, host, mailPort(way)));
        return Program.ofDebian("curl", "curl").run(words.toArray(String[]::new));
    }

    private static int mailPort(Way way) {
        return switch (way) {
            case CLEAR -> 25;
            case STARTTLS -> 587;
            case IMPLICIT -> 465;
        };
    }
}
