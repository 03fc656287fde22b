package org.honeyspam.net;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.honeyspam.dialogue.TlsOffer;

/** How a test's client thinks of certificates. */
final class TlsClient {
    private TlsClient() {}

    /** What the test's server offers. */
    static TlsOffer offer(String host) {
        return new TlsOffer(
                host,
                List.of("TLSv1.3", "TLSv1.2"),
                List.of(
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                false);
    }

    /** One that takes any, as mail servers do. */
    static SSLContext trustful() {
        return context(new TrustManager[] {new Trustful()});
    }

    /** One that takes what authorities signed. */
    static SSLContext suspicious() {
        return context(null);
    }

    private static SSLContext context(TrustManager @org.jspecify.annotations.Nullable [] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Trustful implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("a client meets servers only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // Whoever it is.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
