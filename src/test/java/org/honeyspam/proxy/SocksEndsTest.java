package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.honeyspam.TestInside;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Dialogue;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;

/** What Dante tells of its own end of a connection that was never made. */
class SocksEndsTest {
    private static final int SESSIONS = 200;
    private static final byte[] TO_MAIL = {4, 1, 0, 25, (byte) 198, 51, 100, 9, 0};
    private static final byte[] TO_PROXY = {4, 1, 0x1f, (byte) 0x90, (byte) 198, 51, 100, 9, 0};

    @Test
    void thePortFollowsFromTheSessionAndIsOneThatLinuxGives() {
        var ports = new TreeSet<Integer>();
        for (int i = 0; i < SESSIONS; i++) {
            byte[] reply = reply(TO_MAIL, "", "test-1-" + i);
            assertThat(reply(TO_MAIL, "", "test-1-" + i)).isEqualTo(reply);
            ports.add((reply[2] & 0xff) << 8 | (reply[3] & 0xff));
        }
        assertThat(ports).hasSizeGreaterThan(SESSIONS / 2);
        assertThat(ports).allMatch(port -> port >= 32_768 && port <= 60_999 && port % 2 == 1);
    }

    @Test
    void theAddressIsOursOrTheOneThatIsConfigured() {
        assertThat(reply(TO_MAIL, "", "test-1-1")).endsWith(203, 0, 113, 1);
        assertThat(reply(TO_MAIL, "203.0.113.7", "test-1-1")).endsWith(203, 0, 113, 7);
        assertThat(reply(TO_MAIL, "2001:db8::7", "test-1-1")).endsWith(0, 0, 0, 0);
    }

    @Test
    void aWayToAnotherProxyIsFollowedWhereThatIsWanted() {
        assertThat(played(TO_PROXY, "", "test-1-1"))
                .contains("nextHop=open_proxy", "outcome=followed", "handed over to proxy")
                .contains("via=socks4, at=203.0.113.1:1080, target=198.51.100.9:8080");
    }

    private static byte[] reply(byte[] request, String outer, String session) {
        String text = played(request, outer, session).replaceAll("\nW: .*", "");
        int from = text.indexOf("S> ") + 3;
        String line = text.substring(from, text.indexOf("\n--", from)).replace("\nS> ", "\\x0a");
        var bytes = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            boolean escape = line.charAt(i) == '\\';
            bytes.append(
                    escape
                            ? (char) Integer.parseInt(line.substring(i + 2, i + 4), 16)
                            : line.charAt(i));
            i += escape ? 3 : 0;
        }
        return bytes.toString().getBytes(ISO_8859_1);
    }

    private static String played(byte[] request, String outer, String session) {
        var settings =
                new Configuration.Proxy(
                        8_192,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(60),
                        true,
                        4,
                        Configuration.Anonymity.ANONYMOUS,
                        outer,
                        1_024);
        var face = new ProxyServer.Face("proxy.one.example", Persona.DANTE, false);
        Dialogue dialogue = new ProxyServer(face, settings, new TestInside()).dialogue();
        var source = new Endpoint(InetAddress.ofLiteral("192.0.2.7"), 40_000);
        var local = new Endpoint(InetAddress.ofLiteral("203.0.113.1"), 1_080);
        var peer = new Peer(session, "proxy", source, local, List.of(), null);
        var stage = new Stage(dialogue, peer, Instant.EPOCH);
        stage.open();
        stage.receive(request);
        return stage.text();
    }
}
