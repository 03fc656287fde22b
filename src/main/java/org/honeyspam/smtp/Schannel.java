package org.honeyspam.smtp;

import java.util.List;
import org.honeyspam.dialogue.TlsOffer;

/** TLS as Exchange 2019 sets up Windows Server 2019 for: 1.2 alone, with the suites it leaves. */
final class Schannel {
    private static final List<String> VERSIONS = List.of("TLSv1.2");

    private static final List<String> CIPHERS =
            List.of(
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

    private Schannel() {}

    static TlsOffer offer(String host) {
        return new TlsOffer(host, VERSIONS, CIPHERS, false);
    }
}
