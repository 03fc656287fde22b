package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Endpoint;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.dialogue.Tls;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;

/** What those at the end of a tunnel learn of the caller. */
class TunnelTest {
    @Test
    void tlsWithTheProxyIsNoneWithTheMailServer() {
        var face = new ProxyServer.Face("cache.one.example", Persona.SQUID, false);
        var server = new ProxyServer(face, TestNode.PROXY, new TestInside());
        var source = new Endpoint(InetAddress.ofLiteral("192.0.2.7"), 40_000);
        var local = new Endpoint(InetAddress.ofLiteral("203.0.113.1"), 3_128);
        var tls = new Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", null, "", "");
        var peer = new Peer("test-1-1", "proxy", source, local, List.of(), tls);
        var stage = new Stage(server.dialogue(), peer, Instant.EPOCH);
        stage.open();
        stage.receive("CONNECT mx.far.example:25 HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        assertThat(stage.text()).contains("handed over to relay").doesNotContain("within TLS");
    }
}
