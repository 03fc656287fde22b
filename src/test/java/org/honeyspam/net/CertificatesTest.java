package org.honeyspam.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.honeyspam.config.Identity;
import org.honeyspam.dialogue.TlsOffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What imitated servers prove themselves with. */
class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");

    @TempDir private Path data;
    private Path folder;

    @BeforeEach
    void name() {
        folder = data.resolve("tls");
    }

    private X509Certificate made(String host) throws IOException {
        return SelfSigned.open(folder, NOW).of(Host.of(host)).chain().getFirst();
    }

    @Test
    void itLooksLikeTheOneDebianMakes() throws Exception {
        X509Certificate certificate = made("mx.one.example");

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=mx.one.example");
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(2, "mx.one.example"));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(certificate.getSerialNumber().bitLength()).isBetween(100, 160);
        Instant from = certificate.getNotBefore().toInstant();
        assertThat(Duration.between(from, NOW).toDays()).isBetween(20L, 400L);
        assertThat(certificate.getNotAfter())
                .isEqualTo(Date.from(from.plus(Duration.ofDays(3650))));
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void aRestartShowsTheSameOne() throws Exception {
        X509Certificate before = made("mx.one.example");
        Instant later = NOW.plus(Duration.ofDays(100));
        var again = SelfSigned.open(folder, later).of(Host.of("MX.one.example"));

        assertThat(again.chain()).containsExactly(before);
        assertThat(made("mx.two.example").getSerialNumber()).isNotEqualTo(before.getSerialNumber());
    }

    @Test
    void onlyTheServiceMayReadTheKey() throws Exception {
        made("mx.one.example");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> modes =
                    files.map(
                                    file -> {
                                        try {
                                            var mode = Files.getPosixFilePermissions(file);
                                            return PosixFilePermissions.toString(mode);
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    })
                            .toList();
            assertThat(modes).containsExactly("rwx------", "rw-------");
        }
    }

    @Test
    void aTornKeyIsToldAndNotReplaced() throws Exception {
        made("mx.one.example");
        Path file = folder.resolve("self-signed.pem");
        for (String torn :
                List.of("", "Made: yesterday\n", "Made: 2026-01-01T00:00:00Z\n-----BEG")) {
            Files.writeString(file, torn);
            assertThatThrownBy(() -> SelfSigned.open(folder, NOW))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MX.Example.ORG, mx.example.org, false",
        "localhost, localhost, false",
        "192.0.2.7, 192.0.2.7, true",
        "[2001:DB8::7], 2001:db8::7, true",
        "../../etc/passwd, localhost, false",
        "'a b', localhost, false",
        "-x.example, localhost, false",
        "999.1.1.1, localhost, false",
        "':', localhost, false",
        "'', localhost, false",
        "\u00e9.example, localhost, false"
    })
    void whatCannotBeAHostIsTheLocalOne(String text, String name, boolean literal) {
        assertThat(Host.of(text)).isEqualTo(new Host(name, literal));
    }

    @Test
    void aLongNameStandsWhereItFits() throws Exception {
        String label = "a".repeat(60);
        String host = String.join(".", label, label, label, "example");
        X509Certificate certificate = made(host);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + label);
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, host));
        assertThat(Host.of(host + ".x".repeat(100)).name()).isEqualTo("localhost");
        assertThat(made("192.0.2.7").getSubjectAlternativeNames())
                .containsExactly(List.of(7, "192.0.2.7"));
    }

    @Test
    void namesThatPeersChooseTakeNoFileAndBoundedMemory() throws Exception {
        var certificates = Certificates.open(folder, Map.of(), NOW);
        for (int i = 0; i < 300; i++) {
            certificates.engine(TlsClient.offer("host-" + i + ".example"));
        }
        assertThat(certificates.rememberedHosts()).isEqualTo(256);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatTheJdkDoesNotKnowIsLeftOut() throws Exception {
        var certificates = Certificates.open(folder, Map.of(), NOW);
        var offer =
                new TlsOffer(
                        "mx.one.example",
                        List.of("TLSv1.3", "SSLv1", "TLSv1.2"),
                        List.of("TLS_SRP_SHA_WITH_AES_256_CBC_SHA", "TLS_AES_128_GCM_SHA256"),
                        false);
        var engine = certificates.engine(offer);
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    }

    @Test
    void theOrderOfTheOneWhoIsToChooseCounts() throws Exception {
        var certificates = Certificates.open(folder, Map.of(), NOW);
        var server = TlsOffer.openSsl("mx.one.example");
        assertThat(preferring(certificates.engine(server))).isTrue();
        var client = TlsOffer.gnuTls("mx.one.example");
        assertThat(preferring(certificates.engine(client))).isFalse();
    }

    private static boolean preferring(SSLEngine engine) {
        return engine.getSSLParameters().getUseCipherSuitesOrder();
    }

    @Test
    void aGivenOneIsShownForItsHost() throws Exception {
        Identity own = SelfSigned.open(data.resolve("other"), NOW).of(Host.of("mx.one.example"));
        var certificates = Certificates.open(folder, Map.of("mx.one.example", own), NOW);
        assertThat(certificates.identity(Host.of("MX.One.example"))).isEqualTo(own);
        assertThat(certificates.identity(Host.of("mx.two.example"))).isNotEqualTo(own);
    }
}
