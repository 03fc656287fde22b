package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Anonymity;
import org.honeyspam.dialogue.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouterProxyTest {
    private static final Path PROBES = Path.of("/usr/share/nmap/nmap-service-probes");
    private static final Pattern MATCH =
            Pattern.compile("(?m)^match http-proxy m\\|(.*)\\|s? p/Mikro?[Tt]ik (?i:http ?proxy)/");
    private static final Peer PEER = TestNode.peer("proxy", 8080);
    private static final Wish.Fetch FETCH =
            new Wish.Fetch(new Target("a.example", 80), "http://a.example/", "/", true);

    private static RequestHead head() {
        var head = new RequestHead("GET", "http://a.example/", "1.1");
        head.add("Host", "a.example");
        head.add("X-Forwarded-For", "203.0.113.7");
        head.add("Via", "1.0 other");
        head.add("Proxy-Connection", "keep-alive");
        return head;
    }

    @Test
    void theOriginServerHearsOfTheCallerBehindWhatHeSaidHimself() {
        List<Field> heard =
                new RouterProxy("router.example", Anonymity.TRANSPARENT)
                        .forwarded(head(), FETCH, PEER);
        assertThat(heard.getFirst()).isEqualTo(new Field("Host", "a.example"));
        assertThat(heard.get(1).name()).isEqualTo("X-Proxy-ID");
        assertThat(heard.get(1).value()).matches("\\d{9,10}");
        String caller = PEER.source().ipText();
        String self = PEER.local().ipText();
        assertThat(heard.subList(2, heard.size()))
                .containsExactly(
                        new Field("X-Forwarded-For", "203.0.113.7, " + caller),
                        new Field("Via", "1.0 other, 1.1 " + self + " (Mikrotik HttpProxy)"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSPARENT")
    void anAnonymousRouterAddsNothing(Anonymity anonymity) {
        assertThat(new RouterProxy("router.example", anonymity).forwarded(head(), FETCH, PEER))
                .hasSize(3)
                .noneMatch(field -> field.value().contains("Mikrotik"));
    }

    @Test
    void nmapKnowsBothOfItsPages() throws IOException {
        assumeTrue(Files.exists(PROBES), "needs nmap");
        var router = new RouterProxy("router.example", Anonymity.ELITE);
        var unreadable = new Refusal(400, "", "", "other_protocol");
        Answer old = router.refused(null, unreadable, PEER, Instant.EPOCH);
        Answer page = router.timedOut(head(), FETCH, PEER, Instant.EPOCH);
        for (Answer answer : List.of(old, page)) {
            String text = new String(answer.bytes(), ISO_8859_1);
            Matcher matches = MATCH.matcher(Files.readString(PROBES, ISO_8859_1));
            assertThat(
                            matches.results()
                                    .anyMatch(
                                            one ->
                                                    Pattern.compile(one.group(1), Pattern.DOTALL)
                                                            .matcher(text)
                                                            .find()))
                    .as(text)
                    .isTrue();
        }
    }
}
