package org.honeyspam.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.transcript.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyTranscriptTest {
    static Stream<Path> proxy() throws IOException {
        return Transcript.in("proxy");
    }

    @ParameterizedTest
    @MethodSource("proxy")
    void theProxyAnswersAsWritten(Path file) throws IOException {
        var face = new ProxyServer.Face("cache.one.example", Persona.SQUID, false);
        // A server of its own each time: it remembers which documents it fetched.
        Transcript.check(
                file,
                TestNode.peer("proxy", 3128),
                () -> new ProxyServer(face, TestNode.PROXY, new TestInside()).dialogue());
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
        var server = new ProxyServer(face, TestNode.PROXY, new TestInside());
        Transcript.check(file, TestNode.peer("proxy", 1080), server::socks);
    }
}
