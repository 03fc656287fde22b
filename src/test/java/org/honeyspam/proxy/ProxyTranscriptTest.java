package org.honeyspam.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.honeyspam.TestNode;
import org.honeyspam.transcript.Silence;
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
        var server =
                new ProxyServer(
                        "cache.one.example",
                        TestNode.PROXY,
                        url -> ("<p>" + url + "</p>\n").getBytes(US_ASCII),
                        host -> new Silence());
        Transcript.check(file, TestNode.peer("proxy", 3128), server::dialogue);
    }
}
