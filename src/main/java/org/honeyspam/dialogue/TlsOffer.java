package org.honeyspam.dialogue;

import java.util.List;

/**
 * How the imitated server does TLS.
 *
 * @param host whose certificate is shown
 * @param others hosts whose certificates are shown to those who ask for them
 * @param versions that are spoken, as in {@code TLSv1.3}
 * @param ciphers names of suites as IANA registers them, the preferred one first
 * @param clientChooses whether the client's order counts instead of the server's
 * @param protocols to be spoken within, as in ALPN, the preferred one first; none if it is not said
 */
public record TlsOffer(
        String host,
        List<String> others,
        List<String> versions,
        List<String> ciphers,
        boolean clientChooses,
        List<String> protocols) {
    /** What stands in ALPN for HTTP/2 (RFC 9113 section 3.1). */
    public static final String HTTP_2 = "h2";

    /** Those of OpenSSL 3.0, as {@code openssl ciphers -stdname}, without PSK and SRP. */
    private static final List<String> OPEN_SSL =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                    "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_RSA_WITH_AES_256_CBC_SHA256",
                    "TLS_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_RSA_WITH_AES_128_CBC_SHA");

    /** Those of GnuTLS 3.7, as {@code gnutls-cli -l --priority NORMAL}, without CCM and PSK. */
    private static final List<String> GNU_TLS =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA");

    /** Those of Schannel in Windows Server 2022, as Microsoft lists them, without PSK and NULL. */
    private static final List<String> SCHANNEL =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_RSA_WITH_AES_256_CBC_SHA256",
                    "TLS_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_RSA_WITH_AES_128_CBC_SHA");

    public TlsOffer {
        others = List.copyOf(others);
        versions = List.copyOf(versions);
        ciphers = List.copyOf(ciphers);
        protocols = List.copyOf(protocols);
    }

    /** For a server of one host. */
    public TlsOffer(
            String host, List<String> versions, List<String> ciphers, boolean clientChooses) {
        this(host, List.of(), versions, ciphers, clientChooses, List.of());
    }

    /** The same, of a server that has these hosts as well. */
    public TlsOffer with(List<String> more) {
        return new TlsOffer(host, more, versions, ciphers, clientChooses, protocols);
    }

    /** The same, of a server that agrees with the client on what is spoken within (RFC 7301). */
    public TlsOffer speaking(List<String> all) {
        return new TlsOffer(host, others, versions, ciphers, clientChooses, all);
    }

    /** The same, of a server that takes what the client likes best. */
    public TlsOffer asTheClientLikes() {
        return new TlsOffer(host, others, versions, ciphers, true, protocols);
    }

    /** What a server offers that leaves it to GnuTLS, as it comes with Debian 12. */
    public static TlsOffer gnuTls(String host) {
        return new TlsOffer(host, List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"), GNU_TLS, true);
    }

    /** What a server offers that leaves it to Windows Server 2022. */
    public static TlsOffer schannel(String host) {
        return new TlsOffer(
                host, List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"), SCHANNEL, false);
    }

    /** What a server offers that leaves it to OpenSSL, as it comes with Debian 12. */
    public static TlsOffer openSsl(String host) {
        return new TlsOffer(host, List.of("TLSv1.3", "TLSv1.2"), OPEN_SSL, false);
    }
}
