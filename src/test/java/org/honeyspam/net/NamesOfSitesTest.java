package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.honeyspam.dialogue.TlsOffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificate a server of several sites shows. */
class NamesOfSitesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int STEPS_MAX = 100;
    private static final int BUFFER_BYTES = 1 << 16;

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, www.two.example, www.two.example",
        "TLSv1.2, www.two.example, www.two.example",
        "TLSv1.3, WWW.Two.Example, www.two.example",
        "TLSv1.3, www.one.example, www.one.example",
        "TLSv1.3, www.three.example, www.one.example",
        "TLSv1.3, '', www.one.example"
    })
    void itIsThatOfTheSiteThatIsAskedFor(String version, String asked, String shown)
            throws IOException {
        var certificates = Certificates.open(folder, Map.of(), NOW);
        var offer = TlsOffer.openSsl("www.one.example").with(List.of("www.two.example"));
        SSLEngine client = TlsClient.trustful().createSSLEngine();
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        if (!asked.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(asked)));
        }
        client.setSSLParameters(parameters);
        shakeHands(client, certificates.engine(offer));
        var leaf = (X509Certificate) client.getSession().getPeerCertificates()[0];
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=" + shown);
    }

    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(BUFFER_BYTES);
        ByteBuffer toClient = ByteBuffer.allocate(BUFFER_BYTES);
        client.beginHandshake();
        for (int step = 0; step < STEPS_MAX; step++) {
            turn(client, toClient, toServer);
            turn(server, toServer, toClient);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return;
            }
        }
        throw new AssertionError("no handshake");
    }

    private static void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(BUFFER_BYTES);
        in.flip();
        if (in.hasRemaining()) {
            engine.unwrap(in, nothing);
        }
        in.compact();
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        }
    }
}
