package org.honeyspam.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.dialogue.Hop;
import org.honeyspam.dialogue.Peer;
import org.honeyspam.transcript.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyTranscriptTest {
    static Stream<Arguments> http() throws IOException {
        return Stream.of(
                        http("proxy", Persona.SQUID, false),
                        http("proxy-password", Persona.SQUID, true),
                        http("mod-proxy", Persona.MOD_PROXY, false),
                        http("mod-proxy-password", Persona.MOD_PROXY, true),
                        http("router-proxy", Persona.ROUTER, false),
                        http("router-proxy-password", Persona.ROUTER, true))
                .flatMap(all -> all);
    }

    private static Stream<Arguments> http(String folder, Persona persona, boolean asksPassword)
            throws IOException {
        return Transcript.in(folder).map(file -> Arguments.of(persona, asksPassword, file));
    }

    @ParameterizedTest
    @MethodSource("http")
    void theProxyAnswersAsWritten(Persona persona, boolean asksPassword, Path file)
            throws IOException {
        var face = new ProxyServer.Face("cache.one.example", persona, asksPassword);
        Transcript.check(file, TestNode.peer("proxy", 3128), () -> fresh(face).dialogue());
    }

    static Stream<Path> site() throws IOException {
        return Transcript.in("proxy-at-port-80");
    }

    @ParameterizedTest
    @MethodSource("site")
    void whatIsTakenForAWebServerAnswersAsWritten(Path file) throws IOException {
        var face = new ProxyServer.Face("www.google.com", Persona.ANY_PROXY, false);
        Peer direct = TestNode.peer("proxy", 3128);
        Peer peer = direct.behind(new Hop("socks5", direct.local(), "www.google.com:80"), "proxy");
        Transcript.check(file, peer, () -> fresh(face).http());
    }

    static Stream<Arguments> socks() throws IOException {
        return Stream.of(Persona.DANTE, Persona.MICROSOCKS, Persona.ANY_PROXY)
                .flatMap(persona -> Stream.of(false, true).flatMap(asks -> socks(persona, asks)));
    }

    /** A port where every protocol is understood speaks SOCKS as Dante does. */
    private static Stream<Arguments> socks(Persona persona, boolean asksPassword) {
        String product = persona == Persona.MICROSOCKS ? "microsocks" : "dante";
        try {
            return Transcript.in("socks-" + product + (asksPassword ? "-password" : ""))
                    .map(file -> Arguments.of(persona, asksPassword, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("socks")
    void theSocksProxyAnswersAsWritten(Persona persona, boolean asksPassword, Path file)
            throws IOException {
        var face = new ProxyServer.Face("cache.one.example", persona, asksPassword);
        Transcript.check(file, TestNode.peer("proxy", 1080), () -> fresh(face).socks());
    }

    /** One whose cache is empty. */
    private static ProxyServer fresh(ProxyServer.Face face) {
        return new ProxyServer(face, TestNode.PROXY, new TestInside());
    }
}
