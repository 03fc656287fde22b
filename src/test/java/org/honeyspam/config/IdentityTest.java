package org.honeyspam.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys as openssl writes them, and files that are something else. */
class IdentityTest {
    private static final Path SAMPLES =
            Path.of("src/test/resources/org/honeyspam/config/certificates");

    @TempDir private Path folder;

    private static Path sample(String name) {
        return SAMPLES.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs1.key", "rsa-pkcs8.key"})
    void aKeyOfRsaFitsInBothForms(String key) throws Exception {
        Identity identity = Identity.read(sample("rsa.pem"), sample(key));
        assertThat(identity.chain()).hasSize(1);
        assertThat(identity.key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void aKeyOfACurveFitsWithItsParameters() throws Exception {
        Identity identity = Identity.read(sample("ec.pem"), sample("ec.key"));
        assertThat(identity.key().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void aFileMayHoldTheChainAndTheKey() throws Exception {
        Path all = folder.resolve("all.pem");
        Files.writeString(
                all,
                Files.readString(sample("rsa-pkcs8.key"))
                        + "text between\n"
                        + Files.readString(sample("rsa.pem"))
                        + Files.readString(sample("ec.pem")));
        Identity identity = Identity.read(all, all);
        assertThat(identity.chain()).hasSize(2);
    }

    private static void unfit(Path certificate, Path key, String what) {
        assertThatThrownBy(() -> Identity.read(certificate, key))
                .isInstanceOf(Identity.Unfit.class)
                .hasMessageContaining(what);
    }

    @Test
    void whatIsSomethingElseIsToldAsWhatItIs() throws IOException {
        Path certificate = sample("rsa.pem");
        Path key = sample("rsa-pkcs8.key");
        Path garbage = Files.writeString(folder.resolve("garbage"), "\u0000-----BEGIN nonsense");
        Path torn =
                Files.writeString(
                        folder.resolve("torn"), Files.readString(certificate).substring(0, 400));
        Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);
        unfit(certificate, sample("ec.key"), "is not the key of");
        unfit(sample("ec.pem"), key, "is not the key of");
        unfit(key, key, "holds no certificate in PEM");
        unfit(certificate, certificate, "holds no private key in PEM without a password");
        unfit(certificate, sample("rsa-encrypted.key"), "without a password");
        unfit(garbage, key, "holds no certificate in PEM");
        unfit(torn, key, "is not in PEM");
        unfit(huge, key, "is longer than 1 MiB");
        unfit(folder, key, "is no file");
        unfit(folder.resolve("none"), key, "is not there");
    }

    @Test
    void theConfigurationTellsThePlaceOfAKeyThatDoesNotFit() throws IOException {
        String text =
                """
                [[listener]]
                service = "mx"
                port = 25
                host = "mx.one.example"
                tls = "starttls"
                certificate = "%s"
                certificate_key = "%s"

                [bait]
                domains = ["one.example"]
                """;
        String wrong =
                text.formatted(
                        sample("rsa.pem").toAbsolutePath(), sample("ec.key").toAbsolutePath());
        assertThat(TestFile.bad(wrong))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(List.of(mistake.line(), mistake.column()))
                                    .containsExactly(7, 1);
                            assertThat(mistake.what())
                                    .startsWith("certificate_key: ")
                                    .contains("is not the key of");
                        });
        Path key = sample("rsa-pkcs1.key").toAbsolutePath();
        var good =
                TestFile.good(text.formatted(sample("rsa.pem").toAbsolutePath(), key))
                        .listeners()
                        .getFirst();
        assertThat(good.tls()).isEqualTo(Configuration.Tls.STARTTLS);
        assertThat(Objects.requireNonNull(good.certificateKey())).isEqualTo(key);
    }
}
