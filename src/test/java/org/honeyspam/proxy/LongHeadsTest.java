package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.transcript.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As long a head as is read costs no more than its length, and the record no more than once. */
class LongHeadsTest {
    private static final int MUCH = 60_000;

    private static String said(String request) {
        var usual = TestNode.PROXY;
        var settings =
                new Configuration.Proxy(
                        64 * 1024,
                        usual.requestMax(),
                        usual.connectDelay(),
                        true,
                        4,
                        usual.anonymity(),
                        "",
                        1_024);
        var face = new ProxyServer.Face("cache.one.example", Persona.SQUID, false);
        var server = new ProxyServer(face, settings, new TestInside());
        var stage = new Stage(server.http(), TestNode.peer("proxy", 3128), Instant.EPOCH);
        stage.open();
        stage.receive(request.getBytes(ISO_8859_1));
        return stage.text();
    }

    @Timeout(5)
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\r", "HTTP/", "x HTTP/1.1"})
    void aLineOfManyBlanksOrVersionsIsReadAtOnce(String repeated) {
        String many = repeated.repeat(MUCH / repeated.length());
        assertThat(said("GET http://a.example/" + many + "b\r\n")).contains("S: HTTP/1.1 ");
    }

    @Timeout(5)
    @Test
    void manyFieldsBesideALongListAreForwardedAtOnce() {
        String fields = "A:\r\n".repeat(7_000) + "Connection: " + ",".repeat(30_000) + "\r\n";
        assertThat(said("GET http://a.example/ HTTP/1.1\r\n" + fields + "\r\n")).contains(" 200 ");
    }

    @Timeout(5)
    @Test
    void aFieldOfManyLinesIsReadAtOnce() {
        String folded = "A: b\r\n" + " \r\n".repeat(20_000);
        assertThat(said("GET http://a.example/ HTTP/1.1\r\n" + folded + "\r\n")).contains(" 200 ");
    }

    @Test
    void whatIsBehindThePortIsNoPartOfTheChain() {
        String said = said("CONNECT mx.example:25" + "x".repeat(MUCH) + " HTTP/1.1\r\n\r\n");
        String over = said.substring(said.indexOf("-- handed over"));
        assertThat(over).contains("mx.example:25xxx").hasSizeLessThan(500);
    }

    @Test
    void aHostIsNoLongerThanTheDnsAllows() {
        assertThat(said("CONNECT " + "a".repeat(300) + ".example:25 HTTP/1.1\r\n\r\n"))
                .contains("ERR_INVALID_URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.7:25",
                "198.51.100.1:8080",
                "198.51.100.1:25",
                "127.0.0.1:3128",
                "localhost.:25",
                "cache.one.example:3128"
            })
    void whoeverAsksForHimselfOrUsIsRefused(String target) {
        assertThat(said("CONNECT " + target + " HTTP/1.1\r\n\r\n"))
                .contains("nextHop=itself", "outcome=to_itself");
    }
}
