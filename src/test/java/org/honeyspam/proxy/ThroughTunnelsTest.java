package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.honeyspam.TestInside;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;

/** Who comes by a tunnel to a port of web servers may ask for a page as of any of them. */
class ThroughTunnelsTest {
    private static final Endpoint US = new Endpoint(InetAddress.ofLiteral("203.0.113.1"), 1_080);
    private static final Hop TO_A_NAME = new Hop("socks5", US, "one.example:80");
    private static final Hop TO_AN_ADDRESS = new Hop("socks4", US, "198.51.100.9:8080");

    @Test
    void aPageIsAnsweredAsItsServerDoes() {
        assertThat(said("GET /a HTTP/1.0\r\n\r\n", TO_A_NAME))
                .contains("S: HTTP/1.1 200 OK", "S: Connection: close", "S| <p>one.example /a</p>")
                .contains("-- closed --", "host=one.example", "port=80,")
                .doesNotContain("squid", "S: Via");
    }

    @Test
    void whoConnectedToAnAddressNamesTheHostInHisRequest() {
        assertThat(said("GET / HTTP/1.1\r\nHost: two.example\r\n\r\n", TO_AN_ADDRESS))
                .contains("S| <p>two.example /</p>", "port=8080,")
                .doesNotContain("closed", "Connection: close");
        assertThat(said("GET / HTTP/1.0\r\nHost: [x\r\n\r\n", TO_AN_ADDRESS))
                .contains("host=198.51.100.9");
    }

    @Test
    void aJudgeHearsOfNoProxy() {
        assertThat(said("GET /azenv.php HTTP/1.1\r\nHost: azenv.net\r\n\r\n", TO_A_NAME))
                .contains("HTTP_HOST = azenv.net", "REMOTE_ADDR = 203.0.113.1")
                .doesNotContain("HTTP_VIA", "FORWARDED");
    }

    @Test
    void theHeadHasNoBodyAndTheOldestOfRequestsGetsNothingElse() {
        assertThat(said("HEAD / HTTP/1.0\r\n\r\n", TO_A_NAME))
                .contains("S: HTTP/1.1 200 OK")
                .doesNotContain("<p>");
        assertThat(said("GET /\r\n", TO_A_NAME)).contains("<p>one.example /</p>", "closed");
    }

    @Test
    void itIsAProxyStillForWhoAsksOne() {
        assertThat(said("GET http://two.example/ HTTP/1.0\r\n\r\n", TO_A_NAME))
                .contains("S: Via: 1.1 far.example (squid/5.7)", "<p>two.example /</p>");
    }

    @Test
    void whoCameByNoTunnelGetsThePageOfTheProxy() {
        Hop front = new Hop(Hop.PROXY_PROTOCOL, US, "192.0.2.1:4000");
        for (List<Hop> way : List.of(List.<Hop>of(), List.of(front))) {
            assertThat(said("GET / HTTP/1.0\r\n\r\n", way.toArray(Hop[]::new)))
                    .contains("S: HTTP/1.1 400 Bad Request");
        }
    }

    private static String said(String request, Hop... way) {
        var settings =
                new Configuration.Proxy(
                        8_192,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(60),
                        true,
                        4,
                        Configuration.Anonymity.ANONYMOUS,
                        "",
                        1_024);
        var face = new ProxyServer.Face("far.example", Persona.ANY_PROXY, false);
        var server = new ProxyServer(face, settings, new TestInside());
        var source = new Endpoint(InetAddress.ofLiteral("192.0.2.7"), 40_000);
        var peer = new Peer("test-1-1", "proxy", source, US, List.of(way), null);
        var stage = new Stage(server.http(), peer, Instant.EPOCH);
        stage.open();
        stage.receive(request.getBytes(US_ASCII));
        return stage.text();
    }
}
