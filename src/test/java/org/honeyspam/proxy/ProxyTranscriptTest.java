package org.honeyspam.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.honeyspam.TestInside;
import org.honeyspam.TestNode;
import org.honeyspam.config.Configuration.Persona;
import org.honeyspam.transcript.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyTranscriptTest {
    static Stream<Path> proxy() throws IOException {
        return Transcript.in("proxy");
    }

    @ParameterizedTest
    @MethodSource("proxy")
    void theProxyAnswersAsWritten(Path file) throws IOException {
        var face = new ProxyServer.Face("cache.one.example", Persona.SQUID, false);
        var server = new ProxyServer(face, TestNode.PROXY, new TestInside());
        Transcript.check(file, TestNode.peer("proxy", 3128), server::dialogue);
    }
}
